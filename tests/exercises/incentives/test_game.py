"""The rules of “Payday”: the same luck under both plans, nothing lost on the way, and every leaver with a true reason."""

from dataclasses import fields

import pytest
from hypothesis import given, settings, strategies

from kit.exercises.incentives.game import DAYS, MOVES, NEW, OLD, PULLED, QUARTERS, Game
from kit.exercises.incentives.model.year import CARE, ME, MOST_PULLED, OWN, PRESSED, Year
from kit.models import forest
from kit.models.pay import euros
from kit.models.pay.payslip import Payslip
from kit.models.pay.setting import SELLERS, IncentiveSetting

SETTING = IncentiveSetting()
ALL_DAYS = strategies.integers(0, DAYS[OLD, 1].size - 1).map(
    lambda number: DAYS[OLD, 1].counts(DAYS[OLD, 1].at(number))
)
HUNTER, CARER, MIXED = (60, 0, 0, 0), (0, 60, 0, 0), (25, 20, 10, 5)


def chances(chance=1, months=15):
    return forest.draw_forest(euros.ground(SETTING), months, len(SELLERS), chance)


def year(days, pulled=0, plan=SETTING.old, chance=1, quarters=4):
    played = Year(SETTING, plan, chances(chance))
    for _quarter in range(quarters):
        played.play(days, pulled)
    return played


def decisions(days, pulled="0"):
    """Both years decided to the end with the same days in every quarter."""
    text = ",".join(map(str, days))
    return {DAYS[place].name: text for place in DAYS} | {PULLED[place].name: pulled for place in PULLED}


def told(played):
    """Everything a year says, as plain values."""
    return [
        (one.days, one.won, one.pulled, one.leavers, one.kept, one.customers, float(one.slip.total))
        for one in played.results
    ]


@given(
    days=strategies.lists(ALL_DAYS, min_size=4, max_size=4),
    pulled=strategies.lists(strategies.integers(0, 5), min_size=4, max_size=4),
    chance=strategies.integers(1, 99),
)
@settings(max_examples=25, deadline=None)
def test_no_customer_appears_or_disappears_untold(days, pulled, chance):
    played = Year(SETTING, SETTING.old, chances(chance))
    for one, count in zip(days, pulled, strict=True):
        result = played.play(one, count)
        # Whoever came and went within one quarter stands in both lists.
        assert result.at_start + len(result.won) + len(result.pulled) - len(result.leavers) == result.customers
        assert len(result.pulled) <= min(count, MOST_PULLED)
        assert 0 <= result.quality <= 1


@given(days=ALL_DAYS, chance=strategies.integers(1, 99))
@settings(max_examples=15, deadline=None)
def test_the_same_decisions_meet_the_same_firms_and_the_same_luck(days, chance):
    assert told(year(days, chance=chance, quarters=2)) == told(year(days, chance=chance, quarters=2))


def test_both_years_of_a_game_differ_only_by_plan_and_days():
    game = Game(decisions(HUNTER))
    won = {side: [result.won for result in game.years[side].results] for side in (OLD, NEW)}
    assert set(won[OLD][0]) & set(won[NEW][0])  # the same firms are to be won
    assert game.years[OLD].plan == SETTING.old and game.years[NEW].plan == SETTING.new


@pytest.mark.parametrize("chance", range(1, 9))
def test_an_order_pulled_forward_is_missing_in_the_next_quarter(chance):
    honest, puller = year(HUNTER, 0, chance=chance, quarters=2), year(HUNTER, 2, chance=chance, quarters=1)
    pulled = puller.results[0].pulled
    assert set(pulled) <= set(honest.results[1].won)
    after = puller.play(HUNTER, 0)
    assert set(after.won) & set(pulled) == set()
    assert set(after.won) <= set(honest.results[1].won)


def test_a_pulled_order_pays_less_by_its_discount():
    honest, puller = year(HUNTER, 0, quarters=1).results[0], year(HUNTER, 1, quarters=1).results[0]
    plan, order = SETTING.old, SETTING.order_eur * (1 - SETTING.pull_discount)
    assert len(puller.pulled) == 1 and len(honest.won) * SETTING.order_eur > plan.quota_eur
    assert float(puller.slip.total - honest.slip.total) == pytest.approx(plan.new * plan.accelerator * order)
    assert honest.margin_eur - puller.margin_eur == pytest.approx(
        SETTING.pull_discount * SETTING.order_eur - SETTING.margin * SETTING.quarter_eur / 2
    )


def test_the_lines_of_a_payslip_add_up_to_the_pay():
    for plan in (SETTING.old, SETTING.new):
        for result in year(MIXED, 1, plan).results:
            assert float(result.slip.total) == pytest.approx(
                sum(float(getattr(result.slip, one.name)) for one in fields(Payslip))
            )


@pytest.mark.parametrize("chance", range(1, 13))
def test_who_left_for_want_of_care_stays_when_everybody_gets_a_day(chance):
    neglected = [one.place for one in year(HUNTER, chance=chance, quarters=1).results[0].leavers if one.reason == CARE]
    cared = {one.place for one in year((30, 30, 0, 0), chance=chance, quarters=1).results[0].leavers}
    assert not cared & set(neglected)


@pytest.mark.parametrize("chance", range(1, 13))
def test_who_had_reasons_of_their_own_leaves_even_from_good_care(chance):
    own = {one.place for one in year(HUNTER, chance=chance, quarters=1).results[0].leavers if one.reason == OWN}
    at_start = set(range(SETTING.customers))
    cared = {one.place for one in year((30, 30, 0, 0), chance=chance, quarters=1).results[0].leavers}
    assert own & at_start <= cared


def test_care_shows_who_stayed_because_of_it():
    assert sum(result.kept for result in year(CARER).results) > 0
    assert sum(result.kept for result in year(HUNTER).results) == 0
    assert not any(leaver.reason == CARE for result in year(CARER).results for leaver in result.leavers)


def test_some_who_signed_under_pressure_leave_because_of_it():
    reasons = [
        leaver.reason
        for chance in range(1, 40)
        for result in year(CARER[::-1], 0, chance=chance).results
        for leaver in result.leavers
    ]
    pressed = [
        leaver.reason
        for chance in range(1, 40)
        for result in year(HUNTER, 3, chance=chance).results
        for leaver in result.leavers
    ]
    assert PRESSED not in reasons and PRESSED in pressed


def test_the_ground_can_be_ruined_and_kept():
    idle = [year((0, 0, 0, 5), chance=chance).results[-1].customers for chance in range(1, 20)]
    both = [year((30, 30, 0, 0), chance=chance).results[-1].customers for chance in range(1, 20)]
    assert sum(idle) / len(idle) < SETTING.customers < sum(both) / len(both)


def test_whoever_visits_nobody_is_felt_as_selling():
    assert year(HUNTER).felt_sold_to == 1.0
    assert year(CARER).felt_sold_to < 0.05


def test_the_best_days_for_the_pay_are_not_those_for_the_firm():
    paid = {
        days: [float(year(days, plan=SETTING.old, chance=chance).results[-1].slip.total) for chance in range(1, 15)]
        for days in (HUNTER, MIXED)
    }
    assert sum(paid[HUNTER]) > sum(paid[MIXED])


# Where a game stands


def test_a_game_begins_with_the_first_quarter_of_the_plan_that_comes_first():
    assert Game({}).now == (OLD, 1)
    assert Game({"first": NEW}).now == (NEW, 1)


def test_a_quarter_is_over_when_days_are_given_and_the_last_week_is_decided():
    given_days = {DAYS[OLD, 1].name: "30,15,10,5"}
    assert Game(given_days).now == (OLD, 1)
    assert Game(given_days | {PULLED[OLD, 1].name: "0"}).now == (OLD, 2)
    assert Game({PULLED[OLD, 1].name: "0"}).now == (OLD, 1)


def test_after_both_years_nothing_is_left_to_play():
    assert Game(decisions(MIXED)).now is None
    assert [len(Game(decisions(MIXED)).years[side].results) for side in (OLD, NEW)] == [len(QUARTERS)] * 2


@pytest.mark.parametrize("value", ["70,0,0,0", "1,2,3,4", "a,b,c,d", "", "30,30", "-5,5,0,0", None, 7])
def test_days_that_are_not_possible_count_as_not_given(value):
    game = Game({DAYS[OLD, 1].name: value, PULLED[OLD, 1].name: "0"})
    assert game.now == (OLD, 1) and game.last_days(OLD, 1) == (30, 15, 10, 5)


@pytest.mark.parametrize("luck", [0, 100, "many", None, True])
def test_an_impossible_luck_is_the_first_one(luck):
    assert Game({"luck": luck}).setting == SETTING


def test_the_next_quarter_begins_with_the_days_of_the_one_before():
    assert Game({DAYS[NEW, 2].name: "5,5,5,5"}).last_days(NEW, 3) == (5, 5, 5, 5)


def test_a_team_code_carries_the_whole_game():
    from kit.exercises import find

    code, played = find("incentives").code, decisions(MIXED, "2") | {"first": NEW, "luck": 7}
    assert code.decode(code.encode(played)) == played
    assert {move.name for move in MOVES} >= played.keys()


def test_the_person_sits_in_the_middle():
    assert SELLERS[ME] == "middle"
