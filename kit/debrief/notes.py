"""What the facilitator's page keeps of the debrief: the questions as they were made, which were asked, and what was answered.

Names of decisions are `asked|<about>|<rule>` (the sentence as it was asked; empty once it is no longer ticked) and
`answer|<about>|<rule>` (the noted answer); `made` and `made|<about>` hold the questions themselves, so that a page that is
opened again need not work them out anew. All of it is text that people typed or saw: whoever shows it escapes it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

ASKED, ANSWER, MADE, MARK = "asked", "answer", "made", "|"
LONGEST_ANSWER = 600  # characters
LONGEST_QUESTION = 600


@dataclass(frozen=True)
class Note:
    """A question that was asked (`question` in the words in which it was, "" if it is not ticked) and the `answer`, "" if none was noted."""

    about: str
    rule: str
    question: str
    answer: str


def notes(decided: Mapping) -> tuple[Note, ...]:
    """All that was noted in the step of the debrief, in the order in which it was first decided; nonsense is passed over."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name, value in decided.items():
        kind, about, rule = (*str(name).split(MARK, 2), "", "")[:3]
        if kind in (ASKED, ANSWER) and rule and isinstance(value, str) and value.strip():
            most = LONGEST_QUESTION if kind == ASKED else LONGEST_ANSWER
            found.setdefault((about, rule), {})[kind] = value.strip()[:most]
    return tuple(Note(*key, one.get(ASKED, ""), one.get(ANSWER, "")) for key, one in found.items())


@dataclass(frozen=True)
class Written:
    """A question in one language: what it is `about`, its `rule` and kind, what is seen and asked in words, and on what it rests."""

    about: str
    rule: str
    kind: str
    seen: str
    ask: str
    basis: str = ""

    @property
    def key(self) -> str:
        """Its name in a journal, without what is kept of it."""
        return f"{self.about}{MARK}{self.rule}"


def keeping(language: str, questions: Iterable[Written], known: Iterable[str]) -> dict[str, str]:
    """The decisions that keep questions in their order; of the names `known` before, those that are left over become empty."""
    sections: dict[str, list] = {}
    for one in questions:
        sections.setdefault(one.about, []).append({name: text for name, text in asdict(one).items() if name != "about"})
    told = {f"{MADE}{MARK}{about}": json.dumps(some, ensure_ascii=False) for about, some in sections.items()}
    left = dict.fromkeys([name for name in known if name.startswith(MADE + MARK)], "")
    return left | told | {MADE: json.dumps([language, *sections])}


def kept(language: str, decided: Mapping) -> tuple[Written, ...]:
    """The questions that are kept in this language; none if they cannot be read."""
    try:
        said, *sections = json.loads(str(decided.get(MADE) or "[0]"))
        found = [(about, one) for about in sections for one in json.loads(str(decided[f"{MADE}{MARK}{about}"]))]
        made = tuple(Written(about, **{name: str(text) for name, text in one.items()}) for about, one in found)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()
    return made if said == language else ()


def with_noted(made: Sequence[Written], before: Iterable[Written], decided: Mapping) -> tuple[Written, ...]:
    """Questions made anew, and those from before that were asked or answered, so that no tick and no answer is lost."""
    noted = {(one.about, one.rule) for one in notes(decided)}
    keys = {one.key for one in made}
    left = [one for one in before if one.key not in keys and (one.about, one.rule) in noted]
    sections = dict.fromkeys(one.about for one in (*made, *left))
    return tuple(one for about in sections for one in (*made, *left) if one.about == about)
