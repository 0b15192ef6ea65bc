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
