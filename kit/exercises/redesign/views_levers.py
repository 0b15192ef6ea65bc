"""Pictures of what each lever brings and of which levers need each other, and why a lever shows nothing."""

import numpy as np

from kit.contract import TENTHS, beside
from kit.exercise import Picture
from kit.exercises.redesign.model.contributions import interactions, ranges, shapley
from kit.exercises.redesign.setting import LEVER_LABELS, LEVERS, RedesignSetting
from kit.exercises.redesign.views_sixteen import AND, COLUMNS, apart, row
from kit.messages import Finding, _
from kit.parameters import Shown
from kit.pictures import THOUSAND, band

# What each lever brings

WORTH = _("{least} to {most}")
MOST_WORTH = _(
    "Most comes from {lever}: {amount} thousand EUR on average over all orders of changing, worth between {least} and {most}, depending on what else changes. All four together, the middle results compared: {sum}."
)
LEAST_LOST = _(
    "No lever pays for itself here. The least is lost by {lever}: {amount} thousand EUR on average over all orders of changing, worth between {least} and {most}, depending on what else changes. All four together, the middle results compared: {sum}."
)


def _thousand(value: float) -> Shown:
    return Shown(TENTHS, round(float(value) / THOUSAND, 1))


def _contributions(_old, new) -> dict:
    least, most = ranges(new.sixteen)
    return {"brings": shapley(new.sixteen), "least": least, "most": most, "total": new.sixteen}


def _contribution_rows(measured, _setting) -> dict:
    columns = {name: [] for name in COLUMNS}
    middle = np.median(measured["brings"], axis=-1)
    for place, lever in enumerate(np.argsort(-middle, kind="stable").tolist()):
        least, most = (float(np.median(measured[key][lever])) for key in ("least", "most"))
        said = Finding(WORTH, {"least": _thousand(least), "most": _thousand(most)})
        row(columns, LEVER_LABELS[LEVERS[lever]], place, measured["brings"][lever], said, (least, most))
    return columns


def _contribution_finding(measured, _setting) -> Finding:
    middle = np.median(measured["brings"], axis=-1)
    best = int(middle.argmax())
    values = {
        "lever": LEVER_LABELS[LEVERS[best]],
        "amount": _thousand(middle[best]),
        "least": _thousand(np.median(measured["least"][best])),
        "most": _thousand(np.median(measured["most"][best])),
        "sum": _thousand(apart(measured["total"])[-1]),
    }
    return Finding(MOST_WORTH if middle[best] > 0 else LEAST_LOST, values)


CONTRIBUTIONS = Picture(
    "ranked",
    _(
        "A row for each lever: what it brings on average over all orders of changing, with the band in which 8 of 10 worlds lie; grey behind it, how much that depends on what else changes."
    ),
    _contributions,
    _contribution_rows,
    _contribution_finding,
    {"x": _("contribution to profit of all years, thousand EUR; grey: by what else changes"), "format": ",.0f"},
)


# Which levers need each other

PAIRS = [(one, other) for one in range(len(LEVERS)) for other in range(one + 1, len(LEVERS))]
HELP, HINDER, UNSURE = _("need each other: sure"), _("stand in each other’s way: sure"), _("unsure")
MORE = _(
    "{pair}: together {amount} thousand EUR more than each alone. Of {pairs} pairs {sure} are sure: 9 of 10 worlds say the same."
)
LESS = _(
    "{pair}: together {amount} thousand EUR less than each alone. Of {pairs} pairs {sure} are sure: 9 of 10 worlds say the same."
)
NO_PAIR = _(
    "No pair is sure: of none do 9 of 10 worlds say the same. Whether levers need each other cannot be told from this."
)


def _interactions(_old, new) -> dict:
    return {"together": np.stack([interactions(new.sixteen)[pair] for pair in PAIRS])}


def is_sure(values: np.ndarray) -> bool:
    """Whether 9 of 10 worlds have the same sign."""
    low, _middle, high = band(values) or (0.0, 0.0, 0.0)
    return low > 0 or high < 0


def _interaction_rows(measured, _setting) -> dict:
    columns = {name: [] for name in COLUMNS}
    middle = np.median(measured["together"], axis=-1)
    for place, pair in enumerate(np.argsort(-middle, kind="stable").tolist()):
        values = measured["together"][pair]
        said = (HELP if middle[pair] > 0 else HINDER) if is_sure(values) else UNSURE
        row(columns, _pair(pair), place, values, said)
    return columns


def _pair(pair: int) -> Finding:
    return beside((LEVER_LABELS[LEVERS[lever]] for lever in PAIRS[pair]), AND)


def _interaction_finding(measured, _setting) -> Finding:
    sure = [pair for pair in range(len(PAIRS)) if is_sure(measured["together"][pair])]
    if not sure:
        return Finding(NO_PAIR)
    middle = np.median(measured["together"], axis=-1)
    strongest = max(sure, key=lambda pair: abs(middle[pair]))
    values = {
        "pair": _pair(strongest),
        "amount": _thousand(abs(middle[strongest])),
        "pairs": len(PAIRS),
        "sure": len(sure),
    }
    return Finding(MORE if middle[strongest] > 0 else LESS, values)


INTERACTIONS = Picture(
    "ranked",
    _(
        "A row for each pair of levers: by how much both together bring more or less than each alone, with the band in which 8 of 10 worlds lie."
    ),
    _interactions,
    _interaction_rows,
    _interaction_finding,
    {"x": _("together more or less than each alone, thousand EUR"), "format": ",.0f"},
)


# Why a lever shows nothing, or less than hoped

NO_TERRITORY = _(
    "With the role chain a new inbox shows nothing in the days to an order: in the chain nobody owns a lead anyway. The territory then acts only on customers, hunting and new contacts."
)
OWN_INBOX = _(
    "The new territory keeps own customers: it changes only how leads are dealt out, not who looks after whom."
)
NO_DELAY = _(
    "If waiting costs no order, leadership and organisation bring nothing by being faster: only mistakes and time are left of them."
)
NO_PHI = _("If nobody leaves because of feeling sold to, mistakes and lost facts cost nothing in this model.")
SAME_BOSS = _("Leadership shows nothing but its cost: the new boss does what the old one does.")
SAME_PLAN = _("Commission shows nothing but its cost: the new plan pays like the old one.")


def remarks(setting: RedesignSetting, _outcomes) -> list[Finding]:
    """Why a lever shows nothing, for those that are NEW."""
    found = []
    if "new" == setting.territory == setting.organisation:
        found.append(Finding(NO_TERRITORY))
    if setting.territory == "new" and setting.inbox != "shared":
        found.append(Finding(OWN_INBOX))
    if not setting.delay and "new" in (setting.leadership, setting.organisation):
        found.append(Finding(NO_DELAY))
    if not setting.phi and "new" in (setting.leadership, setting.organisation):
        found.append(Finding(NO_PHI))
    if setting.leadership == "new" and setting.boss.old == setting.boss.new:
        found.append(Finding(SAME_BOSS))
    if setting.commission == "new" and setting.pay.old == setting.pay.new:
        found.append(Finding(SAME_PLAN))
    return found
