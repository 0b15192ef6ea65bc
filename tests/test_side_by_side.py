"""Games put side by side: rows of groups below each other under one head, or each game for itself, and what was not played to the end."""

import pytest

from kit.exercises import find
from kit.groups import Session
from kit.messages import Finding
from kit.side_by_side import UNCHANGED, changes, side_by_side
from kit.wording import Language
from tests.debrief.sessions import common, days, group
from tests.exercises.plays import play_of, player

ENGLISH = Language("en")
HALF_PLAYED = {
    "role_chain": {"begun.chain": "yes"},
    "incentives": {"begun": "yes", "old.1.days": "60,0,0,0"},
    "customer_forest": days(["60,0,0,0"], []),
}


def shown(name: str, *groups):
    exercise, session = find(name), Session(groups)
    return side_by_side(exercise, session, groups, {one.key: f"«{one.name}»" for one in groups}, "en")


def both(name: str):
    exercise, play = find(name), play_of(name)
    return player("Blue", exercise, play.one), player("Red", exercise, play.other)


@pytest.mark.parametrize("name", ["role_chain", "incentives"])
def test_rows_of_all_groups_stand_below_each_other_and_each_says_whose_it_is(name):
    blue, red = both(name)
    (block,) = shown(name, blue, red).blocks
    tables = [find(name).play.table(one.played(find(name), "en"), {}) for one in (blue, red)]
    assert block.rows == tables[0].rows + tables[1].rows and len(block.rows) == 4
    assert block.groups == (blue, blue, red, red)
    assert (block.title, block.head, block.said, block.played) == ("", tables[0].head, tables[0].rules, None)


def test_grounds_stand_each_for_itself_under_the_name_of_its_group():
    blue, red = both("customer_forest")
    first, second = shown("customer_forest", blue, red).blocks
    assert (first.title, second.title, first.groups) == ("«Blue»", "«Red»", ())
    for block, one in ((first, blue), (second, red)):
        table = find("customer_forest").play.table(one.played(find("customer_forest"), "en"), {})
        assert (block.head, block.rows, block.said) == (table.head, table.rows, (*table.rules, *table.said))
        assert block.played.game.teams == one.played(find("customer_forest"), "en").game.teams


def test_what_groups_played_together_stands_before_what_each_played_alone():
    exercise, (blue, red) = find("customer_forest"), both("customer_forest")
    ground = common(days(["10,50,0,0"] * 12, ["60,0,0,0"] * 12), blue.key, red.key)
    names = {blue.key: "«Blue»", red.key: "«Red»"}
    first, *own = side_by_side(exercise, Session((blue, red), (ground,)), (blue, red), names, "en").blocks
    table = exercise.play.table(ground, names)
    assert (ENGLISH.said(first.title), first.head, first.rows, first.said, first.played) == (
        "Common ground 1.1",
        table.head,
        table.rows,
        (*table.rules, *table.said),
        ground,
    )
    assert [row[0] for row in first.rows] == ["«Blue»", "«Red»"] and [one.title for one in own] == ["«Blue»", "«Red»"]


@pytest.mark.parametrize("name", ["role_chain", "incentives", "customer_forest"])
def test_who_has_not_played_to_the_end_is_named_and_has_no_row(name):
    half = group("Green", {f"{name}.play": HALF_PLAYED[name]})
    found = shown(name, half)
    assert found.blocks == () and len(found.unfinished) == 1
    (said,) = [ENGLISH.said(one) if isinstance(one, Finding) else one for one in found.unfinished]
    assert said == ("«Green»: Chain" if name == "role_chain" else "«Green»")
    assert shown(name, group("Nobody", {})).unfinished == shown(name, group("Nobody", {})).blocks == ()


def test_what_a_group_changed_is_said_from_the_start_setting_to_its_own():
    exercise = find("role_chain")
    (line,) = changes(exercise, group("Blue", {"role_chain.setting": {"gain": 0.4}}))
    before = ENGLISH.value(exercise.code_parameters["gain"], exercise.setting().gain)
    assert ENGLISH.say(line) == f"{ENGLISH.label(exercise.code_parameters['gain'])}: {before} → 40%"
    assert changes(exercise, group("Blue", {})) == [UNCHANGED]
