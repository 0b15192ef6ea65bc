"""What an exercise asks and proposes in words: short quiz, questions to talk about, first steps, and hints for each step."""

from kit.exercise import QuizQuestion
from kit.messages import _

QUIZ = (
    QuizQuestion(
        "quiz_first_year",
        _("Clear-cutting is ahead at first. Why?"),
        (
            (
                _("It wins more, and the firms that it burns are missed only later."),
                _(
                    "Today’s win stands in this year’s books; the burned ground and the customers who leave show in the next ones."
                ),
            ),
            (
                _("It has the better sellers."),
                _(
                    "Both have the same sellers, the same ground and the same luck. Only the days are divided differently."
                ),
            ),
            (_("Its customers pay more."), _("Every customer brings the same margin here.")),
        ),
        0,
    ),
    QuizQuestion(
        "quiz_tenure",
        _("A new customer leaves more often than an old one. How does this model explain that?"),
        (
            (
                _("Everybody becomes more loyal with time."),
                _(
                    "Nobody changes in this model. And yet the old ones stay longer: who leaves easily has left already."
                ),
            ),
            (
                _("Those who leave easily leave first; those who remain stay longer."),
                _("So the curve flattens although nobody changes. “Everybody alike” forecasts far too few who stay."),
            ),
            (_("Old customers get more care."), _("Care is divided evenly here, over old and new ones.")),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_felling",
        _("When is clear-cutting right in this model?"),
        (
            (
                _("Never."),
                _("It is, often: try few years, high interest, an endless market, or care that hardly works."),
            ),
            (
                _("When the time is short, the interest high or the market endless."),
                _("Then tomorrow’s forest is worth little or grows back in any case. Look at the map."),
            ),
            (
                _("Always, if the sellers are good enough."),
                _("Good sellers fell faster. On a finite ground that brings the end nearer, not the solution."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_commons",
        _(
            "Four teams share one ground. Each would be better off if all felled less. Why does it not happen by itself?"
        ),
        (
            (
                _("Because they do not know it."),
                _("Even those who know it lose if the others go on: what I leave standing, somebody else fells."),
            ),
            (
                _("Because what one team leaves standing another may take."),
                _(
                    "So it takes an agreement, and something that holds it. You could try both halfway through the game."
                ),
            ),
            (_("Because care is too dear."), _("Care costs the same days for all. The point is who gets the harvest.")),
        ),
        1,
    ),
)

REFLECTIONS = (
    _("What is finite about your market, and how would you notice that you are burning it?"),
    _("Which customers would be missed least if they left, and what does that say about the others?"),
    _("What did you agree halfway through the game, and what held it, or did not?"),
)

FIRST_STEPS = (
    _("Count the firms in your market that want no more calls from you."),
    _("Call five customers who bought more than a year ago and want nothing from them."),
    _("Ask every new customer for a month who recommended you, and thank them."),
    _("Agree with the team next to yours on ten firms that neither calls for half a year."),
    _("Keep your way, and write down at which figure you would decide otherwise."),
)

HINTS = {
    "predict": (
        _(
            "Winning brings money at once, care brings it later. Ask how many years it takes until the later money has caught up."
        ),
        _("Ask for each way what its customers will be worth when the time is up, and how many firms are left to win."),
    ),
    "play": (
        _(
            "Watch the free firms, not only your customers: what all teams win together must grow back on the same ground."
        ),
        _(
            "One team alone cannot spare the ground, the others take what it leaves. What could you agree on halfway, and what would hold it?"
        ),
    ),
    "compare": (
        _("Move the years from three to ten and back: the same two policies, another winner."),
        _("Set the old policy to “Half and half”. How much of the difference is left, and where is it still large?"),
    ),
    "limits": (
        _("Look for the fields where clear-cutting wins, and ask whether your market is one of them."),
        _(
            "Draw the map with the interest or the number of firms as an axis: who needs the money today, or never runs out of firms, fells with good reason."
        ),
    ),
    "reflect": (_("You can try out what the quiz asks: years, interest and policies are still open above."),),
}
