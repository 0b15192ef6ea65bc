"""Figures that differ by column are those of the same figures one by one, bit by bit; and the same luck is the same luck."""

from dataclasses import replace

import numpy as np
import pytest

from kit.exercises.redesign.model.parts import namespace, selling
from kit.exercises.redesign.model.paths import SIXTEEN, follow
from kit.exercises.redesign.model.world import COMBINATIONS, DRAWN, factors, world
from kit.exercises.redesign.setting import LEVERS, OWN, RedesignSetting, own
from kit.models import forest
from kit.models.chain.chain import simulate_chain
from kit.models.chain.chances import draw
from kit.models.chain.measures import felt_sold_to, lead_days, year_orders
from kit.models.chain.setting import ChainSetting
from kit.models.chain.wolves import simulate_wolves
from kit.models.pay import euros
from kit.models.pay.setting import IncentiveSetting

CHAIN = {
    "gain": (0.0, 0.1, 0.3),
    "rework": (1.0, 1.5, 2.5),
    "lost_share": (0.02, 0.15, 0.6),
    "mistake": (0.0, 0.1, 0.3),
}
GROUND = {
    "reach": (0.001, 0.004, 0.02),
    "win": (0.1, 0.3, 0.9),
    "burn": (0.0, 0.2, 0.9),
    "recovery": (0.01, 0.05, 0.3),
    "referral": (0.0, 0.02, 0.2),
    "care": (0.0, 4.5, 9.0),
    "quality": (0.0, 0.8, 2.0),
    "learning": (0.001, 0.004, 0.02),
    "decay": (0.0, 0.03, 0.2),
    "promise_gain": (0.0, 0.2, 0.9),
    "promise_harm": (0.1, 0.5, 1.7),
    "haste": (0.5, 1.0, 1.7),
}
MEASURES = (year_orders, lead_days, felt_sold_to)


def _figure(name, values):
    return np.array(values, np.float32 if name in ("lost_share", "mistake") else float)


@pytest.mark.parametrize("names", [*((one,) for one in CHAIN), tuple(CHAIN)], ids=lambda names: "+".join(names))
@pytest.mark.parametrize("simulate", [simulate_chain, simulate_wolves])
def test_assumptions_of_the_chain_that_differ_by_column_are_those_of_scalar_runs(names, simulate):
    draws = draw(ChainSetting(leads_per_day=4.0), 3)
    setting = ChainSetting(leads_per_day=4.0)
    together = simulate(namespace(setting, **{name: _figure(name, CHAIN[name]) for name in names}), draws)
    for column in range(3):
        alone = simulate(namespace(setting, **{name: CHAIN[name][column] for name in names}), draws)
        for measure in MEASURES:
            assert measure(together)[column] == measure(alone)[column]


@pytest.mark.parametrize("names", [*((one,) for one in GROUND), tuple(GROUND)], ids=lambda names: "+".join(names))
def test_assumptions_of_the_ground_that_differ_by_column_are_those_of_scalar_runs(names):
    land = euros.ground(IncentiveSetting())
    chances = forest.draw_forest(land, 24, 3, 1)
    work = forest.Work(6.0, 2.0, 1.0, promise=0.3, felt=0.2)

    def grown(**figures):
        ground, stand = replace(land, **figures), forest.plant(land, chances)
        for month in range(24):
            stand, _happened = forest.grow(ground, stand, work, chances, month)
        return stand

    together = grown(**{name: np.array(GROUND[name]) for name in names})
    for column in range(3):
        alone = grown(**{name: GROUND[name][column] for name in names})
        for part in ("place", "bond", "since", "promised", "quality"):
            assert np.array_equal(getattr(together, part)[..., column], getattr(alone, part)[..., column])


def test_one_luck_alone_is_what_it_is_among_others():
    many = world(RedesignSetting(), 7)
    alone, among = follow(many.luck(4), SIXTEEN), follow(many, SIXTEEN)
    for name in vars(alone):
        assert np.array_equal(getattr(alone, name)[..., 0], getattr(among, name)[..., 3]), name


def test_without_ignorance_nothing_is_off_and_with_it_as_much_up_as_down():
    assert all((factor == 1).all() for factor in factors(1, 0.0, 5, 0).values())
    off = np.array([*factors(1, 0.5, 4_000, 0).values()])
    assert (off.min() > 0.5, off.max() < 1.5, len(off)) == (True, True, len(DRAWN))
    assert off.mean(axis=1) == pytest.approx(1, abs=4 * 0.5 / np.sqrt(3 * 4_000))


def test_a_new_territory_changes_nothing_in_the_chain():
    sold = selling(ChainSetting(leads_per_day=3.0), "shared", factors(1, 0.5, 3, 0), 3, 0)
    assert all(np.array_equal(figure[1, 0], figure[1, 1]) for figure in vars(sold).values())
    assert (sold.days[0, 1] < sold.days[0, 0]).all()


def test_a_combination_is_named_by_its_new_levers():
    for code, pulled in enumerate(COMBINATIONS):
        sides = {lever: "new" if one else "old" for lever, one in zip(LEVERS, pulled, strict=True)}
        assert RedesignSetting(**sides).combination == code


def test_a_team_takes_along_what_it_set_and_nothing_else():
    decided = {"leadership": {"new_asked": 0.5, "busy": 0.5}, "role_chain": {"gain": 0.3, "inbox": "territories"}}
    assert own("leadership", decided) == {"new_asked": 0.5}
    assert (own("organisation", decided), own("territory", decided)) == ({"gain": 0.3}, {"inbox": "territories"})
    assert own("commission", decided) == own("commission", {"incentives": {"new_new": "much"}}) == {}


@pytest.mark.parametrize("lever", LEVERS)
def test_what_a_team_takes_along_has_a_place_here(lever):
    _exercise, _setting, names = OWN[lever]
    assert {*names} <= {*RedesignSetting.__dataclass_fields__} and names
