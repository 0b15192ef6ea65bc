"""What came of “Seasons”, as facts: days that were given, what they brought, and what became of the agreement."""

import numpy as np
import pytest

from kit.contract import Played
from kit.exercises.customer_forest import facts
from kit.exercises.customer_forest.game import SEASONS, Game
from kit.exercises.customer_forest.setting import TASK_LABELS, TASKS
from kit.wording import Language
from tests.debrief.sessions import common, days

ENGLISH = Language("en")
WINNING = "30,20,10,0"


def said(played: Played, names=()) -> list[tuple]:
    """All facts as part, what, value and unit in English."""
    found = facts.facts(played, dict(names))
    return [
        (
            ", ".join(map(ENGLISH.said, one.part)),
            ENGLISH.said(one.what),
            one.value if isinstance(one.value, int | float) else ENGLISH.said(one.value),
            ENGLISH.said(one.unit),
        )
        for one in found
    ]


def alone(*given, **more) -> list[tuple]:
    return said(Played("customer_forest", "", Game(days(*given, **more))))


def test_days_are_told_as_soon_as_a_team_has_given_them_and_nothing_before_anybody_has():
    assert alone([], []) == []
    tasks = [ENGLISH.say(TASK_LABELS[task]) for task in TASKS]
    assert alone([WINNING], [])[:4] == [
        ("Team 1, Season 1", task, count, "days") for task, count in zip(tasks, (30, 20, 10, 0), strict=True)
    ]
    assert {one[0] for one in alone([WINNING], [])} == {"Team 1, Season 1", ""}
    assert [one[2] for one in alone([WINNING], []) if one[1] == "seasons played"] == [0]


def test_a_bot_has_the_days_of_the_seasons_that_are_over():
    ground = alone([WINNING] * 2, players=("feller",))
    parts = [one[0] for one in ground]
    assert parts.count("Felix, Season 1") == parts.count("Felix, Season 2") == 4 and "Felix, Season 3" not in parts


def test_what_teams_earned_and_kept_is_that_of_the_ground():
    game = Game(days([WINNING] * 3, ["60,0,0,0"] * 3))
    found = {(part, what): value for part, what, value, _unit in said(Played("customer_forest", "", game))}
    for place, team in enumerate(("Team 1", "Team 2")):
        assert found[team, "earned so far (EUR)"] == round(
            float(sum(season.earned_eur[place] for season in game.ground.seasons))
        )
        assert found[team, "customers"] == int(game.ground.seasons[-1].customers[place])
    assert (found["", "seasons played"], found["", "burned firms at the end"]) == (3, game.ground.seasons[-1].burned)
    np.testing.assert_array_equal(
        game.ground.earned_eur, np.sum([season.earned_eur for season in game.ground.seasons], axis=0)
    )


@pytest.mark.parametrize(
    ("more", "first", "count", "broken"),
    [
        ({"limit": "20", "bound": "word"}, "60,0,0,0", 2, ["Team 1, Team 2"]),
        ({"limit": "20", "bound": "word"}, "20,40,0,0", 2, ["Team 2"]),
        ({"limit": "20", "bound": "binding"}, "60,0,0,0", 2, []),
        ({}, "60,0,0,0", 1, []),
    ],
)
def test_an_agreement_is_told_with_its_kind_and_who_broke_it_and_without_one_only_that_they_talked(
    more, first, count, broken
):
    ground = alone([first] * SEASONS, [WINNING] * SEASONS, **more)
    labels = {ENGLISH.say(facts.LIMIT.label), ENGLISH.say(facts.BOUND.label)}
    assert sum(what in labels for part, what, _value, _unit in ground if part == "") == count
    assert [value for _part, what, value, _unit in ground if what == "agreement broken by"] == broken


def test_groups_of_a_room_are_called_by_their_names_also_before_a_season_is_over():
    ground = common(days([], []), "a", "b")
    assert [one.part for one in facts.facts(ground, {"a": "Blue"}) if one.part] == []
    assert (
        facts.teams(ground, {"a": "Blue"})[0] == "Blue"
        and ENGLISH.said(facts.teams(ground, {"a": "Blue"})[1]) == "Team 2"
    )
    assert [what for _part, what, _value, _unit in said(ground, {"a": "Blue"}.items())]


KEPT, BROKE = "20,40,0,0", "30,30,0,0"


def word(*given, **talk) -> list[str]:
    """What became of the word, for these teams of people."""
    game = Game(days(*given, talked="done", **talk))
    return [ENGLISH.say(one) for one in facts.word(game, [f"Team {team}" for team in game.teams])]


def test_who_broke_the_word_is_told_with_season_days_and_how_often_and_who_kept_it_too():
    once = [KEPT] * 8 + [BROKE] + [KEPT] * 3
    assert word(once, [KEPT] * SEASONS, limit="20") == [
        "Team 1: season 9, 30 days. Word broken once.",
        "Kept: Team 2.",
    ]
    assert word([KEPT] * 6 + [BROKE] * 6, ["60,0,0,0"] * SEASONS, limit="20") == [
        "Team 1: season 7, 30 days. Word broken 6 times.",
        "Team 2: season 7, 60 days. Word broken 6 times.",
        "Nobody kept it.",
    ]
    assert word([KEPT] * SEASONS, [KEPT] * SEASONS, limit="20") == ["Everybody kept it."]


def test_no_word_is_spoken_of_where_none_was_given_or_none_could_be_broken():
    assert word([BROKE] * SEASONS) == []
    assert word([BROKE] * SEASONS, limit="20", bound="binding") == []
    assert word([BROKE] * 6, limit="20") == []  # no season after the talk yet


# Days that nobody gave


def lone(missed: int) -> Played:
    """Two teams; nobody gave the days of the second one for so many seasons."""
    decided = days([WINNING] * SEASONS, [WINNING] * SEASONS, limit="20", luck=2)
    return Played(
        "customer_forest", "", Game(decided, {2: frozenset(range(SEASONS - missed, SEASONS))}), ((1, "a"), (2, "b"))
    )


def test_days_that_nobody_gave_are_marked_in_every_account():
    found = said(lone(11), {"a": "Blue", "b": "Late"}.items())
    assert [part for part, what, _value, _unit in found if what == "days given by nobody"] == [
        f"Late, Season {season}" for season in range(2, SEASONS + 1)
    ]
    assert ("Late", "seasons for which nobody gave the days", 11, "") in found
    rows = facts.table(lone(11), {"a": "Blue", "b": "Late"}).rows
    shown, marked = rows[1][1]
    assert (ENGLISH.said(shown), ENGLISH.said(marked)) == (
        ENGLISH.said(rows[0][1]),
        "in 11 of 12 seasons nobody gave the days",
    )
    assert not isinstance(facts.table(lone(0), {}).rows[1][1], tuple)


def test_who_was_never_there_neither_kept_nor_broke_the_word():
    said_of = [ENGLISH.say(one) for one in facts.word(lone(11).game, ["Blue", "Late"])]
    assert said_of == [
        "Blue: season 7, 30 days. Word broken 6 times.",
        "Nobody gave the days of: Late.",
        "Nobody kept it.",
    ]


def test_a_table_stands_in_the_order_in_which_teams_came_and_tells_equal_days_by_their_spread():
    table = facts.table(lone(0), {"a": "Blue", "b": "Late"})
    assert [row[0] for row in table.rows] == ["Blue", "Late"]
    assert [ENGLISH.say(one) for one in table.rules] == ["The teams stand in the order in which they came."]
    eur = sorted(round(row[2] / 1000) for row in table.rows)
    assert any(
        ENGLISH.say(one).startswith(f"2 teams did nearly the same and earned {eur[0]} to {eur[1]}")
        for one in table.said
    )
