"""What this exercise asks and proposes in words: short quiz, questions to talk about, first steps, and hints for each step."""

from kit.exercise import QuizQuestion
from kit.messages import _

QUIZ = (
    QuizQuestion(
        "quiz_full",
        _(
            "The boss is busy for 64% of the week. Asked 6 times a day, the team waits over two days. And asked 9 times?"
        ),
        (
            (
                _("Over three days: half as much again."),
                _("Waiting does not grow like the work. The fuller the week, the faster it grows."),
            ),
            (
                _("There is no figure: the pile grows without end."),
                _(
                    "Nine decisions take more time than meetings leave. What is left over today lies on top of tomorrow’s."
                ),
            ),
            (
                _("Still two days: the boss just works faster."),
                _("Then care suffers, or the evening does. This model lets the boss keep the pace."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_cheap",
        _("What brings most of the coach’s lead without any change of culture?"),
        (
            (
                _("A stricter boss."),
                _("A stricter boss catches more mistakes. The wait stays the same."),
            ),
            (
                _("A fixed time for decisions, every day."),
                _("Meetings in one block leave the rest of the day free. Most of the wait is gone, whoever decides."),
            ),
            (
                _("More meetings, so that everybody knows everything."),
                _("They fill the very hours in which the boss could decide."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_letting_go",
        _("The boss begins to coach, and goes on deciding everything. What happens?"),
        (
            (
                _("Sellers learn, so there is less to decide."),
                _("Who must ask goes on asking, however good the idea is."),
            ),
            (
                _("Nothing much."),
                _("Coaching takes hours from the same week. With a full one that is too much."),
            ),
            (
                _("The waiting explodes."),
                _("Coaching takes the hours in which decisions were made. It pays when the boss also lets go."),
            ),
        ),
        2,
    ),
    QuizQuestion(
        "quiz_price",
        _("What does a wrong decision cost, and what a late one?"),
        (
            (
                _("That is well known: studies agree."),
                _("None is known. Every figure for it is made up, those of the kit too."),
            ),
            (
                _("Nobody has measured it."),
                _("Both prices are assumptions here. Move them, or count at your own firm."),
            ),
            (
                _("Wrong ones cost more, always."),
                _("With beginners and dear mistakes, yes. With impatient customers it is the other way round."),
            ),
        ),
        1,
    ),
)

REFLECTIONS = (
    _("Which decision waited longest last week, and what would have happened without it?"),
    _("What would somebody have to show you before you let that person decide?"),
    _("When did a boss’s question save you from a mistake, and when only time from your customer?"),
)

FIRST_STEPS = (
    _("Count for a week what you ask the boss, and how long each answer takes."),
    _("Agree on one hour a day in which decisions are made."),
    _("Let go of one kind of decision for thirty days; look together at what went wrong."),
    _("Ask a colleague to doubt one decision a day before it goes out."),
    _("Keep your way, and write down at which figure you would decide otherwise."),
)

HINTS = {
    "predict": (
        _("How much of the week is left when all meetings are over, and how much of it do six decisions a day need?"),
        _(
            "The fuller a week, the longer the queue; it does not grow in proportion. Then ask what becomes of it if coaching comes on top."
        ),
    ),
    "play": (
        _("Think of the customer who waits for this decision, and of the one for whom it goes wrong."),
        _("For each decision ask: who knows most about it, and what does it cost if that person errs?"),
    ),
    "compare": (
        _("Begin with the preset “Approval hour”: how much of the coach’s lead is left?"),
        _("Let the coach go on deciding everything, and watch the wait. Then let go, step by step."),
    ),
    "limits": (
        _("Look for the fields where the controlling boss wins, and ask whether your team is one of them."),
        _("Make mistakes dearer and decisions fewer: beginners with a boss who checks well are the old way’s home."),
    ),
    "reflect": (_("You can try out what the quiz asks: decisions a day, meetings and coaching are still open above."),),
}
