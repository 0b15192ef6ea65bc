"""What the pages say about results: payslip lines, the forest place by place, who is ahead since when."""

from types import SimpleNamespace

import numpy as np
import pytest

from kit.exercises.customer_forest import game as seasons
from kit.exercises.customer_forest.screen_ground import rows_of
from kit.exercises.incentives import game as payday
from kit.exercises.incentives.screen_days import paid_for
from kit.exercises.incentives.screen_slip import HOWS, LEVER_OF, news, slip_table
from kit.exercises.incentives.territory import territory
from kit.exercises.incentives.views import LINES, RESULT
from kit.models import forest
from kit.models.pay.setting import LEVERS, IncentiveSetting
from kit.widgets.forest_picture import BURNED, FREE, SEEDLING, STUMP, TREE
from kit.wording import LANGUAGES, Language


def played(side: str):
    decided = {one.name: "25,15,10,10" for one in payday.DAYS.values()} | {
        one.name: "1" for one in payday.PULLED.values()
    }
    game = payday.Game(decided)
    return game.setting, game.plan(side), game.years[side].results


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", [payday.OLD, payday.NEW])
def test_a_payslip_shows_the_lines_of_its_plan_and_no_others(side, language):
    words, (setting, plan, results) = Language(language), played(side)
    shown = slip_table(words, setting, plan, results[0])
    for line, label in LINES.items():
        has = bool(getattr(plan, LEVER_OF[line])) and (line != "accelerator" or plan.accelerator > 1)
        assert (f">{words.say(label)}</span>" in shown) == has, line
    assert words.number(round(float(results[0].slip.total))) in shown


def test_every_line_of_the_payslip_says_how_it_comes_about():
    assert LINES.keys() == HOWS.keys() == LEVER_OF.keys()
    assert set(LEVER_OF.values()) <= LEVERS.keys()


def test_the_plans_are_compared_without_levers_that_neither_has():
    setting = IncentiveSetting()
    shown = paid_for(Language("en"), setting.old, setting.new)
    assert "fixed pay" in shown and "team pool" in shown
    assert "cap: nothing" not in shown and "next quota rises" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_who_came_or_left_is_named(language):
    setting, _plan, results = played(payday.OLD)
    land = territory(language, setting.customers + setting.prospects)
    for result in results:
        said = news(Language(language), land, result)
        for place in (*result.won, *result.pulled, *(leaver.place for leaver in result.leavers)):
            assert land.firms[place] in said


def test_the_forest_shows_every_place_as_it_is():
    ground = seasons.Ground(seasons.Game({}).setting, 3)
    seen = set()
    for _season in range(6):
        season = ground.play(np.array([(60, 0, 0, 0), (20, 30, 10, 0), (0, 30, 0, 30)]))
        rows = rows_of(ground)
        state = rows["state"]
        np.testing.assert_array_equal(np.isin(state, (TREE, SEEDLING)), season.place == forest.CUSTOMER)
        np.testing.assert_array_equal(state == FREE, season.place == forest.FREE)
        np.testing.assert_array_equal(state == SEEDLING, season.newly)
        np.testing.assert_array_equal(state == STUMP, season.gone & (season.place == forest.BURNED))
        np.testing.assert_array_equal(rows["owner"] >= 0, season.place == forest.CUSTOMER)
        assert (rows["age"][state == SEEDLING] == 0).all() and (rows["root"][state != SEEDLING] == -1).all()
        seen |= set(state.tolist())
    assert seen == {FREE, TREE, BURNED, STUMP, SEEDLING}


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ((1, 2, 5, 9), "since quarter 3 of 4"),
        ((5, 1, 5, 9), "since quarter 3 of 4"),
        ((9, 9, 9, 9), "since quarter 1 of 4"),
        ((9, 9, 9, 1), "the old plan is ahead at the end"),
        ((2, 3, 4, 5), "leave the same"),
    ],
)
def test_it_is_said_since_when_the_new_plan_is_ahead(new, said):
    values = np.array([(2, 3, 4, 5), new], float)[..., None]
    assert said in Language("en").say(
        RESULT.finding({"values": values}, SimpleNamespace()).message, **RESULT.finding({"values": values}, None).values
    )
