"""The rules of “Seasons”: one ground for all, nothing lost on the way, agreements that bind or not, a ground to ruin and to heal."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from kit.exercises import find
from kit.exercises.customer_forest.game import (
    BESIDE_A_FELLER,
    BINDING,
    BOT_DAYS,
    CARED,
    COPYCAT,
    DIVISION,
    FELLED,
    FELLED_ALONE,
    FELLER,
    FORESTER,
    HUMAN,
    LIMIT,
    MIRROR,
    NOBODY,
    PLAYED,
    SEASONS,
    SEATS,
    TALK_AFTER,
    TEAMS,
    Game,
    Ground,
)
from kit.models import forest

ALL_DAYS = strategies.integers(0, DIVISION.size - 1).map(lambda number: DIVISION.counts(DIVISION.at(number)))
FELL, CARE, HEAL = (60, 0, 0, 0), (20, 30, 10, 0), (0, 40, 0, 20)


def seats(*players):
    return {
        SEATS[team].name: player
        for team, player in zip(TEAMS, (*players, *(NOBODY,) * (8 - len(players))), strict=True)
    }


def days(team, *given_days):
    return {PLAYED[team].name: ";".join(DIVISION.together(one) for one in given_days)}


def played(players, *given_days, **talk):
    """A game of one team of people and bots, as far as days are given."""
    return Game(seats(*players) | days(1, *given_days) | {"talked": "done"} | talk)


def ground_of(work, teams=4, seasons=SEASONS, chance=1):
    ground = Ground(Game({"luck": chance}).setting, teams)
    for _season in range(seasons):
        ground.play(np.array([work] * teams))
    return ground


@given(
    plan=strategies.lists(strategies.tuples(ALL_DAYS, ALL_DAYS, ALL_DAYS), min_size=3, max_size=3),
    chance=strategies.integers(1, 99),
)
@settings(max_examples=20, deadline=None)
def test_no_firm_appears_or_disappears_and_every_customer_has_an_owner(plan, chance):
    ground = Ground(Game({"luck": chance}).setting, 3)
    before = ground.stand.place[:, 0] == forest.CUSTOMER
    owners = np.bincount(ground.owner[before], minlength=3)
    for work in plan:
        season = ground.play(np.array(work))
        customer = season.place == forest.CUSTOMER
        assert season.burned + season.free + season.customers.sum() == len(season.place)
        assert ((season.owner >= 0) == customer).all()
        np.testing.assert_array_equal(season.customers, owners + season.won - season.lost)
        owners = season.customers
        assert (season.earned_eur >= 0).all() and ((season.mood >= 0) & (season.mood <= 1)).all()
        assert not (season.newly & ~customer).any() and not (season.gone & customer).any()


def test_the_same_decisions_give_the_same_forest():
    one, other = (played([HUMAN, FELLER, MIRROR], *[CARE] * SEASONS).ground.seasons[-1] for _time in range(2))
    for name in ("place", "owner", "since", "mood", "root", "earned_eur"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_the_code_gives_the_same_forest():
    code, decided = (
        find("customer_forest").code,
        seats(HUMAN, HUMAN, FORESTER) | {"talked": "done", "limit": "30", "luck": 5},
    )
    decided |= days(1, *[FELL, CARE] * 6) | days(2, *[HEAL, CARE] * 6)
    defaults = {move.name: move.default for move in find("customer_forest").moves}
    again = defaults | code.decode(code.encode(defaults | decided))
    assert again == defaults | decided
    np.testing.assert_array_equal(Game(again).ground.seasons[-1].place, Game(decided).ground.seasons[-1].place)


def test_three_teams_of_people_fit_into_a_code():
    decided = seats(HUMAN, HUMAN, HUMAN, FELLER) | {"talked": "done"}
    for team in (1, 2, 3):
        decided |= days(team, *[FELL, CARE, HEAL] * 4)
    assert len(find("customer_forest").code.encode(decided).split("-")) <= 18


@pytest.mark.parametrize("chance", range(1, 7))
def test_the_ground_can_be_ruined(chance):
    ruined, cared = ground_of(FELL, chance=chance).seasons[-1], ground_of(CARE, chance=chance).seasons[-1]
    assert ruined.burned > len(ruined.place) / 2
    assert ruined.customers.sum() < cared.customers.sum() and cared.burned < len(cared.place) / 2.5


@pytest.mark.parametrize("chance", range(1, 7))
def test_a_ruined_ground_recovers_when_it_is_left_in_peace_and_amends_are_made(chance):
    ground = ground_of(FELL, seasons=6, chance=chance)
    ruined = ground.seasons[-1].burned
    for _season in range(6):
        ground.play(np.array([HEAL] * 4))
    left_alone = ground_of(FELL, seasons=6, chance=chance)
    for _season in range(6):
        left_alone.play(np.zeros((4, 4)))
    assert ground.seasons[-1].burned < ruined / 2
    assert ground.seasons[-1].burned < left_alone.seasons[-1].burned


def test_together_careful_teams_earn_more_but_a_feller_among_them_earns_most():
    luck = range(1, 13)
    totals = {
        work: np.mean([sum(one.earned_eur.sum() for one in ground_of(work, chance=chance).seasons) for chance in luck])
        for work in (FELL, CARE)
    }
    assert totals[CARE] > totals[FELL]
    mixed = np.mean(
        [
            np.sum(
                [
                    one.earned_eur
                    for one in played(
                        [HUMAN, FORESTER, FORESTER, FORESTER], *[FELL] * SEASONS, luck=chance
                    ).ground.seasons
                ],
                axis=0,
            )
            for chance in luck
        ],
        axis=0,
    )
    assert mixed[0] > mixed[1:].max()


def test_felling_pays_early_and_costs_late_and_pays_a_team_as_long_as_the_others_leave_it():
    """The known answers that the end of the game tells: thousand EUR per team in three years, mean over 60 lucks."""
    lucks = range(1, 61)

    def mean_of(*work):
        grounds = []
        for luck in lucks:
            grounds.append(Ground(Game({"luck": luck}).setting, len(work)))
            for _season in range(SEASONS):
                grounds[-1].play(np.array(work))
        return np.mean([[one.earned_eur for one in ground.seasons] for ground in grounds], axis=0) / 1000

    felled, cared, mixed = mean_of(*[FELL] * 4), mean_of(*[CARE] * 4), mean_of(FELL, CARE, CARE, CARE)
    assert (felled[:3].sum(axis=1) > cared[:3].sum(axis=1)).all()  # a season or three it is ahead
    assert (felled[4:].sum(axis=1) < cared[4:].sum(axis=1)).all()
    assert felled[-1].sum() < 0.7 * cared[-1].sum()
    assert felled.sum(axis=0).mean() == pytest.approx(FELLED, abs=3)
    assert cared.sum(axis=0).mean() == pytest.approx(CARED, abs=3)
    assert mixed.sum(axis=0)[0] == pytest.approx(FELLED_ALONE, abs=3)
    assert mixed.sum(axis=0)[1:].mean() == pytest.approx(BESIDE_A_FELLER, abs=3)


def test_every_place_that_changed_knows_in_which_month_of_the_season():
    ground = Ground(Game({}).setting, 2)
    before = ground.stand.place[:, 0].copy()
    for _season in range(3):
        season = ground.play(np.array([FELL, FELL]))
        assert (season.month[before != season.place] >= 0).all()
        assert (season.month[season.newly | season.gone] >= 0).all() and season.month.max() == 2
        before = season.place


def test_care_helps_only_those_whose_customers_they_are():
    ground = Ground(Game({}).setting, 2)
    for _season in range(4):
        ground.play(np.array([(0, 60, 0, 0), (0, 0, 0, 0)]))
    lost = np.sum([one.lost for one in ground.seasons], axis=0)
    assert lost[0] < lost[1] / 2


# Agreements


def test_a_binding_agreement_holds_everybody_and_the_rest_goes_into_care():
    game = played([HUMAN, FELLER, COPYCAT], *[FELL] * SEASONS, limit="20", bound=BINDING)
    before, after = game.ground.seasons[TALK_AFTER - 1], game.ground.seasons[TALK_AFTER]
    assert before.days[:, 0].max() == 60 and after.days[:, 0].max() == 20
    np.testing.assert_array_equal(after.days.sum(axis=1), [60, 60, 60])
    assert not after.broken


def test_an_agreement_by_word_can_be_broken_and_it_is_said_by_whom():
    game = played([HUMAN, FELLER, FORESTER, MIRROR], *[FELL] * SEASONS, limit="20")
    after = game.ground.seasons[TALK_AFTER]
    assert after.broken == (0, 1)
    assert after.days[3, 0] == 20  # the mirror keeps its word though the others do not


def test_nothing_is_agreed_before_the_talk_is_over():
    game = Game(seats(HUMAN) | days(1, *[FELL] * SEASONS) | {LIMIT.name: "10"})
    assert game.complete == TALK_AFTER and game.must_talk and game.limit is None and game.turn is None


# Bots and seats


@pytest.mark.parametrize("bot", [FELLER, FORESTER])
def test_bots_with_a_habit_keep_it(bot):
    assert [tuple(one.days[1]) for one in played([HUMAN, bot], *[CARE] * SEASONS).ground.seasons] == [
        BOT_DAYS[bot]
    ] * SEASONS


def test_the_copycat_does_what_paid_best_last_season():
    seasons = played([HUMAN, FELLER, COPYCAT], *[CARE] * SEASONS).ground.seasons
    for last, now in itertools.pairwise(seasons):
        assert tuple(now.days[2]) == tuple(last.days[last.earned_eur.argmax()])


def test_the_mirror_wins_as_hard_as_the_others_did():
    seasons = played([HUMAN, FELLER, MIRROR], *[(20, 40, 0, 0)] * SEASONS).ground.seasons
    assert [one.days[2, 0] for one in seasons[1:]] == [40] * (SEASONS - 1)


def test_one_to_eight_teams_can_play():
    for count in range(1, 9):
        assert len(played([HUMAN] + [FELLER] * (count - 1), CARE).ground.seasons[0].customers) == count


def test_a_game_that_is_not_begun_waits_for_the_first_team_of_people():
    game = Game(seats(FELLER, HUMAN, HUMAN))
    assert (game.now, game.turn, game.complete) == (1, 2, 0)
    assert Game(seats(FELLER, HUMAN, HUMAN) | days(2, CARE)).turn == 3


def test_only_days_of_a_season_that_has_not_happened_can_be_taken_back():
    two = seats(HUMAN, FELLER, HUMAN)
    assert Game(two).last_given is None
    waiting = Game(two | days(1, CARE, FELL) | days(3, CARE))
    assert (waiting.turn, waiting.last_given, waiting.taken_back(1)) == (3, 1, DIVISION.together(CARE))
    assert Game(two | {PLAYED[1].name: waiting.taken_back(1)} | days(3, CARE)).turn == 1
    assert Game(two | days(1, CARE, FELL) | days(3, CARE, FELL)).last_given is None  # the season has happened
    assert Game(seats(HUMAN, FELLER) | days(1, CARE)).last_given is None


def test_had_the_word_bound_nobody_would_have_won_beyond_it():
    game = played([HUMAN, FELLER], *[FELL] * SEASONS, limit="20")
    assert game.ground.seasons[-1].broken and not game.ground_if(bound=BINDING).seasons[-1].broken
    assert game.ground_if(bound=BINDING).seasons[-1].days[:, 0].max() == 20
    assert game.ground.seasons[-1].days[:, 0].max() == 60  # what was played stays


def test_after_twelve_seasons_the_game_is_over():
    assert played([HUMAN, FELLER], *[CARE] * SEASONS).now is None


@pytest.mark.parametrize("value", ["70,0,0,0", "5,5,5,5", "a", ";;", 7, ";".join(["0,0,0,0"] * 13)])
def test_days_that_are_not_possible_count_as_not_given(value):
    assert Game(seats(HUMAN) | {PLAYED[1].name: value}).complete == 0


def test_what_others_would_have_made_of_the_ground_starts_from_the_same_luck():
    game = played([FELLER] * 4)
    np.testing.assert_array_equal(game.if_all(FELLER).seasons[-1].place, game.ground.seasons[-1].place)
