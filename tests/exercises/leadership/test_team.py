"""A year of the team: the weeks add up, nothing asked is nothing waited, and the same boss twice makes the same year."""

from dataclasses import replace

import numpy as np
import pytest

from kit.models.boss import team
from kit.models.boss.setting import Boss, LeadershipSetting
from kit.models.checking import conditional_miss

SETTING = LeadershipSetting()
DRAWS = team.draw(SETTING, 30)
SIDES = ("old", "new")


def year(setting=SETTING, side="new", draws=None):
    return team.simulate(setting, getattr(setting, side), DRAWS if draws is None else draws)


def mean_wait(one) -> float:
    return float((one.done - one.arrive)[one.asked].mean())


def test_two_bosses_alike_make_the_same_year():
    setting = LeadershipSetting(new_asked=1.0, new_peer="nobody", new_coaching=0.0)
    old, new = year(setting, "old"), year(setting)
    assert np.array_equal(old.orders, new.orders) and np.array_equal(old.done, new.done)


def test_nothing_asked_is_nothing_waited_and_no_boss_is_needed():
    one = year(LeadershipSetting(new_asked=0.0))
    assert not one.asked.any() and np.array_equal(one.done, one.arrive) and not one.service.any()
    assert np.array_equal(one.orders, year(LeadershipSetting(new_asked=0.0, busy=0.2)).orders)


def test_coaching_without_effect_is_pure_delegation_but_for_its_hours():
    coached, alone = (LeadershipSetting(skill=0.0, new_coaching=hours) for hours in (0.5, 0.0))
    assert np.array_equal(year(coached).wrong, year(alone).wrong)
    assert team.sellers_share(coached, coached.new) - team.sellers_share(alone, alone.new) == pytest.approx(0.5 / 40)


def test_meetings_coaching_and_decisions_add_up_to_the_load():
    one = year(side="new")
    days = one.calendar.end - one.calendar.start
    inside = one.calendar.end < 250
    shares = [
        (days * inside * chosen).sum(axis=0).mean() / 250
        for chosen in (~one.calendar.is_coaching, one.calendar.is_coaching)
    ]
    assert shares == pytest.approx([SETTING.busy, SETTING.coaching_share(SETTING.new)], rel=0.05)
    desk = one.service.sum(axis=0).mean() / 250
    assert sum(shares) + desk == pytest.approx(SETTING.load(SETTING.new), rel=0.03)


def test_coaching_comes_on_top_of_the_meetings_that_everybody_has():
    old, new = year(side="old"), year(side="new")
    plain = (new.calendar.end - new.calendar.start)[:, 0][~new.calendar.is_coaching[:, 0]]
    ours = (old.calendar.end - old.calendar.start)[:, 0]
    assert plain[: len(ours)] == pytest.approx(ours[: len(plain)], abs=1e-9)


def test_coaching_makes_whoever_still_asks_wait_longer():
    less, more = (LeadershipSetting(new_coaching=hours) for hours in (0.0, 0.5))
    assert (year(more).done >= year(less).done - 1e-9).all()


def test_a_long_run_has_the_mean_of_the_formula():
    setting = LeadershipSetting(decisions=3.0)
    draws = team.draw(setting, 300)
    one = year(setting, "old", draws)
    late = one.arrive > 60  # the year begins with an empty desk
    waits = np.where(late, one.done - one.arrive, 0).sum(axis=0) / late.sum(axis=0)
    error = waits.std() / len(waits) ** 0.5
    assert abs(waits.mean() - team.expected_wait(setting, setting.old, 1.0)) < 4.5 * error


def test_wrong_in_the_end_is_what_nobody_caught_and_what_the_boss_undid():
    setting = LeadershipSetting(new_coaching=0.0)
    old, new = year(setting, "old"), year(setting)
    e, boss, peer = 0.15, conditional_miss("moderate", 0.2), conditional_miss("high", 0.2)
    count = old.wrong.size
    asked = e * boss + (1 - e) * setting.blind
    for found, expected in ((old, asked), (new, 0.2 * asked + 0.8 * e * peer)):
        assert abs(found.wrong.mean() - expected) < 4.5 * (expected / count) ** 0.5


def test_without_price_of_waiting_or_mistakes_orders_are_only_won_or_not():
    one = year(LeadershipSetting(delay=0.0, harm=0.0))
    share = 0.4 * (1 - team.sellers_share(SETTING, SETTING.new))
    assert set(np.unique(one.orders)) == {0.0, 1.0}
    assert one.orders.mean() == pytest.approx(share, abs=4.5 * (share / one.orders.size) ** 0.5)


@pytest.mark.parametrize(
    "change", [{"delay": 0.10}, {"harm": 2.0}, {"minutes": 25}, {"busy": 0.7}, {"mistake": 0.3}, {"blind": 0.2}]
)
def test_what_is_worse_for_the_controlling_boss_never_brings_more_orders(change):
    assert (
        year(replace(SETTING, **change), "old").orders.sum(axis=0) <= year(SETTING, "old").orders.sum(axis=0) + 1e-9
    ).all()


def test_beyond_what_a_boss_can_do_the_queue_has_no_mean_and_grows():
    setting = LeadershipSetting(new_asked=1.0)
    assert setting.never(setting.new) and not setting.never(setting.old)
    assert team.expected_wait(setting, setting.new, 1.0) == np.inf
    one = year(setting)
    waits = (one.done - one.arrive).mean(axis=1)
    assert waits[-100:].mean() > 3 * waits[200:300].mean() and np.isfinite(one.done).all()


def test_coaching_without_letting_go_costs_about_a_third_of_the_orders():
    setting = LeadershipSetting(new_asked=1.0)
    lost = 1 - year(setting).orders.sum() / year(setting, "old").orders.sum()
    assert 0.25 < lost < 0.5


def test_an_approval_hour_takes_most_of_the_lead_of_the_coach():
    def lead(setting):
        return (year(setting).orders - year(setting, "old").orders).sum() / 30

    assert lead(LeadershipSetting(shape="block")) < 0.4 * lead(SETTING)


def test_beginners_dear_mistakes_and_a_boss_who_checks_are_the_old_ways_home():
    setting = LeadershipSetting(decisions=3.0, mistake=0.35, harm=2.0, boss_check="independent", blind=0.0)
    draws = team.draw(setting, 30)
    assert (year(setting, "old", draws).orders.sum(axis=0) > year(setting, "new", draws).orders.sum(axis=0)).all()


def test_the_wait_played_for_shares_of_a_block_falls_with_what_is_let_go():
    setting = LeadershipSetting(shape="block")
    found = team.waits(year(setting, "old"), np.array([0.2, 0.5, 1.0]), 8)
    assert (np.diff(found) > 0).all()
    assert found[-1] == pytest.approx(mean_wait(year(setting, "old")), rel=0.2)


@pytest.mark.parametrize("shape", ["hour", "half", "block"])
@pytest.mark.parametrize("boss", [Boss(1.0, "nobody", 0.9), Boss(0.5, "independent", 0.0), Boss(0.0, "high", 0.9)])
@pytest.mark.parametrize("decisions", [0.5, 16.0])
def test_the_ends_of_the_ranges_give_finite_years(shape, boss, decisions):
    changed = {f"new_{name}": getattr(boss, name) for name in ("asked", "peer", "coaching")}
    setting = LeadershipSetting(
        shape=shape, decisions=decisions, busy=0.2, sellers=20, variation=0.0, minutes=60, **changed
    )
    one = year(setting, draws=team.draw(setting, 3))
    assert np.isfinite(one.done).all() and np.isfinite(one.orders).all() and (one.done >= one.arrive - 1e-9).all()


def test_the_same_chance_gives_the_same_draws_and_another_block_others():
    again, other = team.draw(SETTING, 30), team.draw(SETTING, 30, block=1)
    assert np.array_equal(again.clock, DRAWS.clock) and not np.array_equal(other.clock, DRAWS.clock)
