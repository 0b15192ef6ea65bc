"""Pictures of all sixteen combinations, of the first and the last year, and of what is chance and what is ignorance."""

import numpy as np

from kit.contract import COMMA, TENTHS, beside
from kit.exercise import Picture
from kit.exercises.redesign.model.paths import SIXTEEN as COMBINATIONS
from kit.exercises.redesign.setting import LEVER_LABELS, LEVERS
from kit.messages import Finding, Message, _
from kit.parameters import PERCENT, Shown
from kit.pictures import BAND, THOUSAND, append, band

ALL_OLD, ALL_NEW, ALL_BUT = _("all OLD"), _("all four NEW"), _("all NEW but {lever}")
AND = " + "
COLUMNS = ("row", "place", "value", "low", "high", "least", "most", "edge", "figure", "side")
NOTHING = 0.5  # thousand EUR: less is no difference


def called(code: int) -> Message | Finding:
    """What a combination is called: its NEW levers."""
    new = [LEVER_LABELS[lever] for lever, is_new in zip(LEVERS, COMBINATIONS[code], strict=True) if is_new]
    if not new:
        return ALL_OLD
    if len(new) == len(LEVERS):
        return ALL_NEW
    if len(new) == len(LEVERS) - 1:
        return Finding(ALL_BUT, {"lever": next(label for label in LEVER_LABELS.values() if label not in new)})
    return beside(new, AND)


def side_of_nothing(value: float) -> str:
    """Whether a figure (thousand EUR) is ahead or behind of nothing."""
    return "even" if abs(value) < NOTHING else "ahead" if value > 0 else "behind"


def apart(values: np.ndarray) -> np.ndarray:
    """How far each combination lies from all OLD: the difference of both middle results, as in the sentence of an outcome.

    `values`: (combinations, columns), all OLD first.
    """
    middle = np.median(values, axis=-1)
    return middle - middle[0]


def row(columns: dict, name, place: int, values: np.ndarray, figure, reach: tuple | None = None) -> None:
    """A row of a ranked picture from values in EUR, (columns,), with the least and the most of a wider range.

    Its mark is the middle of the differences, world by world; it lies within the band, as `apart` need not.
    """
    low, middle, high = (round(one / THOUSAND, 2) for one in band(values) or (0.0, 0.0, 0.0))
    least, most = (round(one / THOUSAND, 2) for one in reach) if reach else (None, None)
    edge = max(high, most if most is not None else high)
    append(columns, name, place, middle, low, high, least, most, edge, figure, side_of_nothing(middle))


def how_often(values: np.ndarray) -> Finding:
    """In which share of the worlds a figure is above nothing, and in which it is nothing, where there are such."""
    better, same = float((values > 0).mean()), float((values == 0).mean())
    shown = {"share": Shown(PERCENT, better), "same": Shown(PERCENT, same)}
    return Finding(BETTER_OR_SAME if round(100 * same) else BETTER_IN, shown)


# All sixteen against all OLD

BETTER_IN, BETTER_OR_SAME = _("better in {share}"), _("better in {share}, the same in {same}")
BASE = _("the measure")
BEST = _(
    "{best} comes out best: {amount} thousand EUR more than all OLD, the middle results compared, and {often} of the worlds. All four NEW: {all}, {all_often}."
)
NONE_BETTER = _(
    "None of the sixteen beats all OLD, the middle results compared. The closest is {best} ({amount} thousand EUR, {often} of the worlds); all four NEW: {all}, {all_often}."
)


def _against_old(_old, new) -> dict:
    return {"total": new.sixteen}


def _sixteen_rows(measured, _setting) -> dict:
    columns = {name: [] for name in COLUMNS}
    gain = measured["total"] - measured["total"][0]
    for place, code in enumerate(np.argsort(-np.median(gain, axis=-1), kind="stable").tolist()):
        row(columns, called(code), place, gain[code], how_often(gain[code]) if code else BASE)
    return columns


def _sixteen_finding(measured, _setting) -> Finding:
    gain, middle = measured["total"] - measured["total"][0], apart(measured["total"])
    best = int(np.median(gain, axis=-1)[1:].argmax()) + 1
    values = {
        "best": called(best),
        "amount": Shown(TENTHS, float(middle[best] / THOUSAND)),
        "often": how_often(gain[best]),
        "all": Shown(TENTHS, float(middle[-1] / THOUSAND)),
        "all_often": how_often(gain[-1]),
    }
    return Finding(BEST if middle[best] > 0 else NONE_BETTER, values)


SIXTEEN = Picture(
    "ranked",
    _(
        "A row for each of the sixteen combinations, the best above: how much more or less profit than with all levers OLD, world by world, with the band in which 8 of 10 worlds lie, and how often it is better."
    ),
    _against_old,
    _sixteen_rows,
    _sixteen_finding,
    {
        "x": _("profit of all years against all OLD, thousand EUR; marks: middle of the differences"),
        "format": ",.0f",
        "rows": len(COMBINATIONS),
    },
)


# The first year beside the last

FIRST, LAST = _("first year"), _("last year")
YEARS_SAID = _(
    "All four NEW against all OLD, the middle results compared: {first} thousand EUR in the first year, {last} in the last. A firm that looks at one year sees only the first."
)
ONE_YEAR_SAID = _(
    "All four NEW against all OLD, the middle results compared: {first} thousand EUR in the only year that is looked at."
)


def _years(_old, new) -> dict:
    profit = new.books.profit_eur
    return {"first": profit[:, 0], "last": profit[:, -1]}


def _year_rows(measured, setting) -> dict:
    columns = {name: [] for name in COLUMNS}
    shown = [(LEVER_LABELS[lever], 1 << place) for place, lever in enumerate(LEVERS)] + [(ALL_NEW, 15)]
    years = (("first", FIRST), ("last", LAST))[: 1 + (setting.years > 1)]
    for name, code in shown:
        for key, year in years:
            values = measured[key][code] - measured[key][0]
            row(columns, beside((name, year), COMMA), len(columns["row"]), values, how_often(values))
    return columns


def _year_finding(measured, setting) -> Finding:
    values = {key: Shown(TENTHS, float(apart(measured[key])[-1] / THOUSAND)) for key in ("first", "last")}
    return Finding(YEARS_SAID if setting.years > 1 else ONE_YEAR_SAID, values)


YEARS_BESIDE = Picture(
    "ranked",
    _(
        "Two rows for each lever alone and for all four: profit against all OLD, world by world, in the first year, with what the change costs, and in the last."
    ),
    _years,
    _year_rows,
    _year_finding,
    {"x": _("profit of that year against all OLD, thousand EUR; marks: middle of the differences"), "format": ",.0f"},
)


# Chance alone, and chance with ignorance

CHANCE_ALONE, WITH_IGNORANCE = _("luck alone"), _("luck, and what nobody knows")
WIDTH = _("{width} thousand EUR wide")
IGNORANCE_SAID = _(
    "Of the spread of what all four NEW bring, {share} comes from what nobody has measured, the rest from luck. With more years of experience only the first part shrinks."
)


def _spread(_old, new) -> dict:
    return {"both": new.sixteen[[0, -1]], "noise": new.certain.total_eur}


def _spread_rows(measured, _setting) -> dict:
    columns = {name: [] for name in COLUMNS}
    for place, (key, name) in enumerate((("noise", CHANCE_ALONE), ("both", WITH_IGNORANCE))):
        values = measured[key][-1] - measured[key][0]
        low, high = np.quantile(values, (BAND[0], BAND[-1]))
        figure = Finding(WIDTH, {"width": Shown(TENTHS, float(high - low) / THOUSAND)})
        row(columns, name, place, values, figure)
    return columns


def _spread_finding(measured, _setting) -> Finding:
    both, noise = ((measured[key][-1] - measured[key][0]).var() for key in ("both", "noise"))
    share = max(0.0, 1 - noise / both) if both else 0.0
    return Finding(IGNORANCE_SAID, {"share": Shown(PERCENT, float(share))})


IGNORANCE = Picture(
    "ranked",
    _("Two rows: where 8 of 10 worlds lie if only luck differs, and if the assumptions may be off as well."),
    _spread,
    _spread_rows,
    _spread_finding,
    {"x": _("all four NEW against all OLD, thousand EUR"), "format": ",.0f"},
)
