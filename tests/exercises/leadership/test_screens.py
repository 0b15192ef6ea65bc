"""The screens of “Who decides?” without a browser: what is said, what is kept back, and that what people typed is escaped."""

import pytest

from kit.contract import Played
from kit.exercises import find
from kit.exercises.leadership.bots import BOTS
from kit.exercises.leadership.common import grounds
from kit.exercises.leadership.game import CARDS, LUCK, SIDES, Game
from kit.exercises.leadership.model.matters import DAYS
from kit.exercises.leadership.screen_board import board, revealed
from kit.exercises.leadership.screen_bots import explains, face, team
from kit.exercises.leadership.screen_end import both_weeks, came_to, verdict
from kit.exercises.leadership.screen_print import printed
from kit.exercises.leadership.screen_week import calendar, news, outcome, so_far
from kit.room.entries import ROOM
from kit.wording import LANGUAGES, Language
from tests.exercises.leadership.plays import PLAY, table
from tests.exercises.plays import player
from tests.seen import words_of

BOTH = pytest.mark.parametrize("language", LANGUAGES)
GAME = Game(PLAY.one)


def page_of(decided: dict, language: str = "en"):
    """The page of somebody who decided this."""
    exercise = find("leadership")
    from kit.screen.opened import OpenedExercise

    opened = OpenedExercise(exercise, language)
    part = opened.play()
    opened._page.restore(player("Blue", exercise, decided).journal.to_text())
    return " ".join(words_of(part))


@BOTH
def test_every_matter_of_a_week_is_told_on_the_day_it_comes_and_on_the_day_it_ends(language):
    words = Language(language)
    for luck in range(1, 8):
        week = Game(PLAY.one | {LUCK.name: luck}).weeks[SIDES[0]]
        told = [news(words, week, day) for day in range(1, DAYS + 1)]
        for number in range(1, len(week.matters) + 1):
            assert any(f'<li value="{number}">' in day for day in told)
        assert words.number(week.gone) in so_far(words, week, DAYS)


@BOTH
def test_calendars_say_their_hours_and_hide_days_to_come(language):
    words, week = Language(language), GAME.weeks[SIDES[0]]
    monday, friday = calendar(words, week, 1), calendar(words, week, DAYS)
    assert monday.count("kit-slot-came") < friday.count("kit-slot-came") == len(week.matters) + 1  # one in the legend
    assert 'role="img"' in friday and "aria-label" in friday


@BOTH
def test_every_outcome_has_a_sentence(language):
    words, tempers = Language(language), set()
    for luck in range(1, 60):
        for decided in (PLAY.one, PLAY.other, PLAY.one | {f"today.{card}": "6" for card in CARDS}):
            game = Game(decided | {LUCK.name: luck})
            for side in SIDES:
                for one in game.weeks[side].matters:
                    temper, said = outcome(words, one)
                    tempers.add(temper)
                    assert said
    assert tempers == {"glad", "annoyed", "gone"}


@BOTH
def test_the_end_shows_both_boards_and_who_won(language):
    words = Language(language)
    assert board(words, GAME).count("<li>") == len(CARDS)
    shown = both_weeks(words, GAME)
    assert shown.count('class="kit-diary"') == 2 and "15" in verdict(words, GAME, SIDES[0])
    assert came_to(words, GAME.weeks[SIDES[0]]).count("<dd>") == 3


@BOTH
def test_every_bot_has_a_face_and_says_why_on_both_ends(language):
    words = Language(language)
    assert len({face(bot) for bot in BOTS}) == 3 and team(words).count("<li>") == 3
    assert len({explains(words, bot, is_low) for bot in BOTS for is_low in (True, False)}) == 6


def test_names_are_escaped_when_all_turn_over():
    shown = revealed(Language("en"), {1: (2, 6)}, {1: "<img src=x>"})
    assert "<img" not in shown and "&lt;img" in shown


def test_behind_the_curtain_nothing_is_said_of_earlier_picks():
    shown = page_of({"begun": "yes", "people": 3, "pick.1.1": "1,7"})
    assert "Seat 2" in shown and "kit-chip" not in shown


@BOTH
def test_a_board_is_printed_for_everybody_or_for_the_round_of_a_room(language):
    words, groups = Language(language), (("a" * 32, "Blue & Co"), ("b" * 32, "Red"))
    alone, half = Played("leadership", "Blue & Co", GAME), Played("leadership", "Half", Game(PLAY.half))
    (drawn,) = printed(words, [alone, half], {})
    assert drawn.markup.count('class="kit-sign"') == 2 * len(CARDS) and len(drawn.said) == 2
    together = grounds(table(groups), ROOM)[0].played
    (common,) = printed(words, [together, alone], {})
    assert "1" in common.title and common.markup.startswith('<div class="kit-on-paper">')
