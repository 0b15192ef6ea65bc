"""What an exercise asks and proposes in words: short quiz, questions to talk about, first steps, and hints for each step."""

from kit.exercise import QuizQuestion
from kit.messages import _

QUIZ = (
    QuizQuestion(
        "quiz_queues",
        _("Nobody works slower in the chain. Why can an order still take longer there?"),
        (
            (
                _("Each lead waits in up to four queues, and every handover costs the time of two."),
                _("Lone wolves have one queue and no handover. The chain must win that time back by specialising."),
            ),
            (
                _("The chain gets more difficult leads."),
                _("Both ways get exactly the same leads; that is what makes the comparison fair."),
            ),
            (
                _("People in the chain have less to do."),
                _("Both have the same number of people and the same leads. Look at “What the day is spent on”."),
            ),
        ),
        0,
    ),
    QuizQuestion(
        "quiz_checker",
        _("A close colleague looks over your offer. How many of your mistakes does she catch?"),
        (
            (
                _("Nearly everything, four eyes see more than two."),
                _("Whoever knows you well tends to miss what you missed. The handbook figure is less than half."),
            ),
            (
                _("Less than half of your mistakes."),
                _(
                    "Whoever knows you well tends to miss what you missed. Somebody independent catches far more, but must find the time."
                ),
            ),
            (
                _("Nothing at all."),
                _("In this model only somebody who checks their own work catches nothing. A colleague catches some."),
            ),
        ),
        1,
    ),
    QuizQuestion(
        "quiz_measured",
        _("Which of these figures has nobody measured?"),
        (
            (
                _("How much is lost at a spoken handover."),
                _("That was measured, though in medicine: about half of the facts at each handover."),
            ),
            (
                _("How much a firm loses when a seller leaves."),
                _("That was measured: 13 to 18% of the annual sales of the territory."),
            ),
            (
                _("How much work specialised roles save in sales."),
                _("We found no study, only practitioners’ claims. So the slider decides, and you should doubt it."),
            ),
        ),
        2,
    ),
    QuizQuestion(
        "quiz_rush",
        _("One role is busy 19 of 20 hours. What does one more lead a day do?"),
        (
            (
                _("Waiting grows a little, in proportion."),
                _("Waiting does not grow in proportion: near full use it explodes. Try the rush."),
            ),
            (
                _("Waiting before this role grows steeply."),
                _("Near full use every unevenness piles up, and one role holds up the whole chain."),
            ),
            (
                _("Nothing, there is still an hour free."),
                _("The free hour is an average. On uneven days there is none, and the queue hardly comes down again."),
            ),
        ),
        1,
    ),
)

REFLECTIONS = (
    _("What contradicted your guess, and what contradicts your own experience?"),
    _("At which handover does your firm lose most, and how would you notice?"),
    _("Where do customers of yours have to tell the same thing twice?"),
)

FIRST_STEPS = (
    _("For one week, note at every handover what the next colleague had to ask again."),
    _("Choose one customer and let two people hold the next talk together."),
    _("Write a handover sheet with eight lines and use it for five customers."),
    _("Let somebody from another team look over the next large offer."),
    _("Keep your way, and write down at which number of leads a day you would decide otherwise."),
)

HINTS = {
    "predict": (
        _(
            "Both ways have the same people and the same customers. Count what the chain adds (queues and handovers) and what it saves (by specialising), and ask which weighs more."
        ),
        _("The longest queue need not stand before the longest work. Ask which role has the least time left over."),
    ),
    "play": (
        _(
            "At the end the customer asks eight questions. Ask now for what somebody must know then: figures, dates, people, promises."
        ),
        _(
            "Your note holds four facts. What is nice to know costs a place; what the next seat cannot find out by itself is worth one."
        ),
    ),
    "compare": (
        _(
            "Change one thing, look, and change it back before you change the next. The table says who is ahead, and how surely."
        ),
        _(
            "Set “Handing over in passing” and “Careful chain” side by side: what happens to the days, and what to the customers who feel sold to?"
        ),
    ),
    "limits": (
        _(
            "Start at the dot: how far is it to the next field with another letter? A short way means that the result hangs on this assumption."
        ),
        _(
            "Draw the map anew with the two assumptions that you doubt most. Their cards say whether anybody has measured them."
        ),
    ),
    "reflect": (
        _(
            "You can try out what the quiz asks: “What the day is spent on” and the ready-made settings are still open above."
        ),
    ),
}
