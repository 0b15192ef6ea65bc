"""The sentence about one outcome: the amount first, how often second, ties as ties, “practically the same” below a threshold, “never” where
there is no end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

import numpy as np

from kit.exercise import Laboratory, Outcome, Sides
from kit.messages import Finding, Message, _

SAME = _("No difference: the same in 100 {times}")
SAME_FIGURE = _("{label}: no difference, the same in 100 {times}")
NEARLY = _("{label}: practically the same ({old} and {new}); {often}")
BY = _("{amount}; ahead in {count} {times} (± {error})")
BY_WITH_TIES = _("{amount}; ahead in {count} {times}, the other side in {other}, the same in {same} (± {error})")
OFTEN = _("{first} ahead in {count}, {second} in {other} {times} (± {error})")
OFTEN_WITH_TIES = _("{first} ahead in {count}, {second} in {other} {times}, the same in {same} (± {error})")
# Of what is neither better nor worse by itself, such as pay: only lower or higher.
BY_LOWER = _("{amount}; lower in {count} {times} (± {error})")
BY_LOWER_WITH_TIES = _("{amount}; lower in {count} {times}, the other side in {other}, the same in {same} (± {error})")
OFTEN_LOWER = _("{first} lower in {count}, {second} in {other} {times} (± {error})")
OFTEN_LOWER_WITH_TIES = _("{first} lower in {count}, {second} in {other} {times}, the same in {same} (± {error})")
JUDGED, UNJUDGED = (
    (BY, BY_WITH_TIES, OFTEN, OFTEN_WITH_TIES),
    (BY_LOWER, BY_LOWER_WITH_TIES, OFTEN_LOWER, OFTEN_LOWER_WITH_TIES),
)
ENDLESS = _("{first}: {better}; {second}: never, without end")
UNKNOWN = _("Nothing to compare: there was nobody whom it concerns")
LEAST = _("“Practically the same” stands where the middle results of “{label}” lie less than {least} apart: {why}")

ROUNDING = 1e-9  # what two figures that lie exactly the threshold apart may miss of it


@dataclass(frozen=True)
class Hundred:
    """Of 100 years: in how many NEW is ahead, OLD is ahead, and neither; and the error of having played so few."""

    new: int
    old: int
    same: int
    error: int


def hundred(outcome: Outcome, old: np.ndarray, new: np.ndarray) -> Hundred:
    """How a hundred years go, by all that were played."""
    ahead = outcome.ahead_in(old, new)
    return Hundred(ahead["count"], ahead["old"], max(0, 100 - ahead["count"] - ahead["old"]), ahead["error"])


def middle(values: np.ndarray) -> float | None:
    """The middle result of the years that have one."""
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


def often(laboratory: Laboratory, outcome: Outcome, old: np.ndarray, new: np.ndarray, sides: Sides) -> Finding:
    """How often which side is ahead, the one that is more often first."""
    count = hundred(outcome, old, new)
    if not count.new and not count.old and not count.error:
        return Finding(SAME, {"times": laboratory.times})
    ordered = [(count.old, sides[0]), (count.new, sides[1])]
    (more, first), (less, second) = ordered if count.old >= count.new else ordered[::-1]
    values = {"first": first, "count": more, "second": second, "other": less, "same": count.same}
    _by, _by_with_ties, plain, with_ties = _phrases(outcome)
    return Finding(with_ties if count.same else plain, values | {"error": count.error, "times": laboratory.times})


def verdict(laboratory: Laboratory, outcome: Outcome, old: np.ndarray, new: np.ndarray, sides: Sides) -> Finding:
    """By how much which side is ahead in the middle, and how often."""
    middles = middle(old), middle(new)
    if middles[0] is None or middles[1] is None:
        return Finding(UNKNOWN)
    count = hundred(outcome, old, new)
    if not count.error:
        return Finding(SAME_FIGURE, {"label": outcome.label, "times": laboratory.times})
    old_middle, new_middle = (_as_shown(outcome, one) for one in (middles[0], middles[1]))
    if abs(middles[1] - middles[0]) < outcome.least - ROUNDING or old_middle == new_middle:
        said = {
            "label": outcome.label,
            "old": outcome.shown(old_middle),
            "new": outcome.shown(new_middle, with_unit=True),
        }
        return Finding(NEARLY, said | {"often": often(laboratory, outcome, old, new, sides)})
    new_leads = (new_middle < old_middle) == outcome.less_is_better
    better, worse = (new_middle, old_middle) if new_leads else (old_middle, new_middle)
    if isinf(worse):
        shown = {"first": sides[int(new_leads)], "second": sides[int(not new_leads)]}
        return Finding(ENDLESS, shown | {"better": outcome.shown(better, with_unit=True)})
    amount = {
        "side": sides[int(new_leads)],
        "amount": outcome.apart(abs(new_middle - old_middle)),
        "better": outcome.shown(better),
        "worse": outcome.shown(worse),
    }
    ahead, other = (count.new, count.old) if new_leads else (count.old, count.new)
    values: Mapping = {
        "amount": Finding(outcome.amount, amount),
        "count": ahead,
        "other": other,
        "same": count.same,
        "error": count.error,
        "times": laboratory.times,
    }
    plain, with_ties, _often, _often_with_ties = _phrases(outcome)
    return Finding(with_ties if count.same else plain, values)


def _phrases(outcome: Outcome) -> tuple[Message, Message, Message, Message]:
    return JUDGED if outcome.is_judged else UNJUDGED


def threshold(outcome: Outcome) -> Finding | None:
    """What the page says about “practically the same”, for an outcome that has a threshold."""
    if not outcome.least:
        return None
    return Finding(LEAST, {"label": outcome.label, "least": outcome.apart(outcome.least), "why": outcome.why})


def renamed(finding: Finding, names: Mapping[Message, Message | Finding]) -> Finding:
    """A finding in which both sides are called what they are."""
    values = {
        name: renamed(value, names)
        if isinstance(value, Finding)
        else names.get(value, value)
        if isinstance(value, Message)
        else value
        for name, value in finding.values.items()
    }
    return Finding(finding.message, values)


def _as_shown(outcome: Outcome, value: float) -> float:
    return round(value, outcome.digits + 2 * outcome.percent)
