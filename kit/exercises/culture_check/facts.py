"""What may be said of the answers of everybody together: how many people answered, and how many stand at each point.

Spreads only, and none of fewer than three people: nobody can be found in it.
"""

from collections.abc import Iterable, Iterator

from kit.contract import Fact
from kit.exercises.culture_check.rounds import AFTER, BEFORE, FEWEST, persons, spread
from kit.exercises.culture_check.statements import Statement, statements
from kit.messages import Finding, _

ROUND_NAMES = {BEFORE: _("before"), AFTER: _("after")}
PEOPLE = _("people who have answered")
AT_POINT, AT_END = _("point {point} of 5"), _("point {point} of 5 (“{sentence}”)")
LAST_POINT = 5


def people(journals: Iterable) -> int:
    """How many people answered at all screens together, in the round with more of them; 0 before a curtain was lifted."""
    kept, asked = list(journals), statements("en")  # the same keys in every language
    return max(persons(kept, step, asked) for step in ROUND_NAMES)


def facts(journals: Iterable, language: str) -> Iterator[Fact]:
    """People and counts per point, by round and statement, wherever enough people answered."""
    kept, asked = list(journals), statements(language)
    for step, called in ROUND_NAMES.items():
        count = persons(kept, step, asked)
        if count < FEWEST:
            continue
        yield Fact((called,), PEOPLE, count)
        for statement, counts in zip(asked, spread(kept, step, asked).tolist(), strict=True):
            if sum(counts) >= FEWEST:
                yield from _statement(called, statement, counts)


def _statement(called, statement: Statement, counts: list[int]) -> Iterator[Fact]:
    part, ends = (called, statement.theme), {1: statement.old, LAST_POINT: statement.new}
    yield Fact(part, PEOPLE, sum(counts))
    for point, count in enumerate(counts, start=1):
        values = {"point": point}
        named = Finding(AT_END, values | {"sentence": ends[point]}) if point in ends else Finding(AT_POINT, values)
        yield Fact(part, named, count)
