"""The spread on paper: a row of five points for each statement and round, with how many people stand at each."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from markupsafe import Markup

from kit.contract import Drawn
from kit.exercises.culture_check.facts import ROUND_NAMES
from kit.exercises.culture_check.rounds import (
    AFTER,
    BEFORE,
    FEWEST,
    furthest,
    leaning,
    moved_most,
    order,
    persons,
    spread,
)
from kit.exercises.culture_check.screen_spread import (
    ALSO_MOVED,
    BOTH_COUNTS,
    COUNTS,
    MOVED,
    STILL,
)
from kit.exercises.culture_check.statements import Statement, statements
from kit.journal import Journal
from kit.messages import _
from kit.wording import Language

WIDE, ROW, FROM, POINTS = 250, 26, 52, 5
FURTHEST = _("Furthest apart before: “{theme}” (left {old}, in between {middle}, right {new}).")
POINTS_SAID = _("{round}: {counts} from left to right")
HOW_TO_READ = _(
    "The figure in a circle says how many people stand there, and its area grows with them. Neither side is the better one; a spread is no mark."
)
MIXED = _(
    "If something moved, it may be the workshop, the mood, other people answering, or chance: with few people, one answer makes a visible difference."
)
LOOKS = """
  .kit-spread { display: grid; grid-template-columns: 1fr 66mm 1fr; gap: 0 4mm; align-items: center; font-size: 9pt; line-height: 1.3; break-inside: avoid; border-bottom: 1px solid #bbb; padding: 1mm 0; }
  .kit-spread b { grid-column: 1 / -1; } .kit-spread span:first-of-type { text-align: right; } .kit-spread svg { width: 100%; height: auto; } .kit-spread text.kit-on { fill: #fff; }
"""


def printed(words: Language, journals: Sequence[Journal]) -> Iterator[Drawn]:
    """Both rounds, each only if enough people answered it; the furthest apart first."""
    asked = statements(words.code)
    people = {step: persons(journals, step, asked) for step in ROUND_NAMES}
    counts = {step: spread(journals, step, asked) for step, count in people.items() if count >= FEWEST}
    if not counts:
        return
    said = [words.say(BOTH_COUNTS, **people) if AFTER in counts else words.say(COUNTS, before=people[BEFORE])]
    said += [*_sentences(words, asked, counts), words.say(HOW_TO_READ)]
    said += [words.say(MIXED)] if len(counts) > 1 else []
    first = counts[BEFORE] if BEFORE in counts else counts[AFTER]
    rows = [
        _row(words, asked[place], {step: one[place].tolist() for step, one in counts.items()}) for place in order(first)
    ]
    yield Drawn("", Markup().join(rows), tuple(said), LOOKS)


def _sentences(words: Language, asked: Sequence[Statement], counts: Mapping[str, np.ndarray]) -> Iterator[str]:
    if BEFORE not in counts:
        return
    before, after = counts[BEFORE], counts.get(AFTER)
    for place in furthest(before)[:1]:
        old, middle, new = leaning(before[place])
        yield words.say(FURTHEST, theme=asked[place].theme, old=old, middle=middle, new=new)
    if after is None or not np.any((before.sum(axis=1) >= FEWEST) & (after.sum(axis=1) >= FEWEST)):
        return
    places = moved_most(before, after)
    if not places:
        yield words.say(STILL)
        return
    first, *others = places
    values = dict(zip(("old", "middle", "new"), leaning(before[first]), strict=True))
    values |= dict(zip(("old_after", "middle_after", "new_after"), leaning(after[first]), strict=True))
    yield words.say(MOVED, theme=asked[first].theme, **values)
    if others:
        yield words.say(ALSO_MOVED, themes=", ".join(asked[place].theme for place in others))


def _row(words: Language, one: Statement, counts: Mapping[str, list[int]]) -> Markup:
    """A statement with both sentences and its rounds; a round that too few answered is left out of it."""
    shown = {step: some for step, some in counts.items() if sum(some) >= FEWEST}
    most = max((count for some in shown.values() for count in some), default=1)
    said = "; ".join(
        words.say(POINTS_SAID, round=ROUND_NAMES[step], counts=", ".join(map(str, some)))
        for step, some in shown.items()
    )
    drawn = Markup().join(
        _round(words.say(ROUND_NAMES[step]), some, place * ROW + ROW / 2, most, step == AFTER)
        for place, (step, some) in enumerate(shown.items())
    )
    return Markup(
        '<div class="kit-spread"><b>{}</b><span>{}</span><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg><span>{}</span></div>'
    ).format(one.theme, one.old, WIDE, ROW * max(1, len(shown)), said, drawn, one.new)


def _round(called: str, counts: Sequence[int], y: float, most: int, filled: bool) -> Markup:
    gap = (WIDE - FROM) / POINTS
    drawn = Markup('<text x="0" y="{}">{}</text><path d="M{} {}H{}" stroke="#b8b8b8"/>').format(
        y + 4, called, FROM + gap / 2, y, WIDE - gap / 2
    )
    for place, count in enumerate(counts):
        x, radius = FROM + gap * (place + 0.5), 5 + 8 * (count / most) ** 0.5 if count else 1.5
        paint = "#0072b2" if filled else "#fff"
        drawn += Markup('<circle cx="{:.1f}" cy="{}" r="{:.1f}" fill="{}" stroke="#222"/>').format(
            x, y, radius, paint if count else "#222"
        )
        if count:
            drawn += Markup('<text x="{:.1f}" y="{}" text-anchor="middle"{}>{}</text>').format(
                x, y + 4, Markup(' class="kit-on"') if filled else "", count
            )
    return drawn
