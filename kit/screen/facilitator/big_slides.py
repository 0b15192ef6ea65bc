"""What stands in a window of the big screen, as markup: a poster, the curtain before it, how to join, and a question."""

from collections.abc import Sequence

from markupsafe import Markup

from kit.drawing import drawing
from kit.messages import _
from kit.room.qr_code import qr_code

JOIN, BY_HAND, WORD = _("Join the room"), _("or open"), _("and type this word:")
COUNT, ONE, NOBODY = _("{count} groups are here"), _("1 group is here"), _("Nobody is here yet.")
MORE = _("and {count} more")
NO_ROOM = _("No live room is open.")
MOST_NAMES = 12  # of those who came last
LONGEST_QUESTION = 400
LONG, MEDIUM = 160, 70  # characters from which a question is set smaller


def slide(title: str, drawn: Markup, said: Sequence[str], foot: str) -> Markup:
    """A picture below its title; `said` and `foot` stand below it."""
    below = Markup().join(Markup('<p class="kit-slide-said">{}</p>').format(one) for one in said)
    return Markup(
        '<section class="kit-slide"><h2>{}</h2><div class="kit-slide-picture">{}</div>{}<p class="kit-slide-foot">{}</p></section>'
    ).format(title, drawn, below, foot)


def curtain(about, title: str, said: str) -> Markup:
    """What is seen before the reveal: the drawing of the exercise, and how far everybody is."""
    return Markup(
        '<section class="kit-slide kit-curtain"><div class="kit-curtain-drawing">{}</div><h2>{}</h2><p role="status">{}</p></section>'
    ).format(drawing(about), title, said)


def question_slide(question: str, otherwise: str) -> Markup:
    """A question as large as it fits; `otherwise` is said quietly where there is none."""
    question = " ".join(question.split())
    if not question:
        return Markup('<section class="kit-slide kit-ask"><p class="kit-ask-none">{}</p></section>').format(otherwise)
    if len(question) > LONGEST_QUESTION:
        question = question[: LONGEST_QUESTION - 1].rstrip() + "…"
    size = "long" if len(question) > LONG else "medium" if len(question) > MEDIUM else "short"
    return Markup('<section class="kit-slide kit-ask kit-ask-{}"><p role="status">{}</p></section>').format(
        size, question
    )


def join_slide(desk, names: Sequence[str]) -> Markup:
    """How to come in, and who is there; of many the ones who came last."""
    place, word = desk.place, desk.word()
    if not word or desk.over:
        return Markup('<section class="kit-slide kit-ask"><p class="kit-ask-none">{}</p></section>').format(
            desk.say(NO_ROOM)
        )
    here = desk.say(NOBODY) if not names else desk.say(ONE) if len(names) == 1 else desk.say(COUNT, count=len(names))
    last = Markup().join(Markup("<li><bdi>{}</bdi></li>").format(one) for one in list(names)[-MOST_NAMES:][::-1])
    more = len(names) - MOST_NAMES
    last += Markup("<li class='kit-more'>{}</li>").format(desk.say(MORE, count=more)) if more > 0 else Markup()
    letters = Markup("<wbr>").join(f"{part}{'' if end else '-'}" for part, end in _parts(word))
    return Markup(
        '<section class="kit-slide kit-join"><div class="kit-join-code">{}</div><div class="kit-join-words"><h2>{}</h2><p>{} <b>{}</b> {}</p>'
        '<p class="kit-join-word">{}</p><p class="kit-join-count" role="status">{}</p><ul class="kit-join-names">{}</ul></div></section>'
    ).format(
        qr_code(place.address, word),
        desk.say(JOIN),
        desk.say(BY_HAND),
        place.address.removeprefix("http://"),
        desk.say(WORD),
        letters,
        here,
        last,
    )


def _parts(word: str) -> list[tuple[str, bool]]:
    parts = word.split("-")
    return [(part, number == len(parts) - 1) for number, part in enumerate(parts)]
