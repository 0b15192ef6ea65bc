"""What this exercise asks and proposes in words: short quiz, questions to talk about, first steps, and hints for each step."""

from kit.exercise import QuizQuestion
from kit.messages import _

QUIZ = (
    QuizQuestion(
        "quiz_seventy",
        _("“70% of all changes fail.” How well is that known?"),
        (
            (
                _("Well: dozens of studies found it."),
                _("They quote each other. Who follows the trail finds an estimate and no count."),
            ),
            (
                _("Nobody has ever shown it."),
                _("Hughes looked for it in 2011: no valid evidence. Nor is there any that most changes succeed."),
            ),
            (
                _("It is too low: 90% fail."),
                _("No count says so. What counts as failed, and after how long, nobody agrees on."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_worth",
        _("Alone, a lever brings 10,000 EUR. After another one was pulled, it costs 5,000. What is it worth?"),
        (
            (
                _("10,000 EUR: that is what it brings."),
                _("Only as long as you change nothing else."),
            ),
            (
                _("Nothing certain: the figure is wrong."),
                _("Both figures can be right. Levers help each other, or stand in each other’s way."),
            ),
            (
                _("It depends on what else changes."),
                _("So the laboratory gives a mean over all orders and a range, never one figure alone."),
            ),
        ),
        2,
    ),
    QuizQuestion(
        "quiz_contact",
        _("New territories: many customers get another person to talk to. What does that cost?"),
        (
            (
                _("Nothing, if the handover is polite."),
                _("Politeness helps. On average a good part of a year’s sales still went."),
            ),
            (
                _("13 to 18% of their yearly sales, on average."),
                _(
                    "That was measured. Against it: a change can also bring a relation that has gone to sleep back to life."
                ),
            ),
            (
                _("The customer, nearly always."),
                _("Most stay. They buy less for a while."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_pay",
        _("A firm cuts commission by 18%; pay falls by 7%. What happens?"),
        (
            (
                _("Everybody works less."),
                _("Whoever stayed worked as before. That was the surprise."),
            ),
            (
                _("The weakest leave."),
                _("It was the other way round: those with the best offers elsewhere go first."),
            ),
            (
                _("The most productive leave more often."),
                _("Found in one firm (Sandvik and others, 2021). One firm is not all, but it is a warning."),
            ),
        ),
        2,
    ),
)

REFLECTIONS = (
    _("Which seat would nobody have in your firm, and who speaks for it?"),
    _("Which change did you begin and never finish, and what did the dip cost?"),
    _("What would have to be seen after a year so that you stop a change?"),
)

FIRST_STEPS = (
    _(
        "Pull one lever, in one team. After 30 days, check whether things really go differently and who suffers; judge profit after a year."
    ),
    _("Ask whoever loses by it first, and write down what would make it bearable."),
    _("Name for each change who loses customers, pay or time, and what you do for them."),
    _("Put two planned changes a year apart."),
    _("Leave everything as it is, and write down at which figure you would change it."),
)

HINTS = {
    "predict": (
        _(
            "Territory: own territories become one shared ground. Commission: keeping customers and the team’s sales pay, too. Leadership: control becomes coaching. Organisation: lone wolves become a role chain."
        ),
        _("A change begins with a dip: customers get another contact, people learn. A short horizon sees only that."),
        _("Two levers that each help alone need not help together: both may do the same work."),
    ),
    "play": (
        _("Your card says what your department reckons. The others’ cards say something else: ask for their figures."),
        _("A lever that hurts somebody in year one may be bearable in year three."),
    ),
    "compare": (
        _("Look at year one beside year three before you judge a lever."),
        _("Then at the range of a lever: whether it ever changes its sign, and with which other one."),
    ),
    "limits": (
        _("Make the change cheap and let customers leave fast: from where on does it pay to change?"),
        _("Then look which levers rest on assumptions most; leadership is the first of them."),
    ),
    "reflect": (_("You can try out what the quiz asks: the laboratory above is still open."),),
}
