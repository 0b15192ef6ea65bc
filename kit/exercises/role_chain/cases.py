"""Customer cases of the human game: who is met, what can be learnt there, and what the customer asks at the end.

The texts live in `datasets/cases`, one file per case, German and English side by side, so that a trainer can write a
seventh by copying one. The fields below are the file's schema and laws; how a case is played this module does not know.
"""

from dataclasses import dataclass
from pathlib import Path

from kit.errors import DatasetError
from kit.messages import _
from kit.models.chain.setting import ROLES
from kit.places import datasets
from kit.toml_reader import Part, at, check_choice, check_count, check_distinct, check_text, entry, read_file

CARD = "card.toml"
REQUIRED_KINDS = ("need", "money", "politics", "date", "sore", "promise", "risk")
KINDS = (*REQUIRED_KINDS, "people")
LISTEN, ASK, DIG = DEPTHS = 1, 2, 3  # the customer says it; to the right question; only to a specialist who asks it
DEPTH_COUNTS = {LISTEN: (3, 4), ASK: (5, 6), DIG: (3, 4)}
DEEP_SEATS, COLOURS = 3, (0, 3)

NOT_ONE_QUESTION = _("{place}: exactly one question of this seat must uncover the fact; {count} do.")
NO_HINT = _("{place}: only a fact of depth 3 has a hint.")
NOT_WRONG = _("{place}: exactly one answer is right; every other one needs “breaks”, and the right one has none.")
UNUSED = _("{place}: no question at the end needs this fact; ask for it or mark it with colour = true.")
NOT_COLOUR = _("{place}: a question at the end needs this fact, so it cannot be marked as colour.")
NO_KIND = _("{place}: no fact is of the kind “{kind}”; every case needs each of {choices}.")
NOT_DEEP = _("{place}: at least {needed} seats need a fact of depth 3; here it is {count}.")


@dataclass(frozen=True, kw_only=True)
class Fact(Part):
    """Something to learn at a seat; `hint` is what a lone wolf hears instead, at depth 3 only."""

    kind: str = entry(choices=KINDS)
    depth: int = entry(choices=DEPTHS)
    text: str = entry(limit=110)
    hint: str = entry(limit=110, default="")
    colour: bool = entry(choices=(True, False), default=False)

    def __post_init__(self):
        if self.depth == DIG:
            check_text(at(self.place, f"hint.{self.language}"), self.hint)
        elif self.hint:
            raise DatasetError(NO_HINT, place=self.place)


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """What a seat may ask; `uncovers` is the key of a fact (at depth 1 it gets more precise), or "" for small talk."""

    label: str = entry(limit=70)
    answer: str = entry(limit=240)
    uncovers: str = entry(default="")
    annoys: bool = entry(choices=(True, False), default=False)


@dataclass(frozen=True, kw_only=True)
class Seat(Part):
    """One role's part of the case (`key` is the role): whom it meets (with a `face`: words of the drawing), what it hears
    unasked, what it may ask."""

    person: str = entry(limit=60)
    scene: str = entry(limit=320)
    says: str = entry(limit=260)
    face: str = entry(untranslated=True, default="")
    facts: tuple[Fact, ...] = entry(part=Fact, named=True, count=(3, 3))
    questions: tuple[Question, ...] = entry(part=Question, named=True, count=(5, 5))

    def __post_init__(self):
        keys = [fact.key for fact in self.facts]
        for one in self.questions:
            if one.uncovers != "":
                check_choice(at(one.place, "uncovers"), one.uncovers, keys)
        for fact in self.facts:
            count = [one.uncovers for one in self.questions].count(fact.key)
            if count != 1:
                raise DatasetError(NOT_ONE_QUESTION, place=fact.place, count=count)


@dataclass(frozen=True, kw_only=True)
class Answer(Part):
    """What the sellers may reply at the end; a wrong promise says what it breaks, the right one breaks nothing."""

    text: str = entry(limit=180)
    breaks: str = entry(limit=150, default="")


@dataclass(frozen=True, kw_only=True)
class FinalQuestion(Part):
    """What the customer asks at the end, the keys of the facts it needs, and the answers to choose from."""

    asks: str = entry(limit=110)
    needs: tuple[str, ...] = entry(listed=True, count=(1, 2))
    right: Answer = entry(part=Answer)
    wrong: tuple[Answer, ...] = entry(part=Answer, rows=True, count=(2, 3))

    def __post_init__(self):
        if self.right.breaks or not all(one.breaks.strip() for one in self.wrong):
            raise DatasetError(NOT_WRONG, place=self.place)


@dataclass(frozen=True, kw_only=True)
class Case(Part):
    """One customer case in one language; `key` is the name of its file."""

    title: str = entry(limit=40)
    trade: str = entry(limit=40)
    opening: str = entry(limit=600)
    contact: Seat = entry(part=Seat)
    relation: Seat = entry(part=Seat)
    explain: Seat = entry(part=Seat)
    close: Seat = entry(part=Seat)
    end: tuple[FinalQuestion, ...] = entry(part=FinalQuestion, named=True, count=(8, 8))

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The four seats in the order of `ROLES`."""
        return tuple(getattr(self, role) for role in ROLES)

    @property
    def facts(self) -> dict[str, Fact]:
        """All twelve facts by key, seat by seat."""
        return {fact.key: fact for seat in self.seats for fact in seat.facts}

    def __post_init__(self):
        keys = [fact.key for seat in self.seats for fact in seat.facts]
        check_distinct(at(self.place, "facts"), keys)
        for one in self.end:
            for need in one.needs:
                check_choice(at(one.place, "needs"), need, keys)
        self._check_use({need for one in self.end for need in one.needs})
        self._check_mix([fact.kind for fact in self.facts.values()], [fact.depth for fact in self.facts.values()])

    def _check_use(self, needed):
        for fact in self.facts.values():
            if fact.colour == (fact.key in needed):
                raise DatasetError(NOT_COLOUR if fact.colour else UNUSED, place=fact.place)
        check_count(at(self.place, "colour"), sum(fact.colour for fact in self.facts.values()), *COLOURS)

    def _check_mix(self, kinds, depths):
        for kind in REQUIRED_KINDS:
            if kind not in kinds:
                raise DatasetError(NO_KIND, place=self.place, kind=kind, choices=", ".join(REQUIRED_KINDS))
        for depth, allowed in DEPTH_COUNTS.items():
            check_count(at(self.place, f"depth = {depth}"), depths.count(depth), *allowed)
        deep = sum(any(fact.depth == DIG for fact in seat.facts) for seat in self.seats)
        if deep < DEEP_SEATS:
            raise DatasetError(NOT_DEEP, place=self.place, needed=DEEP_SEATS, count=deep)


def cases(language: str) -> dict[str, Case]:
    """All cases of the kit in one language ("de", "en") by key, sorted by key; raises `DatasetError`."""
    paths = sorted((datasets() / "cases").glob("*.toml"))
    return {path.stem: read(path, language) for path in paths if path.name != CARD}


def read(path: Path, language: str) -> Case:
    """The case in a file; raises `DatasetError`."""
    return read_file(path, language, part=Case)
