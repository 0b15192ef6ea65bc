"""The game on paper: role cards, handover sheets, observer sheet and the customer's part as one page to print on A4."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from kit.exercises.role_chain.cases import Case
from kit.exercises.role_chain.game import LONGEST_WORDS, MOST_AGAIN, RULE
from kit.messages import _
from kit.models.chain.setting import ROLE_LABELS
from kit.wording import Language

SENTENCES = {
    "rules": _("Rules"),
    "how": _("How to play without a screen (about 20 minutes, four people and a customer)"),
    "role_card": _("Role card"),
    "ask_three": _("Choose at most three questions and ask the customer"),
    "notes": _("For yourself only (stays with you)"),
    "handover_sheet": _("Handover sheet"),
    "from_to": _("From ____________________ to ____________________"),
    "paired": _("The next one sat in (then everything carries over unwritten, and both spend an hour)"),
    "four_facts": _("At most four facts"),
    "own_words": _("Own words (at most {most} characters)"),
    "observer_sheet": _("Observer sheet"),
    "observer_task": _(
        "Tick at each seat which facts are known when it begins and when it ends. Say nothing until the end."
    ),
    "fact": _("Fact"),
    "minutes": _("Minutes"),
    "count": _("Count for all three handovers together: facts known before ______, facts that arrived ______"),
    "customer_sheet": _("The customer’s part"),
    "customer_task": _("Whoever plays the customer reads out only the answers to the questions asked."),
    "wolf_hears": _("A lone wolf hears instead:"),
    "customer_asks": _("The customer asks"),
    "again": _("“We have to ask you about that again.”"),
    "solutions": _("Solutions, for after the game"),
    "needs": _("Needs:"),
    "rule": RULE,
}

STEPS = (
    _("Each of four people takes one role card; one person plays the customer; whoever is left observes."),
    _("The first seat reads its card, asks the customer at most three questions, and fills in a handover sheet."),
    _("Only the sheet goes to the next seat, unless both decided before to pair: then the next one listens in."),
    _("The last seat answers the customer’s eight questions from what has arrived."),
    _("Then lay the observer sheet and the solutions beside it, and type the result into the kit."),
    _(
        "As a lone wolf: one person plays all four cards with another case, and the customer reads the lone wolf’s hints."
    ),
)


@cache
def _template():
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "paper.html.j2"
    )


def paper(words: Language, case: Case) -> str:
    """All sheets of one case in one language, as one self-contained HTML page."""
    limits = {"own_words": LONGEST_WORDS, "rule": MOST_AGAIN}
    said = {
        name: words.say(text, most=limits[name]) if name in limits else words.say(text)
        for name, text in SENTENCES.items()
    }
    facts = [fact for seat in case.seats for fact in seat.facts]
    texts = {fact.key: fact.text for fact in facts}
    return _template().render(
        case=case,
        facts=facts,
        language=words.code,
        words=said | {"steps": [words.say(step) for step in STEPS]},
        roles={role: words.say(label) for role, label in ROLE_LABELS.items()},
        hints={fact.key: fact.hint for fact in facts if fact.hint},
        finals=[{"text": final.asks, "answers": in_turn(case, place)} for place, final in enumerate(case.end)],
        facts_of=lambda final: [texts[key] for key in final.needs],
    )


def in_turn(case: Case, place: int) -> list[str]:
    """The answers to one of the customer's questions, the right one in no fixed place."""
    final = case.end[place]
    answers = [final.right.text, *(wrong.text for wrong in final.wrong)]
    turn = (place * 3 + len(case.key)) % len(answers)
    return [*answers[turn:], *answers[:turn]]
