"""What becomes of the firm: referees, laws of the books, what changing costs, and cases in which OLD must win."""

from dataclasses import replace

import numpy as np
import pytest

from kit.exercises.redesign.model.contributions import shapley
from kit.exercises.redesign.model.money import lost_in_month
from kit.exercises.redesign.model.paths import SIXTEEN, all_paths, follow
from kit.exercises.redesign.model.sixteen import simulate
from kit.exercises.redesign.model.world import world
from kit.exercises.redesign.setting import RedesignSetting
from kit.models.pay import firm

START = RedesignSetting()
FREE = {"dearness": 0.0, "leaving": 0.0}
PLAIN = RedesignSetting(ignorance=0.0, phi=0.0, freed=0.0, **FREE)
ALL_OLD, COMMISSION, ALL_NEW = 0, 0b0010, 0b1111


def gain(setting, code=ALL_NEW, columns=60, block=1):
    """Profit of all years of a combination against all OLD, (columns,)."""
    books = follow(world(setting, columns, block), SIXTEEN[[ALL_OLD, code]])
    return books.total_eur[1] - books.total_eur[0]


@pytest.mark.parametrize(("code", "side"), [(ALL_OLD, "old"), (COMMISSION, "new")])
def test_a_pay_plan_alone_is_the_firm_of_the_pay_model_to_the_cent(code, side):
    pay, worlds = PLAIN.pay, world(PLAIN, 8)
    books = follow(worlds, SIXTEEN[[code]])
    referee = firm.simulate(pay, getattr(pay, side), firm.draw(pay, 8))
    assert np.array_equal(books.won[0, 0], referee.won[:4].sum(axis=(0, 1)))
    assert books.pay_eur[0].sum(axis=0) == pytest.approx(referee.pay_eur.sum(axis=0))
    assert books.total_eur[0] == pytest.approx(referee.profit_eur.sum(axis=0))
    assert books.felt[0, -1] == pytest.approx(referee.felt)


def test_profit_is_what_is_left_of_what_there_would_have_been():
    books = follow(world(START, 20), all_paths(START.costs_eur, 1e9, 3)[::7])
    assert books.profit_eur == pytest.approx(books.before_eur - books.dip_eur - books.change_eur)
    assert books.quarters_eur.sum(axis=1) == pytest.approx(books.profit_eur.sum(axis=1))
    assert (books.dip_eur >= 0).all() and (books.change_eur >= 0).all()


def test_no_customer_appears_or_disappears_untold():
    books = follow(world(START, 20), SIXTEEN)
    start = 3 * START.pay.customers
    before = np.concatenate([np.full_like(books.customers[:, :1], start), books.customers[:, :-1]], axis=1)
    assert books.customers == pytest.approx(before + books.won - books.lost)


def test_what_is_pulled_later_changes_nothing_before():
    early, late = (follow(world(START, 10), [path]) for path in ([0, 0, 0, 0], [3, 3, 3, 3]))
    for name in ("profit_eur", "customers", "felt", "pay_eur"):
        assert np.array_equal(getattr(early, name)[:, :2], getattr(late, name)[:, :2])
    assert not np.array_equal(early.profit_eur[:, 2], late.profit_eur[:, 2])


def test_paths_side_by_side_are_the_paths_alone():
    paths = np.array([[1, 0, 2, 3], [0, 2, 0, 1], [2, 1, 1, 0]])
    together = follow(world(START, 6), paths)
    for place, path in enumerate(paths):
        alone = follow(world(START, 6), path[None])
        assert np.array_equal(alone.total_eur[0], together.total_eur[place])


def test_contributions_add_up_in_every_world():
    _old, new = simulate(START, 25, 0)
    assert shapley(new.sixteen).sum(axis=0) == pytest.approx(new.sixteen[-1] - new.sixteen[0])


def test_a_lever_whose_new_side_is_its_old_one_contributes_nothing():
    same = replace(RedesignSetting(**FREE), inbox="territories", new_asked=1.0, new_peer="nobody", new_coaching=0.0)
    _old, new = simulate(same, 10, 0)
    brings = shapley(new.sixteen)
    assert brings[[0, 2]] == pytest.approx(np.zeros((2, 10)), abs=1e-6)
    assert np.abs(brings[[1, 3]]).max() > 1


def test_a_dip_of_a_fifth_over_half_a_year_costs_a_twentieth_of_the_year():
    assert lost_in_month(0.20, 6).mean() == pytest.approx(0.05)
    assert [lost_in_month(0.20, months).mean() for months in (3, 12)] == pytest.approx([0.025, 0.10])


def test_the_dip_of_a_new_organisation_is_that_share_of_the_margin():
    setting = RedesignSetting(
        ignorance=0.0, depth=0.20, recovery_months=6, new_contact=0.0, **(FREE | {"dearness": 1.0})
    )
    books = follow(world(setting, 10), SIXTEEN[[0b1000]])
    margin = books.sales_eur[:, 0] * setting.pay.margin + books.dip_eur[:, 0]
    assert books.dip_eur[:, 0] / margin == pytest.approx(
        0.05, abs=0.004
    )  # the margin itself is not quite even over the year
    assert (books.dip_eur[:, 1:] == 0).all()


def test_changing_territory_and_organisation_at_once_changes_fewer_contacts_than_one_after_the_other():
    setting = RedesignSetting(depth=0.0, ignorance=0.0, **(FREE | {"dearness": 1.0}))
    books = follow(world(setting, 20), [[1, 0, 0, 1], [1, 0, 0, 2]])
    assert (books.dip_eur[0].sum(axis=0) < books.dip_eur[1].sum(axis=0)).all()


def test_who_leaves_takes_sales_along_only_where_nobody_else_knows_the_customers():
    setting = RedesignSetting(leaving=1.0, ignorance=0.0, dearness=0.0)
    books = follow(world(setting, 10), SIXTEEN[[0b0010, 0b0011, 0b1010]])
    assert books.gone[:, 0].all() and not books.gone[:, 1:].any()
    assert (books.dip_eur[0, 0] > 0).all() and (books.dip_eur[1:, 0] == 0).all()


def test_nobody_leaves_for_more_pay():
    assert not world(RedesignSetting(leaving=1.0, new_new=0.20), 20).gone.any()


def test_all_paths_of_a_budget_are_those_that_fit_every_year():
    costs = START.costs_eur
    fit = {tuple(path) for path in all_paths(costs, START.budget_eur, 3).tolist()}
    for path in all_paths(costs, 1e9, 3).tolist():
        spent = [sum(cost for cost, year in zip(costs, path, strict=True) if year == one) for one in (1, 2, 3)]
        assert (tuple(path) in fit) == (max(spent) <= START.budget_eur)


# OLD must be able to win, and NEW too


@pytest.mark.parametrize(
    "changes",
    [{"dearness": 4.0}, {"years": 1}, {"prospects": 200}, {"churn": 0.10}],
    ids=["dear change", "short horizon", "endless market", "loyal customers"],
)
def test_old_wins_where_it_must(changes):
    assert (gain(RedesignSetting(**changes)) < 0).mean() > 0.9


def test_with_few_decisions_the_coach_brings_nothing():
    few, many = (gain(RedesignSetting(decisions=one, dearness=0.0), code=0b0100) for one in (1.0, 8.0))
    assert np.median(few) < 5_000 < np.median(many)


def test_new_wins_where_customers_leave_fast():
    assert (gain(RedesignSetting(churn=0.60)) > 0).mean() > 0.7


def test_dearer_change_is_never_better():
    gains = [gain(RedesignSetting(dearness=one)) for one in (0.0, 1.0, 2.0)]
    assert (gains[0] > gains[1]).all() and (gains[1] > gains[2]).all()


def test_waiting_that_costs_more_makes_a_faster_boss_worth_more():
    gains = [np.mean(gain(RedesignSetting(delay=one), code=0b0100)) for one in (0.0, 0.05, 0.15)]
    assert gains[0] < gains[1] < gains[2]
