"""The boss in pictures: how long the team waits if more or less is delegated, and what a week goes into."""

from math import isinf

import numpy as np

from kit.exercise import Picture
from kit.exercises.leadership.model import week
from kit.messages import Finding, _
from kit.models.boss import team
from kit.models.boss.setting import BLOCK, DAY_HOURS, NEW, OLD
from kit.parameters import PERCENT, Shown
from kit.pictures import append

NAMES = (OLD, NEW)

# Waiting against what is delegated

STEPS, BLOCK_STEPS, BLOCK_YEARS = 40, 10, 8
MOST_DAYS = 10.0  # a line ends where it leaves the picture

NOBODY = _("nobody asks")
WAITS, WAITS_FOREVER = _("{days} days"), _("never: the queue grows without end")
WAITING = _(
    "Who asks the boss waits: {before} {old}, {after} {new}. Asked are {old_asked} and {new_asked} of all decisions."
)


def _waiting(old, new) -> dict:
    """Lines (side, steps, 1) of mean days by the share asked, where both are now, (side, 1), and from which share on there is no end."""
    shares = _shares(old.setting)
    sides = [_side(year, shares) for year in (old, new)]
    return {
        "line": np.stack([line for line, _here, _wall in sides])[..., None],
        "here": np.array([[here] for _line, here, _wall in sides]),
        "wall": np.array([[wall] for _line, _here, wall in sides]),
    }


def _shares(setting) -> np.ndarray:
    """Shares of decisions asked for which the wait is shown."""
    steps = BLOCK_STEPS if setting.shape == BLOCK else STEPS
    return np.arange(1, steps + 1) / steps


def _side(year, shares: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Days by share asked, days now (0 if nobody asks), and the share asked that fills the week."""
    setting, boss = year.setting, year.boss
    wall = (1 - setting.busy_with(boss)) / (setting.decisions * setting.decision_days)
    now = boss.asked
    if setting.shape == BLOCK:
        known = team.waits(year, np.append(shares, now or shares[0]), BLOCK_YEARS)
    else:
        known = np.array([team.expected_wait(setting, boss, share) for share in (*shares, now)])
    known[np.append(shares, now) >= wall - 1e-9] = np.inf
    return known[:-1], float(known[-1]) if now else 0.0, wall


def _waiting_rows(measured, setting) -> dict:
    columns = {name: [] for name in ("at", "series", "value", "part")}
    shares, asked = _shares(setting), (setting.old_asked, setting.new_asked)
    for side, name in enumerate(NAMES):
        for share, days in zip(shares[::-1], measured["line"][side, ::-1, 0], strict=True):
            if days <= MOST_DAYS:
                append(columns, round(float(1 - share), 4), name, round(float(days), 3), "line")
        here, wall = float(measured["here"][side, 0]), float(measured["wall"][side, 0])
        if here <= MOST_DAYS:
            append(columns, round(1 - asked[side], 4), name, round(here, 3), "here")
        if wall < 1:
            append(columns, round(1 - wall, 4), name, 0.0, "wall")
    return columns


def _said_wait(days: float, asked: float) -> Finding:
    if not asked:
        return Finding(NOBODY)
    return Finding(WAITS_FOREVER) if isinf(days) else Finding(WAITS, {"days": round(days, 1)})


def _waiting_finding(measured, setting) -> Finding:
    asked = (setting.old_asked, setting.new_asked)
    old, new = (_said_wait(float(days), share) for days, share in zip(measured["here"][:, 0], asked, strict=True))
    shares = {"old_asked": Shown(PERCENT, asked[0]), "new_asked": Shown(PERCENT, asked[1])}
    return Finding(WAITING, {"before": OLD, "after": NEW, "old": old, "new": new} | shares)


WAITING_CURVE = Picture(
    "against",
    _(
        "Lines: how many days who asks waits, if more or fewer decisions are left to the sellers; marks: where both bosses are now."
    ),
    _waiting,
    _waiting_rows,
    _waiting_finding,
    {
        "x": _("decisions that sellers make themselves"),
        "y": _("working days until the boss’s answer (mean)"),
        "old": OLD,
        "new": NEW,
        "wall": _("left of this line: never"),
        "x_format": ".0%",
        "format": ".0f",
    },
    one_year=True,
)


# The boss's week

DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"))
PARTS = {
    week.MEETING: _("meetings, reports, customers"),
    week.COACHING: _("coaching"),
    week.DECIDING: _("decisions"),
    week.FREE: _("free for everything else"),
}
WEEK = _(
    "{boss}: {meeting} hours of meetings, {coaching} of coaching, {deciding} of decisions, {free} free. On Friday evening {waiting} decisions lie waiting."
)


def week_picture(side: int, description) -> Picture:
    """One week of one boss, in one of the years."""
    return Picture(
        "week",
        description,
        measure=lambda old, new: _week((old, new)[side], week.middling_week(old)),
        rows=lambda measured, _setting: _week_rows(measured["pieces"]),
        finding=lambda measured, _setting: _week_finding(measured, side),
        labels={"y": _("hours of the day"), "days": DAYS, "whats": tuple(PARTS.values()), "hours": DAY_HOURS},
        one_year=True,
    )


def _week(year, shown: int) -> dict:
    return {
        "pieces": np.array(week.week_of(year, shown), dtype=object),
        "waiting": np.array([week.waiting_at(year, shown)]),
    }


def _week_rows(pieces) -> dict:
    columns = {name: [] for name in ("day", "place", "start", "end", "what")}
    for one in pieces:
        append(columns, DAYS[one.day], one.day, round(one.start, 3), round(one.end, 3), PARTS[one.what])
    return columns


def _week_finding(measured, side: int) -> Finding:
    hours = dict.fromkeys(PARTS, 0.0)
    for one in measured["pieces"]:
        hours[one.what] += one.end - one.start
    shown = {what: round(value, 1) for what, value in hours.items()}
    return Finding(WEEK, {"boss": NAMES[side], "waiting": int(measured["waiting"][0])} | shown)
