"""“Who decides?”: whose turn it is, what is proposed, who explains, and when a game is over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.contract import Played
from kit.exercises.leadership.bots import BOTS, pick
from kit.exercises.leadership.decisions import cards
from kit.exercises.leadership.degrees import DEGREES, MEANINGS, NAMES
from kit.exercises.leadership.facts import facts, pairs, table, went, where
from kit.exercises.leadership.game import (
    CARDS,
    LUCK,
    MOVES,
    SETTLED,
    SIDES,
    TODAY,
    WISHED,
    Game,
    pick_name,
    read_pick,
    written_pick,
)
from kit.parameters import decided_or_default
from kit.wording import Language
from tests.exercises.leadership.plays import PLAY

PICKS = st.tuples(st.sampled_from(DEGREES), st.sampled_from(DEGREES))


def game(people: int, *picks: str, **decided) -> Game:
    return Game(
        {"begun": "yes", "people": people} | {pick_name(1, seat): one for seat, one in enumerate(picks, 1)} | decided
    )


@given(PICKS)
def test_a_pick_comes_back_as_it_went(degrees):
    assert read_pick(written_pick(*degrees)) == degrees


@pytest.mark.parametrize("broken", ["", "8,1", "0,1", "3", "3,4,5", "a,b", None, 3])
def test_what_is_no_pick_is_none(broken):
    assert read_pick(broken) is None


def test_one_after_the_other_picks_and_then_all_lie_open():
    assert game(3).turn == 1 and game(3, "1,2").turn == 2 and game(3, "1,2", "3,4", "5,6").turn is None
    assert game(3, "1,2", "3,4", "5,6").picks(1) == {1: (1, 2), 2: (3, 4), 3: (5, 6)}


def test_who_plays_alone_has_three_bots_that_wait_until_the_pick_is_in():
    assert game(1).picks(1) == {} and game(1).turn == 1
    assert list(game(1, "4,4").picks(1)) == [1, *BOTS] and game(1, "4,4").turn is None


def test_the_bots_keep_their_temper_over_all_cards_and_lucks():
    picked = {bot: [pick(bot, card, luck) for card in cards() for luck in range(1, 20)] for bot in BOTS}
    wished = [sum(one[1] for one in picked[bot]) / len(picked[bot]) for bot in BOTS]
    assert wished == sorted(wished) and wished[2] - wished[0] > 3
    assert {degree for found in picked.values() for one in found for degree in one} <= set(DEGREES)


@pytest.mark.parametrize(
    ("picks", "extremes"),
    [
        (("2,2", "2,2"), None),
        (("2,2", "2,6"), (1, 2)),
        (("6,3", "1,3"), (2, 1)),  # one wish: then what they see today
        (("4,7", "4,1", "4,4"), (2, 1)),
    ],
)
def test_the_furthest_apart_explain(picks, extremes):
    assert game(len(picks), *picks).extremes(1) == extremes


def test_the_middle_is_proposed_and_of_two_the_lower_one():
    assert [game(3, "1,7", "2,4", "7,5").proposed(side, 1) for side in SIDES] == [2, 5]
    assert [game(2, "1,7", "4,4").proposed(side, 1) for side in SIDES] == [1, 4]


def test_a_game_goes_from_card_to_card_then_through_two_weeks():
    words = Language("en")
    assert [
        words.say(where(Game(one))) for one in (PLAY.half, PLAY.one | {"weeks": "0"}, PLAY.one | {"weeks": "1"})
    ] == [
        "decision 6 of 10",
        "the week with the board of today",
        "the week with the board as wished",
    ]
    assert where(Game(PLAY.one)) is None and where(Game({})) is None and Game(PLAY.one).is_over
    assert Game(PLAY.half).weeks == {} and not Game(PLAY.half).is_over


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 99))
def test_the_same_decisions_and_the_same_luck_give_the_same_game(luck):
    one, other = (Game(PLAY.one | {LUCK.name: luck}) for _time in range(2))
    assert one.weeks == other.weeks and [one.is_lost(side) for side in SIDES] == [other.is_lost(side) for side in SIDES]


def test_a_game_can_be_lost_and_won():
    lost = {Game(PLAY.one | {LUCK.name: luck}).is_lost(side) for luck in range(1, 30) for side in SIDES}
    assert lost == {True, False}


def test_what_is_impossible_counts_as_not_decided():
    broken = PLAY.one | {SETTLED[TODAY, 3].name: "12", "luck": "none", pick_name(1, 1): "<b>"}
    assert Game(broken).now == 3 and Game(broken).luck == 1 and 1 not in Game(broken).picks(1)


def test_the_facts_of_a_game_name_every_card_and_both_weeks():
    words = Language("de")
    found = list(facts(Played("leadership", "x", Game(PLAY.one)), {}))
    shown = " ".join(words.said(part) for one in found for part in one.part)
    assert all(
        card_title in shown for card_title in ("Ein Rabatt über 10 Prozent", "Hinfahren oder eine Videokonferenz")
    )
    assert len([one for one in found if one.part and "Woche" in words.said(one.part[0])]) == 12
    assert list(facts(Played("leadership", "x", Game({"begun": "yes"})), {})) == []


def test_table_and_pairs_wait_for_the_end():
    played = Played("leadership", "x", Game(PLAY.half))
    assert table(played, {}).unfinished == ("",) and pairs(played) == []
    done = Played("leadership", "x", Game(PLAY.one))
    assert len(table(done, {}).rows) == len(CARDS) and len(pairs(done)) == 3
    assert "15" in Language("en").say(went(done.game.weeks[WISHED], WISHED))


def test_seven_degrees_have_a_name_and_a_meaning_each():
    assert list(NAMES) == list(MEANINGS) == list(DEGREES) and len(set(NAMES.values())) == 7
    assert [decided_or_default({}, move) for move in MOVES] == [move.default for move in MOVES]
