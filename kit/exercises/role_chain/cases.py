"""Customer cases of the human game: who is met, what can be learnt there, and what the customer asks at the end.

The texts live in `datasets/cases`, one file per case, German and English side by side, so that a trainer can write a
seventh by copying one. The fields below are the file's schema and laws; how a case is played this module does not know.
"""

import tomllib
from dataclasses import MISSING as REQUIRED
from dataclasses import dataclass, field, fields
from pathlib import Path

from kit.errors import DatasetError
from kit.messages import _
from kit.places import datasets
from kit.exercises.role_chain.setting import ROLES
from kit.wording import LANGUAGES

CARD = "card.toml"
REQUIRED_KINDS = ("need", "money", "politics", "date", "sore", "promise", "risk")
KINDS = (*REQUIRED_KINDS, "people")
LISTEN, ASK, DIG = DEPTHS = 1, 2, 3  # the customer says it; to the right question; only to a specialist who asks it
DEPTH_COUNTS = {LISTEN: (3, 4), ASK: (5, 6), DIG: (3, 4)}
DEEP_SEATS, COLOURS = 3, (0, 3)

UNREADABLE = _("The customer case “{file}” cannot be read: {reason}.")
NOT_A_SECTION = _("Customer case {place}: entries of its own are needed here; “{value}” has none.")
NOT_DOUBLE = _("Customer case {place}: each one begins with a line in double brackets, [[…]].")
NOT_A_FIELD = _("Customer case {place}: there is no “{field}”; possible are: {choices}.")
NO_FIELD = _("Customer case {place} is missing.")
NO_LANGUAGES = _("Customer case {place}: one text per language is needed: {needed}.")
NO_TEXT = _("Customer case {place} has no text.")
NOT_TEXT = _("Customer case {place}: a text in quotation marks is needed; “{value}” is not one.")
TOO_LONG = _("Customer case {place}: the text has {count} characters; at most {limit} fit.")
NOT_A_CHOICE = _("Customer case {place}: “{value}” is not possible here; possible are: {choices}.")
WRONG_COUNT = _("Customer case {place}: there must be {needed}, not {count}.")
NO_FACT = _("Customer case {place}: there is no fact “{fact}”; possible are: {choices}.")
NOT_ONE_QUESTION = _("Customer case {place}: exactly one question of this seat must uncover the fact; {count} do.")
TWICE = _("Customer case {place}: two facts are called “{fact}”; each needs a name of its own.")
NO_HINT = _("Customer case {place}: only a fact of depth 3 has a hint.")
NOT_WRONG = _("Customer case {place}: exactly one answer is right; every other one needs “breaks”, and the right one has none.")
UNUSED = _("Customer case {place}: no question at the end needs this fact; ask for it or mark it with colour = true.")
NOT_COLOUR = _("Customer case {place}: a question at the end needs this fact, so it cannot be marked as colour.")
NO_KIND = _("Customer case {place}: no fact is of the kind “{kind}”; every case needs each of {choices}.")
NOT_DEEP = _("Customer case {place}: at least {needed} seats need a fact of depth 3; here it is {count}.")


def _is(**law):
    """A field with its law (limit, choices, count) and, for parts within parts, how they stand in the file."""
    default = {"default": law.pop("default")} if "default" in law else {}
    return field(metadata=law, **default)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What all parts of a case share: where they stand in the file, their key there, and checked fields."""

    place: str = field(repr=False, compare=False)
    language: str
    key: str

    def __post_init__(self):
        for one in fields(self):
            value, law, place = getattr(self, one.name), one.metadata, _at(self.place, one.name)
            if "limit" in law:
                _check_text(_at(place, self.language), value, law["limit"], is_required=one.default is REQUIRED)
            if "choices" in law and value not in law["choices"]:
                raise DatasetError(NOT_A_CHOICE, place=place, value=str(value)[:40], choices=_listed(law["choices"]))
            if "count" in law:
                _check_count(place, len(value), *law["count"])


@dataclass(frozen=True, kw_only=True)
class Fact(Part):
    """Something to learn at a seat; `hint` is what a lone wolf hears instead, at depth 3 only."""

    kind: str = _is(choices=KINDS)
    depth: int = _is(choices=DEPTHS)
    text: str = _is(limit=110)
    hint: str = _is(limit=110, default="")
    colour: bool = _is(choices=(True, False), default=False)

    def __post_init__(self):
        super().__post_init__()
        if self.depth == DIG:
            _check_text(_at(self.place, f"hint.{self.language}"), self.hint)
        elif self.hint:
            raise DatasetError(NO_HINT, place=self.place)


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """What a seat may ask; `uncovers` is the key of a fact (at depth 1 it gets more precise), or "" for small talk."""

    label: str = _is(limit=70)
    answer: str = _is(limit=240)
    uncovers: str = ""
    annoys: bool = _is(choices=(True, False), default=False)


@dataclass(frozen=True, kw_only=True)
class Seat(Part):
    """One role's part of the case (`key` is the role): whom it meets, what it hears unasked, what it may ask."""

    person: str = _is(limit=60)
    scene: str = _is(limit=320)
    says: str = _is(limit=260)
    facts: tuple[Fact, ...] = _is(named=Fact, count=(3, 3))
    questions: tuple[Question, ...] = _is(named=Question, count=(5, 5))

    def __post_init__(self):
        super().__post_init__()
        keys = [fact.key for fact in self.facts]
        for one in self.questions:
            if one.uncovers != "":
                _check_known(_at(one.place, "uncovers"), one.uncovers, keys)
        for fact in self.facts:
            count = [one.uncovers for one in self.questions].count(fact.key)
            if count != 1:
                raise DatasetError(NOT_ONE_QUESTION, place=fact.place, count=count)


@dataclass(frozen=True, kw_only=True)
class Answer(Part):
    """What the sellers may reply at the end; a wrong promise says what it breaks, the right one breaks nothing."""

    text: str = _is(limit=180)
    breaks: str = _is(limit=150, default="")


@dataclass(frozen=True, kw_only=True)
class FinalQuestion(Part):
    """What the customer asks at the end, the keys of the facts it needs, and the answers to choose from."""

    asks: str = _is(limit=110)
    needs: tuple[str, ...] = _is(listed=True, count=(1, 2))
    right: Answer = _is(one=Answer)
    wrong: tuple[Answer, ...] = _is(rows=Answer, count=(2, 3))

    def __post_init__(self):
        super().__post_init__()
        if self.right.breaks or not all(one.breaks.strip() for one in self.wrong):
            raise DatasetError(NOT_WRONG, place=self.place)


@dataclass(frozen=True, kw_only=True)
class Case(Part):
    """One customer case in one language; `key` is the name of its file."""

    title: str = _is(limit=40)
    trade: str = _is(limit=40)
    opening: str = _is(limit=600)
    contact: Seat = _is(one=Seat)
    relation: Seat = _is(one=Seat)
    explain: Seat = _is(one=Seat)
    close: Seat = _is(one=Seat)
    end: tuple[FinalQuestion, ...] = _is(named=FinalQuestion, count=(8, 8))

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The four seats in the order of `ROLES`."""
        return tuple(getattr(self, role) for role in ROLES)

    @property
    def facts(self) -> dict[str, Fact]:
        """All twelve facts by key, seat by seat."""
        return {fact.key: fact for seat in self.seats for fact in seat.facts}

    def __post_init__(self):
        super().__post_init__()
        keys = [fact.key for seat in self.seats for fact in seat.facts]
        for key in keys:
            if keys.count(key) > 1:
                raise DatasetError(TWICE, place=self.place, fact=key)
        for one in self.end:
            for need in one.needs:
                _check_known(_at(one.place, "needs"), need, keys)
        self._check_use({need for one in self.end for need in one.needs})
        self._check_mix([fact.kind for fact in self.facts.values()], [fact.depth for fact in self.facts.values()])

    def _check_use(self, needed):
        for fact in self.facts.values():
            if fact.colour == (fact.key in needed):
                raise DatasetError(NOT_COLOUR if fact.colour else UNUSED, place=fact.place)
        _check_count(_at(self.place, "colour"), sum(fact.colour for fact in self.facts.values()), *COLOURS)

    def _check_mix(self, kinds, depths):
        for kind in REQUIRED_KINDS:
            if kind not in kinds:
                raise DatasetError(NO_KIND, place=self.place, kind=kind, choices=_listed(REQUIRED_KINDS))
        for depth, allowed in DEPTH_COUNTS.items():
            _check_count(_at(self.place, f"depth = {depth}"), depths.count(depth), *allowed)
        deep = sum(any(fact.depth == DIG for fact in seat.facts) for seat in self.seats)
        if deep < DEEP_SEATS:
            raise DatasetError(NOT_DEEP, place=self.place, needed=DEEP_SEATS, count=deep)


def cases(language: str) -> dict[str, Case]:
    """All cases of the kit in one language ("de", "en") by key, sorted by key; raises `DatasetError`."""
    paths = sorted((datasets() / "cases").glob("*.toml"))
    return {path.stem: read(path, language) for path in paths if path.name != CARD}


def read(path: Path, language: str) -> Case:
    """The case in a file; it is checked in every language, so that a gap in the other one shows at once."""
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=path.name, reason=str(error).rstrip(".")) from error
    return {one: _part(Case, path.name, entry, one, path.stem) for one in (*LANGUAGES, language)}[language]


def _part(cls, place, entry, language, key):
    own = {one.name: one for one in fields(cls) if one not in fields(Part)}
    for name in _section(place, entry).keys() - own.keys():
        raise DatasetError(NOT_A_FIELD, place=place, field=name, choices=_listed(own))
    for name, one in own.items():
        if name not in entry and one.default is REQUIRED:
            raise DatasetError(NO_FIELD, place=_at(place, name))
    values = {name: _value(own[name].metadata, place, name, value, language) for name, value in entry.items()}
    return cls(place=place, language=language, key=key, **values)


def _value(law, within, name, value, language):
    place = _at(within, name)
    if "limit" in law:
        return _in_language(place, value, language)
    if "one" in law:
        return _part(law["one"], place, value, language, name)
    if "named" in law:
        return tuple(_part(law["named"], _at(place, key), one, language, key) for key, one in _section(place, value).items())
    if "rows" in law and not isinstance(value, list):
        raise DatasetError(NOT_DOUBLE, place=place)
    if "rows" in law:
        return tuple(_part(law["rows"], f"{place} {row}", one, language, f"wrong{row}") for row, one in enumerate(value, 1))
    return (tuple(value) if isinstance(value, list) else (value,)) if "listed" in law else value


def _in_language(place, texts, language):
    if not isinstance(texts, dict) or texts.keys() - {*LANGUAGES, language}:
        raise DatasetError(NO_LANGUAGES, place=place, needed=_listed(_at(place, one) for one in LANGUAGES))
    return texts.get(language, "")


def _section(place, entry):
    if not isinstance(entry, dict):
        raise DatasetError(NOT_A_SECTION, place=place, value=str(entry)[:40])
    return entry


def _check_text(place, value, limit=None, is_required=True):
    if not isinstance(value, str):
        raise DatasetError(NOT_TEXT, place=place, value=str(value)[:40])
    if is_required and not value.strip():
        raise DatasetError(NO_TEXT, place=place)
    if limit and len(value) > limit:
        raise DatasetError(TOO_LONG, place=place, count=len(value), limit=limit)


def _check_count(place, count, low, high):
    if not low <= count <= high:
        raise DatasetError(WRONG_COUNT, place=place, needed=str(low) if low == high else f"{low}–{high}", count=count)


def _check_known(place, fact, keys):
    if fact not in keys:
        raise DatasetError(NO_FACT, place=place, fact=str(fact)[:40], choices=_listed(keys))


def _at(place, name):
    """One step further in: `case.toml` and `contact` make `case.toml, contact`, with `facts` `case.toml, contact.facts`."""
    return f"{place}, {name}" if place.endswith(".toml") else f"{place}.{name}"


def _listed(choices):
    return ", ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in choices)
