"""What an exercise asks and proposes in words: short quiz, questions to talk about, first steps, and hints for each step."""

from kit.exercise import QuizQuestion
from kit.messages import _

QUIZ = (
    QuizQuestion(
        "quiz_starved",
        _("Commission is paid on new customers only. Why do existing customers get less than without any commission?"),
        (
            (
                _("Because sellers are greedy."),
                _(
                    "The model’s sellers have no character at all. They do what is paid as long as the effort is worth it."
                ),
            ),
            (
                _("Because attention is limited: more of one task makes the others harder."),
                _(
                    "Paying one task draws attention away from the others. With tasks that do not compete this does not happen; try the assumption."
                ),
            ),
            (
                _("Because existing customers leave anyway."),
                _(
                    "Some do. But in the model one day of care per customer and quarter keeps most of those who would leave."
                ),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_renewal",
        _("Commission on existing customers: what does most of it pay for?"),
        (
            (
                _("For the care that sellers give."),
                _(
                    "Only a small part. Look at the payslip and at the days: most customers would have stayed without this commission."
                ),
            ),
            (
                _("For customers who would have stayed anyway."),
                _("That is the price of this lever, and a strong argument of those who are against it."),
            ),
            (
                _("For new customers."),
                _("New customers are paid by the commission on new business. This one pays for what is already there."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_fixed",
        _(
            "You raise the fixed pay and leave everything else as it is. What do the sellers of this model do differently?"
        ),
        (
            (
                _("They work less."),
                _(
                    "Not in this model: how much an extra day pays has not changed. Whether people really behave so is another question."
                ),
            ),
            (_("They take more care of customers."), _("No: care still pays what it paid before.")),
            (
                _("Nothing. The firm pays more, and pay wavers less in proportion."),
                _("Fixed pay moves cost and risk, not effort. It is what people live on, not what steers them."),
            ),
        ),
        2,
    ),
    QuizQuestion(
        "quiz_evidence",
        _("Which of these is well supported?"),
        (
            (
                _("Quotas and bonuses never raise effort."),
                _("The opposite was found: in two studies bonuses raised effort more than they moved orders in time."),
            ),
            (
                _("A firm that took away quota and cap sold 9% more."),
                _("It did, with 87 sellers. But its commission stayed: that is no proof against commission."),
            ),
            (
                _("Firms without commission sell more."),
                _("We found no study that shows it. Not even this kit claims it."),
            ),
        ),
        1,
    ),
)

REFLECTIONS = (
    _("Which task does your own plan pay for, which one does it starve, and how would a customer notice?"),
    _("Where in your plan would you game it yourself, if you had a bad quarter?"),
    _("Who in your team would lose money under the plan that you find best, and what would you tell them?"),
)

FIRST_STEPS = (
    _("Write down for one week how many hours go to new customers, existing customers, feedback and colleagues."),
    _("Look at the orders of the last four quarters: how many were signed in the last week, and at which discount?"),
    _("Ask three customers who left what would have kept them."),
    _("Pay nothing for it, but read out one piece of customer feedback in every sales meeting."),
    _("Keep your plan, and write down which figure would make you change it."),
)

HINTS = {
    "predict": (
        _(
            "Ask of each task what one more day of it brings the seller under this plan, and what it costs in effort. Days go where the difference is."
        ),
        _(
            "Pulling forward: the order gets smaller by the discount, the rate above the quota is half as much again. When do the two cancel each other out?"
        ),
    ),
    "play": (
        _(
            "Read what the plan pays for before you divide your days, and play for your own pay: that is the point of this year."
        ),
        _("Customers who leave bring nothing in the next quarter. The payslip says why each of them left."),
    ),
    "compare": (
        _(
            "Two plans are compared fairly if they cost about the same. Look at the pay and the budget before you look at the profit."
        ),
        _(
            "Give the new plan “Commission on new customers only, no fixed pay”: profit rises. Then look at the customers who feel sold to, and at who would work for such pay."
        ),
    ),
    "limits": (
        _(
            "How often customers leave, and how much care helps, differs from firm to firm. Find your own firm on the map before you judge the plan."
        ),
        _(
            "Open the assumptions about the sellers: would yours behave like this? Where not, move the slider and draw the map again."
        ),
    ),
    "reflect": (
        _(
            "You can try out what the quiz asks: move one lever of the new plan and see what the sellers do with their days."
        ),
    ),
}
