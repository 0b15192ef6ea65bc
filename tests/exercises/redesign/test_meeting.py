"""“The board meeting”: what can be proposed and decided, who says yes, what it came to, and that luck favours no path."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.contract import LUCK, Played
from kit.exercises.redesign.facts import facts, pairs, table, where
from kit.exercises.redesign.game import ME, MEETINGS, MOVES, OPEN, Game, plan_name
from kit.exercises.redesign.game_bots import bot_plan, says_yes
from kit.exercises.redesign.game_figures import aim, aims_reached, extremes, figures, forecast, in_sight, within_reach
from kit.exercises.redesign.game_paths import (
    BITS,
    BUDGET_EUR,
    COSTS_EUR,
    NOTHING,
    YEARS,
    cost_eur,
    goes_on,
    levers_of,
    onward,
    path_of,
    paths,
    pulled_in,
    read_plan,
    with_year,
    written,
    written_plan,
)
from kit.exercises.redesign.model.meeting import LUCKS, years
from kit.exercises.redesign.roles import AIMS, ENOUGH, FINANCE, PRODUCT, ROLES, SALES, SEATED, WORKS
from kit.exercises.redesign.setting import LEVERS, RedesignSetting
from kit.parameters import decided_or_default
from kit.wording import LANGUAGES, Language
from tests.exercises.redesign.plays import ALL_FOUR, FOUR, PLAY, proposed
from tests.exercises.redesign.plays import years as decided_years

PATHS = st.sampled_from(paths())
LUCK_NUMBERS = st.integers(1, LUCKS)


def played(path, luck: int = 1) -> Game:
    """A game in which this path was decided."""
    return Game(decided_years(*(written(pulled_in(path, year)) for year in MEETINGS)) | {LUCK.name: luck})


# Paths and the budget


def test_the_budget_pays_for_any_single_lever_and_never_for_all_four():
    assert all(with_year(NOTHING, (lever,), 1) for lever in LEVERS)
    assert sum(COSTS_EUR.values()) > BUDGET_EUR and with_year(NOTHING, LEVERS, 1) is None
    assert tuple(COSTS_EUR.values()) == RedesignSetting().costs_eur


def test_there_are_as_many_paths_as_sets_that_can_be_paid_for_times_the_years_of_each_lever():
    sets = [one for one in BITS if sum(COSTS_EUR[lever] for lever in levers_of(one)) <= BUDGET_EUR]
    assert len(paths()) == sum(YEARS ** one.count("1") for one in sets) and NOTHING in paths()


@given(PATHS)
def test_no_path_overspends_and_each_comes_back_as_it_was_written(path):
    assert cost_eur(path) <= BUDGET_EUR and read_plan(written_plan(path)) == path
    assert path_of([written(pulled_in(path, year)) for year in MEETINGS]) == path


@pytest.mark.parametrize("broken", ["", "103", "10300", "4000", "a000", None, 1.5])
def test_what_is_no_proposal_is_none(broken):
    assert read_plan(broken) is None


@pytest.mark.parametrize(
    ("settled", "plan", "can"),
    [
        ((), "1230", True),
        ((), "1111", False),  # dearer than the budget
        (("1000",), "1020", True),
        (("1000",), "0020", False),  # takes back what was pulled
        (("1000",), "1010", False),  # begins in a year that is over
        (("1000", "0000"), "1030", True),
        (("1000",), "2000", False),
        (("1000", "1000"), "1000", False),  # nothing can be pulled twice
    ],
)
def test_a_proposal_goes_on_from_what_was_decided(settled, plan, can):
    assert goes_on(settled, read_plan(plan)) is can


def test_a_decision_that_overspends_or_pulls_twice_counts_as_open():
    assert Game(decided_years("1111")).settled == ()
    assert Game(decided_years("1010", "1100")).settled == ("1010",)
    assert Game(decided_years("1000", "1000", "0000")).settled == ("1000",)
    assert Game(PLAY.one | {"pulled.2": "<b>"}).settled == ("0010",)


@given(PATHS, st.integers(1, YEARS))
def test_onward_lie_the_paths_that_can_still_be_decided(path, year):
    before = tuple(when if when < year else 0 for when in path)
    settled = tuple(written(pulled_in(before, earlier)) for earlier in range(1, year))
    assert set(onward(before, year)) == {one for one in paths() if goes_on(settled, one)} and path in onward(
        before, year
    )


# A meeting


def test_one_after_the_other_proposes_and_nothing_is_open_before_all_have():
    game = Game({"begun": "yes", "people": 4} | proposed(1, SEATED[:2], FOUR[:2]))
    assert game.turn == SEATED[2] and list(game.plans(1)) == list(SEATED[:2])
    assert Game(ALL_FOUR).turn is None and list(Game(ALL_FOUR).plans(1)) == list(SEATED)


def test_bots_wait_until_all_people_have_proposed():
    alone = {"begun": "yes", "people": 1, "me": FINANCE}
    assert (
        Game(alone).plans(1) == {} and Game(alone).turn == FINANCE and set(Game(alone).bots) == set(ROLES) - {FINANCE}
    )
    assert set(Game(alone | {plan_name(1, FINANCE): "0000"}).plans(1)) == set(ROLES)
    three = Game({"begun": "yes", "people": 3} | proposed(1, SEATED[:3], FOUR[:3]))
    assert three.bots == (WORKS,) and len(three.plans(1)) == 4


@pytest.mark.parametrize("role", ROLES)
def test_a_bot_proposes_the_first_step_that_brings_most_for_its_own_figure_and_nothing_that_harms_it(role):
    plan, sign = bot_plan(role, NOTHING, 1), -1 if AIMS[role].less_is_better else 1
    assert cost_eur(plan) <= BUDGET_EUR and sign * forecast(plan)[role] >= sign * forecast(NOTHING)[role]
    singles = [one for lever in LEVERS for year in MEETINGS if (one := with_year(NOTHING, (lever,), year))]
    assert sign * forecast(plan)[role] >= max(sign * forecast(one)[role] for one in [NOTHING, *singles])


@given(PATHS, st.sampled_from(ROLES))
@settings(deadline=None, max_examples=30)
def test_a_bot_says_yes_exactly_while_its_aim_is_in_sight_or_comes_no_further_away(path, role):
    levers = pulled_in(path, 1)
    moved, sign = with_year(NOTHING, levers, 1), -1 if AIMS[role].less_is_better else 1
    assert moved is not None
    later = [one for one in paths() if goes_on((written(levers),), one)]
    is_lost = not any(in_sight(role, one) for one in later)  # of nothing settled, every aim can be reached
    comes_nearer = sign * forecast(moved)[role] >= sign * forecast(NOTHING)[role]
    assert says_yes(role, NOTHING, levers, 1) is (in_sight(role, moved) or (comes_nearer and not is_lost))


def test_no_bot_calls_its_aim_lost_while_the_budget_can_still_lead_there():
    organised = with_year(NOTHING, ("organisation",), 1) or NOTHING
    assert within_reach(PRODUCT, NOTHING, 1) and within_reach(PRODUCT, with_year(NOTHING, ("territory",), 1), 2)
    closing = [one for one in BITS if (moved := path_of((one,))) and not within_reach(PRODUCT, moved, 2)]
    assert closing and not any(says_yes(PRODUCT, NOTHING, levers_of(one), 1) for one in closing)
    assert organised != NOTHING and says_yes(PRODUCT, NOTHING, ("territory",), 1)
    assert not says_yes(PRODUCT, NOTHING, (), YEARS)  # the last year to reach it
    spent = path_of(("0011",)) or NOTHING
    assert says_yes(PRODUCT, spent, (), 2) and not within_reach(PRODUCT, spent, 2)  # out of reach either way


def test_years_without_a_lever_that_can_be_paid_for_go_by_without_a_meeting():
    game = Game(decided_years("0011", "1100"))  # leadership and organisation take the whole budget
    assert game.settled == ("0011", "0000", "0000") and game.met == 1 and game.is_over and game.still == ()
    some = Game(decided_years("1000", "0000"))
    assert some.met == len(some.settled) == 2 and some.now == 3


def test_what_was_proposed_for_later_comes_back_at_the_next_meeting_as_far_as_the_budget_goes():
    begun = {"begun": "yes", "people": 4} | proposed(1, SEATED, ("0012", "1203", "1100", "0000"))
    game = Game(begun | decided_years("1000"))
    assert [game.kept_plan(seat) for seat in SEATED] == [(1, 0, 0, 2), (1, 2, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)]
    assert Game(begun).kept_plan(SALES) == NOTHING


def test_a_motion_needs_three_of_four_votes_and_people_among_themselves_need_none():
    alone = Game({"begun": "yes", "people": 1, "me": SALES})
    for bits in BITS:
        yes = sum(alone.votes(1, levers_of(bits)).values())
        assert alone.is_carried(1, levers_of(bits)) is (1 + yes >= ENOUGH)
    assert Game(ALL_FOUR).votes(1, ("commission",)) == {} and Game(ALL_FOUR).is_carried(1, ("commission",))


def test_not_every_motion_is_carried_and_doing_nothing_always_is():
    boards = [Game({"begun": "yes", "people": 1, "me": role}) for role in ROLES]
    assert all(alone.is_carried(1, ()) for alone in boards)
    possible = [bits for bits in BITS if path_of((bits,)) is not None]
    assert any(not alone.is_carried(1, levers_of(bits)) for alone in boards for bits in possible)


def test_more_than_half_of_the_proposals_make_what_is_wanted_and_the_budget_bounds_it():
    same = {"begun": "yes", "people": 4}
    assert Game(same | proposed(1, SEATED, ("1010", "1010", "1000", "0000"))).wanted(1) == ("territory",)
    assert Game(same | proposed(1, SEATED, ("0011",) * 3 + ("1100",))).wanted(1) == ("leadership", "organisation")
    assert set(Game(same | proposed(1, SEATED, ("1110", "1110", "1110", "0001"))).wanted(1)) == set(LEVERS[:3])


def test_what_was_refused_is_kept_and_nonsense_is_not():
    assert Game({"refused.1": "0100,nonsense,0110"}).refused(1) == ("0100", "0110") and Game({}).refused(1) == ()


# What came of it


@settings(deadline=None, max_examples=25)
@given(PATHS, PATHS, st.integers(1, YEARS))
def test_until_two_paths_part_they_live_through_the_same_years_with_every_luck(one, other, year):
    """No path has better luck than another one: what differs is what was decided."""
    until = [tuple(when if 0 < when <= year else 0 for when in path) for path in (one, other)]
    if until[0] == until[1]:
        first, second = (years(path) for path in (one, other))
        assert np.array_equal(first.profit_eur[:year], second.profit_eur[:year])
        assert np.array_equal(first.won[:year], second.won[:year])


@settings(deadline=None, max_examples=25)
@given(PATHS, LUCK_NUMBERS, st.sampled_from(ROLES))
def test_no_path_of_the_budget_lies_beyond_the_worst_or_the_best_with_the_same_luck(path, luck, role):
    (worst, low), (best, high) = extremes(luck)[role]
    value = played(path, luck).value(role)
    assert min(worst, best) - 1e-9 <= value <= max(worst, best) + 1e-9
    assert [played(one, luck).value(role) for one in (low, high)] == pytest.approx([worst, best])
    assert (worst >= best) if AIMS[role].less_is_better else (best >= worst)


def test_nothing_changed_means_nothing_lost():
    game = played(NOTHING, 3)
    assert all(game.value(role) == game.untouched(role) for role in ROLES) and game.value(WORKS) == 1.0


def test_aims_are_said_in_round_figures_and_are_shares_of_what_the_old_way_brings():
    for role in ROLES:
        usual = float(figures(NOTHING)[role].mean())
        assert aim(role) == pytest.approx(AIMS[role].share * usual, abs=AIMS[role].step / 2 + 1e-9)
    assert in_sight(SALES, NOTHING) and in_sight(FINANCE, NOTHING) and in_sight(WORKS, NOTHING)
    assert not in_sight(PRODUCT, NOTHING)  # whoever changes nothing leaves one seat out


def test_a_game_can_be_won_and_lost_with_the_same_decisions_and_with_the_same_luck():
    by_luck = {played(NOTHING, luck).is_won for luck in range(1, LUCKS + 1)}
    by_path = {played(path, 1).is_won for path in paths()}
    assert by_luck == {True, False} and by_path == {True, False}


def test_the_aims_pull_apart_for_every_role_some_lever_is_good_for_it_and_bad_for_another():
    gained = {
        lever: {
            role: (-1 if AIMS[role].less_is_better else 1)
            * (forecast(with_year(NOTHING, (lever,), 1) or NOTHING)[role] - forecast(NOTHING)[role])
            for role in ROLES
        }
        for lever in LEVERS
    }
    torn = [lever for lever in LEVERS if min(gained[lever].values()) < 0 < max(gained[lever].values())]
    assert len(torn) >= 2


@pytest.mark.parametrize(("path", "three", "four"), [(NOTHING, 88, 0), ((0, 3, 1, 0), 89, 52)])
def test_how_often_boards_hold_together_is_what_the_page_of_the_models_says(path, three, four):
    held = aims_reached(path)
    assert [int((held >= count).sum()) for count in (3, 4)] == [three, four]


def test_on_average_finance_has_most_if_nothing_is_changed():
    assert max(paths(), key=lambda path: forecast(path)[FINANCE]) == NOTHING


def test_the_same_decisions_and_the_same_luck_give_the_same_game():
    one, other = Game(PLAY.one), Game(dict(PLAY.one))
    assert [one.value(role) for role in ROLES] == [other.value(role) for role in ROLES] and one.reached == other.reached


# Facts


def test_a_game_goes_from_meeting_to_meeting():
    words = Language("en")
    assert words.say(where(Game({"begun": "yes"}))) == "meeting before year 1 of 3"
    assert words.say(where(Game(PLAY.half))) == "meeting before year 2 of 3"
    assert where(Game({})) is None and where(Game(PLAY.one)) is None and Game(PLAY.one).is_over


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_name_proposals_decisions_and_every_figure(language):
    words = Language(language)
    found = list(facts(Played("redesign", "x", Game(PLAY.one)), {}))
    assert len([one for one in found if len(one.part) == 2 and one.part[0] != ""]) >= len(FOUR) + 5 * len(ROLES)
    assert all(words.said(one.what) and words.said(one.shown) for one in found)
    assert list(facts(Played("redesign", "x", Game({"begun": "yes"})), {})) == []


def test_table_and_pairs_wait_for_the_end():
    half, done = (Played("redesign", "x", Game(one)) for one in (PLAY.half, PLAY.one))
    assert table(half, {}).unfinished == ("",) and pairs(half) == []
    assert len(table(done, {}).rows) == 1 and len(pairs(done)) == len(ROLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_and_table_say_how_many_of_the_four_aims_were_reached_and_how_many_without_a_change(language):
    words, done = Language(language), Played("redesign", "x", Game(PLAY.one))
    own, untouched = (words.said(one.shown) for one in [*facts(done, {})][-2:])
    of = {"en": "of", "de": "von"}[language]
    assert (own, untouched) == (f"3 {of} 4", f"3 {of} 4") == (words.said(table(done, {}).rows[0][-1]), untouched)


def test_moves_have_defaults_that_say_nothing_was_decided():
    assert [decided_or_default({}, move) for move in MOVES] == [OPEN] * YEARS + [LUCK.default]
    assert Game({ME.name: "nobody"}).people == SEATED and Game({"people": 1, ME.name: "nobody"}).people == (SALES,)
