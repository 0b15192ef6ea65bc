"""The customer forest: conserved places, allowed steps, and the binomial model as a referee of another kind."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.models import forest
from kit.models.forest import BURNED, CUSTOMER, FREE, Ground, Work, draw_forest, grow, plant

BONDS, WEIGHTS, START = np.array([0.002, 0.03, 0.15]), np.array([0.5, 0.3, 0.2]), np.array([0.7, 0.25, 0.05])
GROUND = Ground(
    places=40,
    customers=14,
    reach=0.004,
    win=0.3,
    burn=0.4,
    recovery=1 / 12,
    referral=0.05,
    bonds=BONDS,
    weights=WEIGHTS,
    start_weights=START,
    care=2.0,
    quality=0.8,
    learning=0.01,
    decay=0.02,
    promise_gain=0.3,
    promise_harm=0.9,
)
WORK = Work(hunt=8.0, care=2.0, feedback=6.0, promise=0.0)


def walk(ground, work, months, columns, chance=1):
    """All forests, the one at the start first, and what happened in each month."""
    chances = draw_forest(ground, months, columns, chance)
    stands, happened = [plant(ground, chances)], []
    for month in range(months):
        stand, event = grow(ground, stands[-1], work, chances, month)
        stands.append(stand)
        happened.append(event)
    return stands, happened


# Laws

share = st.floats(0, 1)
grounds = st.builds(
    lambda places, planted, **more: Ground(
        places=places, customers=min(planted, places), bonds=BONDS, weights=WEIGHTS, start_weights=START, **more
    ),
    places=st.integers(1, 60),
    planted=st.integers(0, 60),
    reach=st.floats(0, 0.5),
    win=st.floats(0.01, 1),
    burn=share,
    recovery=st.floats(0, 10),
    referral=st.floats(0, 3),
    care=st.floats(0, 12),
    quality=st.floats(0, 2),
    learning=st.floats(0, 1),
    decay=st.floats(0, 0.2),
    promise_gain=share,
    promise_harm=st.floats(0, 2),
    amends=st.floats(0, 5),
)
days = st.floats(0, 40)
works = st.builds(Work, hunt=days, care=days, feedback=days, promise=share, rest=days)


@given(grounds, works, st.integers(0, 1000))
@settings(deadline=None)
def test_every_place_is_free_a_customer_or_burned_and_steps_only_as_allowed(ground, work, chance):
    stands, happened = walk(ground, work, 8, 3, chance)
    assert (stands[0].customers == ground.customers).all()
    assert not stands[0].burned.any()
    for before, after, month in zip(stands, stands[1:], happened, strict=False):
        free = forest.count(after.place == FREE)
        assert (free + after.customers.astype(int) + after.burned == ground.places).all()
        steps = {FREE: (FREE, CUSTOMER, BURNED), CUSTOMER: (CUSTOMER, BURNED), BURNED: (BURNED, FREE)}
        for stage, reachable in steps.items():
            assert np.isin(after.place[before.place == stage], reachable).all()
        moved = {
            "won": (before.place == FREE) & (after.place == CUSTOMER),
            "burned": (before.place == FREE) & (after.place == BURNED),
            "lost": (before.place == CUSTOMER) & (after.place == BURNED),
            "recovered": (before.place == BURNED) & (after.place == FREE),
        }
        for name, mask in moved.items():
            np.testing.assert_array_equal(getattr(month, name), mask)
        won = forest.count(month.won).astype(int) - forest.count(month.lost)
        np.testing.assert_array_equal(after.customers.astype(int) - before.customers, won)


@given(grounds, works, st.integers(0, 1000))
@settings(deadline=None)
def test_quality_stays_a_share(ground, work, chance):
    stands, _happened = walk(ground, work, 12, 1, chance)
    qualities = np.concatenate([stand.quality for stand in stands])
    assert ((qualities >= 0) & (qualities <= 1)).all()


@pytest.mark.parametrize("change", [{"bonds": 0 * BONDS}, {"care": 1e9}])
def test_no_customer_leaves_without_a_rate_of_leaving(change):
    _stands, happened = walk(replace(GROUND, **change), WORK, 24, 50)
    assert not any(month.lost.any() for month in happened)
    assert any(month.won.any() for month in happened)


@pytest.mark.parametrize(
    ("change", "event"),
    [
        ({"reach": 0.0, "referral": 0.0}, "won"),
        ({"reach": 0.0, "referral": 0.0}, "burned"),
        ({"burn": 0.0}, "burned"),
        ({"win": 1.0}, "burned"),
        ({"recovery": 0.0}, "recovered"),
    ],
)
def test_what_has_no_chance_never_happens(change, event):
    _stands, happened = walk(replace(GROUND, **change), WORK, 12, 50)
    assert not any(getattr(month, event).any() for month in happened)


def test_a_customer_keeps_what_was_promised_and_how_loose_the_bond_is_until_leaving():
    stands, happened = walk(GROUND, replace(WORK, promise=0.4), 24, 30)
    for number, (before, after, month) in enumerate(zip(stands, stands[1:], happened, strict=False)):
        same = ~month.won
        for kept in ("bond", "since", "promised", "wins"):
            np.testing.assert_array_equal(getattr(after, kept)[same], getattr(before, kept)[same])
        assert (after.since[month.won] == number).all()
        np.testing.assert_allclose(after.promised[month.won], 0.4)
        loosened = BONDS.astype(np.float32) * np.exp(np.float32(0.9 * 0.4))
        nearest = np.abs(after.bond[month.won][:, None] - loosened).min(axis=1)
        assert nearest.max(initial=0) < 1e-6
    assert np.isin(stands[0].bond[:14], BONDS.astype(np.float32)).all()
    assert not stands[0].promised.any()


def test_a_customer_of_the_start_has_been_there_for_a_year():
    stand = plant(GROUND, draw_forest(GROUND, 1, 5, 1))
    assert (stand.since <= -12).all()


@pytest.mark.parametrize("more", [{"hunt": 12.0}, {"promise": 0.8}])
def test_with_the_same_chance_more_hunting_and_bigger_promises_lose_no_win_of_the_first_month(more):
    chances = draw_forest(GROUND, 1, 400, 5)
    works = WORK, replace(WORK, **more)
    won, won_more = (grow(GROUND, plant(GROUND, chances), work, chances, 0)[1].won for work in works)
    assert (won_more >= won).all()
    assert won_more.sum() > won.sum()


def test_with_the_same_chance_more_care_loses_nobody_else_in_the_first_month():
    chances = draw_forest(GROUND, 1, 400, 5)
    works = WORK, replace(WORK, care=6.0)
    lost, lost_less = (grow(GROUND, plant(GROUND, chances), work, chances, 0)[1].lost for work in works)
    assert (lost_less <= lost).all()
    assert lost_less.sum() < lost.sum()


def test_care_that_is_spread_evenly_is_the_care_of_all_and_else_keeps_those_who_get_it():
    chances = draw_forest(GROUND, 1, 500, 5)
    start = plant(GROUND, chances)
    alike = replace(WORK, care_each=np.full(start.place.shape, WORK.care / GROUND.customers))
    first_half = np.zeros(start.place.shape)
    first_half[:7] = 1e9
    usual, even, uneven, nothing = (
        grow(GROUND, start, work, chances, 0)[1].lost
        for work in (WORK, alike, replace(WORK, care_each=first_half), replace(WORK, care=0.0))
    )
    np.testing.assert_array_equal(even, usual)
    assert not uneven[:7].any()
    np.testing.assert_array_equal(uneven[7:], nothing[7:])


def test_each_column_has_its_own_work():
    hunt, care, promise = np.array([0.0, 8.0, 30.0]), np.array([9.0, 2.0, 0.0]), np.array([0.0, 0.5, 1.0])
    together, _happened = walk(GROUND, Work(hunt, care, 6.0, promise), 12, 3)
    for column in range(3):
        alone, _happened = walk(GROUND, Work(hunt[column], care[column], 6.0, promise[column]), 12, 3)
        np.testing.assert_array_equal(alone[-1].place[:, column], together[-1].place[:, column])
        np.testing.assert_array_equal(alone[-1].promised[:, column], together[-1].promised[:, column])


# Chance


def test_more_places_and_months_change_nothing_for_the_first_ones():
    few, many = draw_forest(GROUND, 6, 8, 3), draw_forest(replace(GROUND, places=55), 9, 8, 3)
    np.testing.assert_array_equal(few.event, many.event[:6, :40])
    np.testing.assert_array_equal(few.kind, many.kind[:, :40])
    np.testing.assert_array_equal(few.start, many.start[:40])


def test_other_assumptions_draw_the_same_and_another_number_or_block_something_else():
    first = draw_forest(GROUND, 3, 4, 3)
    np.testing.assert_array_equal(first.event, draw_forest(replace(GROUND, win=0.9, reach=1.0), 3, 4, 3).event)
    for other in (draw_forest(GROUND, 3, 4, 4), draw_forest(GROUND, 3, 4, 3, block=1)):
        assert not (first.event == other.event).any()
        assert not (first.start == other.start).any()


def test_what_happens_in_the_first_month_says_nothing_about_the_types_that_are_met():
    """The same place of many territories, each with a number of its own."""
    drawn = [draw_forest(replace(GROUND, places=1), 1, 4, chance) for chance in range(1000)]
    events = np.concatenate([one.event[0, 0] for one in drawn])
    for uniform in (np.concatenate([one.start[0] for one in drawn]), np.concatenate([one.kind[0, 0] for one in drawn])):
        assert abs(np.corrcoef(events, uniform)[0, 1]) < 4.5 / np.sqrt(events.size)


def test_chance_is_exponential_and_uniform_and_no_two_streams_are_alike():
    drawn = draw_forest(GROUND, 4, 500, 3)
    assert drawn.event.mean() == pytest.approx(1, abs=0.02)
    assert drawn.event.std() == pytest.approx(1, abs=0.03)
    assert drawn.kind.mean() == pytest.approx(0.5, abs=0.01)
    rows = [*drawn.event.reshape(4, -1), *drawn.kind.reshape(len(drawn.kind), -1), drawn.start.ravel()]
    alike = np.corrcoef(rows) - np.eye(len(rows))
    assert np.abs(alike).max() < 4.5 / np.sqrt(rows[0].size)


# A referee of another kind


@dataclass
class Counts:
    """The forest as MODELS.md writes it: only numbers of firms, drawn from binomial and multinomial distributions."""

    ground: Ground
    work: Work
    chance: np.random.Generator
    columns: int

    def run(self, months):
        """Customers, burned, won and lost after each month, (4, months, columns), and the quality (months,)."""
        ground, work, draw = self.ground, self.work, self.chance
        old = draw.multinomial(ground.customers, ground.start_weights, size=self.columns)
        new = np.zeros_like(old)
        burned, quality, seen, qualities = np.zeros(self.columns, int), 0.0, [], []
        harm = np.exp(ground.promise_harm * work.promise)
        win = min(1.0, ground.win * (1 + ground.promise_gain * work.promise))
        theta = 1 - np.exp(-ground.bonds)
        for _month in range(months):
            customers = (old + new).sum(axis=1)
            free = ground.places - customers - burned
            reach = ground.reach * work.hunt + ground.referral * customers / ground.places
            contacts = draw.binomial(free, 1 - np.exp(-reach))
            won = draw.binomial(contacts, win)
            gone = draw.binomial(contacts - won, ground.burn)
            recovery = ground.recovery + ground.amends * work.rest / np.maximum(burned, 1)
            recovered = draw.binomial(burned, 1 - np.exp(-recovery))
            calm = np.exp(-ground.care * work.care / np.maximum(customers, 1) - ground.quality * quality)[:, None]
            lost_old = draw.binomial(old, 1 - (1 - theta) ** calm)
            lost_new = draw.binomial(new, 1 - (1 - theta) ** (calm * harm))
            kinds = draw.multinomial(won, ground.weights)
            old, new = old - lost_old, new - lost_new + kinds
            lost = (lost_old + lost_new).sum(axis=1)
            burned = burned + gone + lost - recovered
            quality += (1 - np.exp(-ground.learning * work.feedback)) * (1 - quality) - ground.decay * quality
            seen.append([(old + new).sum(axis=1), burned, won, lost])
            qualities.append(quality)
        return np.array(seen).transpose(1, 0, 2), np.array(qualities)


SITUATIONS = {
    "base": ({}, {}),
    "hunting only": ({"reach": 0.01}, {"hunt": 18.0, "care": 0.0, "feedback": 0.0}),
    "promises": ({"win": 0.5}, {"promise": 1.0, "care": 0.5}),
    "certain wins": ({"win": 0.9, "burn": 0.0}, {"promise": 0.8}),
    "burning": ({"burn": 1.0, "recovery": 2.0, "win": 0.05}, {"hunt": 15.0}),
    "referrals": ({"referral": 1.0, "reach": 0.0, "win": 0.6}, {"feedback": 40.0}),
    "amends": ({"burn": 1.0, "recovery": 0.01, "amends": 0.4}, {"hunt": 15.0, "rest": 5.0}),
    "nobody yet": ({"customers": 0}, {"care": 8.0}),
    "few places, many turns": (
        {"places": 12, "customers": 6, "reach": 0.3, "recovery": 1.0, "bonds": 4 * BONDS},
        {"care": 0.2},
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_forest_is_the_binomial_model_in_mean_and_spread(situation):
    """Place by place or by counts: the same distribution, within the Monte-Carlo error of both."""
    changes, work_changes = SITUATIONS[situation]
    ground, work, months, columns = replace(GROUND, **changes), replace(WORK, **work_changes), 20, 4000
    stands, happened = walk(ground, work, months, columns, chance=7)
    mine = np.array(
        [
            [stand.customers for stand in stands[1:]],
            [stand.burned for stand in stands[1:]],
            [forest.count(month.won) for month in happened],
            [forest.count(month.lost) for month in happened],
        ],
        float,
    )
    referee, quality = Counts(ground, work, np.random.default_rng(8), columns).run(months)
    np.testing.assert_allclose([stand.quality[0] for stand in stands[1:]], quality)
    pairs = [(mine[figure, month], referee[figure, month]) for figure in range(4) for month in (0, 1, 5, 11, 19)]
    pairs += [(mine[figure].sum(axis=0), referee[figure].sum(axis=0)) for figure in range(4)]
    for here, there in pairs:
        error = np.sqrt((here.var() + there.var()) / columns)
        assert abs(here.mean() - there.mean()) <= 4.5 * error + 1e-12
        both = np.array([(one - one.mean()) ** 2 for one in (here, there)])
        error = np.sqrt(both.var(axis=1).sum() / columns)
        assert abs(both[0].mean() - both[1].mean()) <= 4.5 * error + 1e-12


@pytest.mark.parametrize("situation", ["base", "hunting only", "promises", "referrals", "amends"])
def test_the_mean_of_many_places_is_what_is_expected(situation):
    """With forty times the places the fluid lies within one per cent of the mean forest."""
    changes, work_changes = SITUATIONS[situation]
    work = replace(WORK, **work_changes)
    work = replace(work, care=40 * work.care, rest=40 * work.rest)
    ground = replace(GROUND, **changes)
    ground = replace(ground, places=40 * ground.places, customers=40 * ground.customers)
    stands, _happened = walk(ground, work, 20, 100)
    mean = np.array([stand.customers.mean() for stand in stands])
    np.testing.assert_allclose(forest.expected(ground, work, 20)[:, 0], mean, rtol=0.01)


def test_the_expectation_of_many_columns_is_that_of_each():
    hunt, care = np.array([0.0, 8.0]), np.array([9.0, 2.0])
    both = forest.expected(GROUND, Work(hunt, care, 6.0), 12, 2)
    for column in range(2):
        alone = forest.expected(GROUND, Work(hunt[column], care[column], 6.0), 12)
        np.testing.assert_allclose(both[:, column], alone[:, 0])
