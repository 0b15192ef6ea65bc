"""Equal portions divided over parts: every division has its own number, and a wrong one is said in one sentence."""

from itertools import product
from math import comb

import pytest
from hypothesis import given, strategies

from kit.divisions import Division, Rounds
from kit.errors import SettingError
from kit.messages import Message
from kit.parameters import Choice
from kit.wording import Language

TASKS = tuple(Choice(key, Message(f"{key} task")) for key in ("hunt", "care", "feedback", "help"))


def division(portions, portion, parts):
    return Division(Message("days"), ",".join("0" * parts), TASKS[:parts], portions, portion, name="days")


DAYS = division(portions=12, portion=5, parts=4)
SMALL = pytest.mark.parametrize(("portions", "portion", "parts"), list(product(range(6), (1, 5), range(1, 5))))


# Numbers


@SMALL
def test_every_division_has_its_own_number_and_is_found_again(portions, portion, parts):
    one = division(portions, portion, parts)
    ways = [counts for counts in product(range(0, one.total + 1, portion), repeat=parts) if sum(counts) <= one.total]
    assert one.size == len(ways)
    assert sorted(one.index(one.together(counts)) for counts in ways) == list(range(one.size))
    for index in range(one.size):
        assert one.index(one.at(index)) == index
        one.check(one.at(index))


@given(strategies.integers(0, 300), strategies.integers(1, 4), strategies.integers(1, 100), strategies.data())
def test_large_divisions_are_found_again_too(portions, parts, portion, data):
    one = division(portions, portion, parts)
    index = data.draw(strategies.integers(0, one.size - 1))
    assert one.index(one.at(index)) == index
    assert one.together(one.counts(one.at(index))) == one.at(index)


def test_known_divisions_have_known_numbers():
    """12 portions over 4 tasks and what is left over: 16 places, of which 4 hold a bar. The first division gives nothing."""
    assert DAYS.size == comb(16, 4) == 1820
    assert [DAYS.at(index) for index in (0, 1, 1819)] == ["0,0,0,0", "0,0,0,5", "60,0,0,0"]


def test_a_value_says_what_each_part_gets():
    assert DAYS.total == 60
    assert DAYS.counts("25,20,5,10") == (25, 20, 5, 10)
    assert DAYS.together((25, 20, 5, 10)) == "25,20,5,10"


# Errors

WRONG = {
    "25,20": "“days” needs 4 numbers with commas between them, such as 0,0,0,0; “25,20” has 2.",
    "": "“days” needs 4 numbers with commas between them, such as 0,0,0,0; “” has 1.",
    None: "“days” needs 4 numbers with commas between them, such as 0,0,0,0; “None” has 1.",
    "5,x,5,5": "“days” needs a whole number for “care task”; “x” is not one.",
    "5,2.5,5,5": "“days” needs a whole number for “care task”; “2.5” is not one.",
    "5,,5,5": "“days” needs a whole number for “care task”; “” is not one.",
    "5,5,5,-5": "“help task” in “days” must be 0 or more; -5 is less.",
    "7,5,5,5": "“hunt task” in “days” can only be a multiple of 5; 7 lies between 5 and 10.",
    "25,20,15,10": "“days” adds up to 70; that is 10 more than the 60 there are.",
    "0,0,0,999999995": "“days” adds up to 999999995; that is 999999935 more than the 60 there are.",
}


@pytest.mark.parametrize(("value", "said"), WRONG.items())
def test_a_wrong_division_is_said_in_one_sentence_wherever_it_is_met(value, said):
    for meet in (DAYS.check, DAYS.counts, DAYS.index):
        with pytest.raises(SettingError) as caught:
            meet(value)
        assert str(caught.value) == said


def test_a_wrong_default_is_said_when_it_is_declared():
    with pytest.raises(SettingError, match="10 more than the 60"):
        Division(Message("days"), "70,0,0,0", TASKS, portions=12, portion=5)


def test_how_much_too_much_is_divided_is_said_in_german_too():
    with pytest.raises(SettingError) as caught:
        DAYS.check("25,20,15,10")
    assert Language("de").say(caught.value) == "„Tage“ ergibt zusammen 70, das ist um 10 mehr als die 60, die es gibt."


# Rounds: the divisions of a whole game

GAME = Rounds(
    Message("days"),
    Division(Message("days"), "0,0", tuple(Choice(key, Message(key)) for key in "ab"), 3, 10),
    4,
    "days",
)


def test_every_game_has_a_place_of_its_own_and_comes_back_from_it():
    games = [GAME.at(index) for index in range(GAME.size)]
    assert len(set(games)) == GAME.size == 1 + 10 + 10**2 + 10**3 + 10**4
    assert [GAME.index(game) for game in games] == list(range(GAME.size))


def test_a_game_that_is_not_begun_is_the_default():
    assert GAME.at(0) == GAME.default == "" and GAME.rounds("") == ()


def test_a_round_is_added_at_the_end():
    assert GAME.adding(GAME.adding("", (10, 20)), (0, 0)) == "10,20;0,0"
    assert GAME.rounds("10,20;0,0") == ((10, 20), (0, 0))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("0,0;0,0;0,0;0,0;0,0", "holds 5 rounds; the game has 4"),
        ("10,30", "10 more than the 30"),
        ("5,0", "multiple of 10"),
    ],
)
def test_a_game_that_is_not_possible_is_refused_in_one_sentence(value, sentence):
    with pytest.raises(SettingError, match=sentence):
        GAME.check(value)
