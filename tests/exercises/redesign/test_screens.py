"""The screens of “The board meeting” without a browser: what is said, what is kept back, and that what people typed is escaped."""

import re

import pytest

from kit.contract import Played
from kit.exercises import find
from kit.exercises.redesign.common import grounds
from kit.exercises.redesign.game import Game
from kit.exercises.redesign.game_figures import aim, extremes, in_sight
from kit.exercises.redesign.game_paths import paths
from kit.exercises.redesign.roles import ROLES
from kit.exercises.redesign.screen import year_to_see
from kit.exercises.redesign.screen_end import places, result, untouched, verdict
from kit.exercises.redesign.screen_plans import band, in_view, path_in, reckoned, revealed, too_much
from kit.exercises.redesign.screen_print import printed
from kit.exercises.redesign.screen_seats import DRAWN, reasons, seats, votes
from kit.exercises.redesign.screen_year import money, picture, standing
from kit.room.entries import ROOM
from kit.wording import LANGUAGES, Language
from tests.exercises.plays import player
from tests.exercises.redesign.plays import ALL_FOUR, PLAY, table, years
from tests.seen import words_of

BOTH = pytest.mark.parametrize("language", LANGUAGES)
GAME = Game(PLAY.one)


def page_of(decided: dict, language: str = "en") -> str:
    """The page of somebody who decided this."""
    from kit.screen.opened import OpenedExercise

    exercise = find("redesign")
    opened = OpenedExercise(exercise, language)
    part = opened.play()
    opened._page.restore(player("Blue", exercise, decided).journal.to_text())
    return " ".join(words_of(part))


def test_every_seat_has_a_face_and_a_figure_of_its_own():
    assert set(DRAWN) == set(ROLES) and len(set(DRAWN.values())) == len(ROLES)
    assert seats(Language("en"), GAME).count("<li>") == len(ROLES)


def test_behind_the_curtain_nothing_is_said_of_earlier_proposals():
    shown = page_of({"begun": "yes", "people": 4, "plan.1.sales": "0010"})
    assert "Product takes the keyboard" in shown and "kit-meet-plans" not in shown and "kit-meet-reckoned" not in shown


def test_a_card_says_only_what_its_own_department_reckons():
    words, game = Language("en"), Game({"begun": "yes", "people": 1, "me": "finance"})
    said = reckoned(words, "finance", (0, 1, 1, 0))
    assert "Profit" in said and "orders" not in said and "feel sold to" not in said
    assert path_in(game, {"commission": "1", "leadership": "", "organisation": "x"}) == (0, 1, 0, 0)
    assert reckoned(words, "finance", (1, 1, 1, 1)) == "" and too_much(words, (0, 1, 1, 0)) == ""
    assert too_much(words, (1, 1, 1, 1)) == "17,500 EUR more than the budget of 30,000 EUR."


@BOTH
def test_all_proposals_lie_beside_each_other_with_whose_aim_is_in_sight(language):
    words, game = Language(language), Game(ALL_FOUR)
    shown = revealed(words, game, 1, {seat: seat for seat in game.seats})
    assert sum(shown.count(f"kit-meet-{one}") for one in ("good", "bad", "near")) == len(ROLES) ** 2
    assert shown.count("kit-meet-now") == 2 + 1 and shown.count("kit-meet-later") == 1


def test_names_are_escaped_when_all_is_revealed():
    game = Game(ALL_FOUR)
    shown = revealed(Language("en"), game, 1, dict.fromkeys(game.seats, "<img src=x>"))
    assert "<img" not in shown and "&lt;img" in shown


@BOTH
def test_bots_say_why_they_propose_and_why_they_vote(language):
    words, game = Language(language), Game({"begun": "yes", "people": 1, "me": "sales", "plan.1.sales": "0010"})
    assert reasons(words, game, 1).count("kit-meet-says") == 3
    assert votes(words, game, 1, ("commission",)).count("kit-meet-says") == 3


def test_an_aim_within_the_band_is_on_the_edge_and_not_missed():
    words = Language("en")
    for role in ROLES:
        for path in paths():
            low, high = band(role, path)
            kind = "near" if low <= aim(role) <= high else "good" if in_sight(role, path) else "bad"
            assert f"kit-meet-{kind}" in in_view(words, role, path)
    assert any("near" in in_view(words, role, path) for role in ROLES for path in paths())


def test_a_vote_says_what_its_figure_counts_and_whether_the_aim_is_lost():
    words, game = Language("en"), Game({"begun": "yes", "people": 1, "me": "finance", "plan.1.finance": "0000"})
    assert re.search(r"No\. .*\d+ orders, and I want at least 72\.", votes(words, game, 1, ("commission",)))
    half = votes(words, game, 1, ("territory",))  # half of what product wants
    assert "out of sight" not in half and "Yes. That does not bring my aim yet" in half
    assert "No. After that no lever that can be paid for leads to my aim" in votes(
        words, game, 1, ("leadership", "organisation")
    )


def test_a_bot_that_wants_no_lever_says_so_of_its_own_figure_and_its_aim():
    words = Language("en")
    game = Game(
        {"begun": "yes", "people": 1, "me": "sales", "plan.1.sales": "0000", "plan.2.sales": "0100"} | years("0100")
    )
    said = reasons(words, game, 2)
    assert "makes a customer happier" not in said
    for role in game.bots:
        if game.plans(2)[role] == game.before(2):
            content = "Leave it as it is." in said if in_sight(role, game.before(2)) else "brings me nearer" in said
            assert content


def test_years_without_a_meeting_are_looked_at_one_by_one():
    spent, usual = Game(years("0011")), Game(years("0010", "0000"))
    assert [year_to_see(spent, seen) for seen in ("", "1", "2", "3", None)] == [1, 2, 3, None, 1]
    assert [year_to_see(usual, seen) for seen in ("", "1", "2")] == [2, 2, None]
    begun = {"begun": "yes", "people": 4, "draft.seen": ""} | years("0011")
    assert "Year 1 is over" in page_of(begun) and "No lever can be paid for any more" not in page_of(begun)
    second = page_of(begun | {"draft.seen": "1"})
    assert "Year 2 is over" in second and "No lever can be paid for any more" in second


@BOTH
def test_the_welcome_and_the_end_say_what_changing_nothing_reaches(language):
    words, said = Language(language), untouched(Language(language), GAME)
    assert "88" in said and "99" in said and said in result(words, GAME)
    welcome = page_of({}, language)
    assert "88" in welcome and "99" in welcome


def test_the_end_names_ones_own_seat_and_the_bots():
    words, game = Language("en"), Game(PLAY.other)
    shown = result(words, game, "product")
    assert shown.count("kit-meet-mine") == 1 and "Vera, Sales" in shown and "<b>Product</b>" in shown


def test_a_vote_stands_before_the_picture_of_its_year():
    shown = page_of({"begun": "yes", "people": 1, "me": "sales", "draft.seen": ""} | years("0010"))
    assert shown.index("kit-meet-votes") < shown.index("kit-meet-months") < shown.index("kit-meet-standing")


@BOTH
def test_a_year_is_told_with_its_picture_and_where_each_seat_stands(language):
    words = Language(language)
    assert 'role="img"' in picture(words, GAME, 1) and "aria-label" in picture(words, GAME, 3)
    assert standing(words, GAME, 2).count("<tr>") == 1 + len(ROLES) and "EUR" in money(words, GAME, 1)


@BOTH
def test_the_end_shows_every_seat_between_its_worst_and_its_best(language):
    words = Language(language)
    shown = result(words, GAME)
    assert shown.count("kit-meet-track") >= len(ROLES) and "99" in shown and verdict(words, GAME)
    for role in ROLES:
        found = places(GAME, role)
        assert found["worst"][1] == 0 and found["best"][1] == 1 and -1e-9 <= found["played"][1] <= 1 + 1e-9
        assert found["worst"][0] == extremes(GAME.luck)[role][0][0]


def test_the_verdict_tells_won_from_lost_and_from_all_aims():
    words = Language("en")
    lost = Game({"begun": "yes"} | years("0100", "0000", "0001"))
    assert "falls apart" in verdict(words, lost) and not lost.is_won
    assert any("Everybody" in verdict(words, Game(years("0010", "0000", "0100") | {"luck": n})) for n in range(1, 20))


@BOTH
def test_a_board_is_printed_for_everybody_or_for_the_round_of_a_room(language):
    words, groups = Language(language), (("a" * 32, "Blue & Co"), ("b" * 32, "Red"))
    alone, half = Played("redesign", "Blue & Co", GAME), Played("redesign", "Half", Game(PLAY.half))
    (drawn,) = printed(words, [alone, half], {})
    assert drawn.markup.count("kit-meet-sign-") == 3 * len(ROLES) and len(drawn.said) == 3
    together = grounds(table(groups), ROOM)[0].played
    (common,) = printed(words, [together, alone], {})
    assert "1" in common.title and common.markup.startswith('<div class="kit-meet-paper">')
