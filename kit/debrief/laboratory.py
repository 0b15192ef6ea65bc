"""Questions about the laboratories: which assumptions groups changed, and where their own settings lead."""

from collections.abc import Mapping
from itertools import combinations

from kit.debrief import CHANCE, CULTURE, TOGETHER, Noticed, listed, span
from kit.exercise import Exercise
from kit.groups import Group, Session
from kit.messages import Finding, _
from kit.parameters import Checked, Parameter, Shown, parameters

HALF = 0.5  # of the groups: then a change is worth a question
COIN = 60  # of 100: with neither side ahead more often, a result is close to a coin
HARDLY = 0.15  # of a slider: settings that differ by less in one figure are nearly the same
NOT_COMPARED = {"chance", "shown_year"}  # other luck, or only another picture
# Steps: whoever decided something there has seen a result.
IN_LABORATORY = ("setting", "view", "limits", "reflect", "commit")


def _in_laboratory(session: Session, exercise: Exercise) -> list[Group]:
    """Groups that have got as far as the laboratory."""
    return [group for group in session.groups if any(group.decided(exercise, step) for step in IN_LABORATORY)]


# Assumptions

CHANGED = _("“{label}” was changed by {count} of {all} groups (now {values}); the kit assumes {default}.")
CHANGED_CHOICE = _("“{label}” was changed by {count} of {all} groups; the kit assumes “{default}”.")
ASK_CHANGED = _("“{label}”: what is it like in your firm, and who could look it up?")


def same_assumption(session: Session, exercise: Exercise) -> list[Noticed]:
    """The assumption that most groups changed."""
    if not _assumptions(exercise):
        return []
    changes = [group.changes(exercise) for group in _in_laboratory(session, exercise)]
    changed = {name: [one[name] for one in changes if name in one] for name in _assumptions(exercise)}
    most = max(changed, key=lambda name: len(changed[name]))
    values, assumption = changed[most], _assumptions(exercise)[most]
    if len(values) < 2 or len(values) < HALF * len(changes):
        return []
    said = {
        "label": assumption.label,
        "count": len(values),
        "all": len(changes),
        "default": Shown(assumption, assumption.default),
    }
    said |= {} if assumption.choices else {"values": span(values, lambda one: Shown(assumption, one))}
    seen = Finding(CHANGED_CHOICE if assumption.choices else CHANGED, said)
    return [Noticed(TOGETHER, seen, Finding(ASK_CHANGED, said), 0.3 + 0.4 * len(values) / len(changes))]


def _assumptions(exercise: Exercise) -> Mapping[str, Parameter]:
    """What the kit assumes about the world, in contrast to what people decide."""
    return {name: one for name, one in parameters(exercise.setting).items() if one.evidence}


UNCHANGED = _("None of the {all} groups changed any assumption of the laboratory.")
ASK_UNCHANGED = _("Nobody changed a figure: which one do you believe least for your firm?")


def no_assumption(session: Session, exercise: Exercise) -> list[Noticed]:
    """Whether nobody changed an assumption."""
    groups, assumptions = _in_laboratory(session, exercise), _assumptions(exercise).keys()
    if len(groups) < 2 or not assumptions or any(group.changes(exercise).keys() & assumptions for group in groups):
        return []
    return [Noticed(TOGETHER, Finding(UNCHANGED, {"all": len(groups)}), Finding(ASK_UNCHANGED), 0.5)]


# Who is ahead


def _ahead(group: Group, exercise: Exercise) -> dict:
    """How often NEW and OLD are ahead with the setting of a group, by what the exercise judges first."""
    judge = exercise.laboratory.outcomes[0]
    return judge.ahead_in(*group.years(exercise).outcomes[judge.key])


def _said(exercise: Exercise, ahead: Mapping) -> Finding:
    return Finding(exercise.laboratory.outcomes[0].ahead, ahead)


def _clearly(ahead: Mapping) -> str:
    """Which side is ahead beyond a coin and the error of having played so few years; "" where neither is."""
    beyond = COIN + ahead["error"]
    return "new" if ahead["count"] > beyond else "old" if ahead["old"] > beyond else ""


DISAGREE = _(
    "Groups whose own setting puts NEW clearly ahead: {new} of {all}, OLD: {old}. At one end: {most}; at the other: {least}."
)
ASK_DISAGREE = _("With some of you NEW is ahead, with others OLD: which figure turned it, and who knows it from work?")


def settings_disagree(session: Session, exercise: Exercise) -> list[Noticed]:
    """Whether the settings of the groups lead to opposite results."""
    ahead = [_ahead(group, exercise) for group in session.groups if group.changes(exercise)]
    new, old = (sum(_clearly(one) == side for one in ahead) for side in ("new", "old"))
    if not new or not old:
        return []
    least, *_between, most = sorted(ahead, key=lambda one: one["count"])
    said = {"new": new, "old": old, "all": len(ahead), "most": _said(exercise, most), "least": _said(exercise, least)}
    return [Noticed(CULTURE, Finding(DISAGREE, said), Finding(ASK_DISAGREE), 0.7)]


COINS = _("Settings whose result is close to a coin: those of {groups}. The closest one: {ahead}.")
ASK_COINS = _("How would you decide at work if two ways were as close as this?")


def close_to_a_coin(session: Session, exercise: Exercise) -> list[Noticed]:
    """Settings of groups with which neither side is ahead clearly."""
    names = session.names()
    ahead = {names[group.key]: _ahead(group, exercise) for group in session.groups if group.changes(exercise)}
    close = {name: one for name, one in ahead.items() if max(one["count"], one["old"]) <= COIN}
    if not close:
        return []
    closest = min(close.values(), key=lambda one: abs(one["count"] - one["old"]))
    said = {"groups": listed(close), "ahead": _said(exercise, closest)}
    return [Noticed(CHANCE, Finding(COINS, said), Finding(ASK_COINS), 0.5)]


TWINS = _(
    "Two settings differ in one figure only, “{label}”: {one} and {other}. With the first: {first}; with the second: {second}."
)
ASK_TWINS = _("A little more or less of “{label}” turns the result: how well do you know this figure in your firm?")


def hardly_different(session: Session, exercise: Exercise) -> list[Noticed]:
    """Two nearly equal settings that lead to opposite results."""
    by_setting = {group.setting(exercise): group for group in _in_laboratory(session, exercise)}
    pairs = [(name, pair) for pair in combinations(by_setting, 2) if (name := _only_difference(*pair))]
    for name, pair in pairs:
        first, second = (_ahead(by_setting[setting], exercise) for setting in pair)
        if {_clearly(first), _clearly(second)} != {"new", "old"}:
            continue
        parameter = parameters(exercise.setting)[name]
        one, other = (Shown(parameter, getattr(setting, name)) for setting in pair)
        said = {
            "label": parameter.named,
            "one": one,
            "other": other,
            "first": _said(exercise, first),
            "second": _said(exercise, second),
        }
        return [Noticed(CULTURE, Finding(TWINS, said), Finding(ASK_TWINS, said), 0.7)]
    return []


def _only_difference(one: Checked, other: Checked) -> str:
    """The name of the only figure in which two settings differ, and only a little; else ""."""
    declared = parameters(one)
    differing = [name for name in declared if getattr(one, name) != getattr(other, name) and name not in NOT_COMPARED]
    if len(differing) != 1 or declared[differing[0]].choices:
        return ""
    parameter = declared[differing[0]]
    apart = abs(getattr(one, parameter.name) - getattr(other, parameter.name))
    return parameter.name if apart <= HARDLY * (parameter.high - parameter.low) else ""


EVERYWHERE = (same_assumption, no_assumption, settings_disagree, close_to_a_coin, hardly_different)
