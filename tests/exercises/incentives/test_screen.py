"""The scenes of “Payday”: which one follows from what was decided, and what stands on it."""

import re

import pytest

from kit.exercises import find
from kit.exercises.incentives.game import DAYS, NEW, OLD, PULLED, QUARTERS, Game
from kit.exercises.incentives.screen import AGAIN, SEEN
from kit.exercises.incentives.screen_weeks import WEEKS
from kit.models.pay.setting import LEVERS
from kit.widgets.form import Form
from kit.wording import Language
from tests.screen.test_page import opened
from tests.seen import words_of

ENGLISH = Language("en")
LAST = QUARTERS[-1]


def worked(side: str, quarter: int) -> dict:
    return {DAYS[side, quarter].name: "30,15,10,5"}


def closed(*sides: str, quarters: int = LAST) -> dict:
    """Quarters from the first on, played and closed."""
    places = [(side, quarter) for side in sides for quarter in QUARTERS[:quarters]]
    return {name: value for place in places for name, value in (worked(*place) | {PULLED[place].name: "0"}).items()}


def scene(**decided):
    """The game on a page with these decisions."""
    game = find("incentives").play.screen()(opened("incentives", play={"begun": "yes"} | decided))
    game.open()
    return game


def title(game) -> str:
    return re.sub("<[^>]*>", " ", game.box.children[0].value).strip()


def said(game) -> str:
    return " ".join(words_of(game.box))


def press(game) -> None:
    """Press the main button."""
    form = next(
        one for one in game.box.children if isinstance(one, Form) and any(a.get("primary") for a in one.actions)
    )
    form._heard(form, {"kind": "action", "key": form.actions[0]["key"], "values": dict(form.values)}, [])


def test_one_quarter_is_days_then_twelve_weeks_then_the_payslip_then_the_next_days():
    game, seen = scene(), []
    for _press in range(4):
        seen.append(title(game))
        press(game)
    days = "Where do your 60 days go?"
    assert [re.sub(".*plan +", "", one) for one in seen] == [days, "Twelve weeks later", "Your payslip", days]
    assert [one[:14] for one in seen] == ["Quarter 1 of 4"] * 3 + ["Quarter 2 of 4"]


def test_between_the_years_stands_the_sum_of_the_first_and_then_the_same_year_begins():
    game = scene(**closed(OLD), **{SEEN: "old.4"})
    year = Game(closed(OLD)).years[OLD]
    assert "Your first year is over" in title(game) and ENGLISH.number(year.pay_eur) in said(game)
    assert f"30 → {year.results[-1].customers}" in said(game)
    press(game)
    assert title(game).startswith(f"Quarter 1 of {LAST}, new plan")
    assert "The same year once more" in said(game)


def test_eight_quarters_from_the_first_click_to_the_last_end_with_both_years():
    game = scene()
    for _quarter in range(2 * LAST):
        for _part in range(3):
            press(game)
        if "first year is over" in title(game):
            press(game)
    assert "Both years are over" in title(game) and game.is_over()
    assert ENGLISH.say(AGAIN) in [
        one["label"] for form in game.box.children if isinstance(form, Form) for one in form.actions
    ]


def test_a_game_that_comes_whole_from_a_code_or_an_old_file_opens_at_its_end():
    for seen in ({}, {SEEN: ""}):
        assert "Both years are over" in title(scene(**closed(OLD, NEW), **seen))


def test_a_game_begun_before_there_were_scenes_goes_on_where_it_stopped():
    assert "Your payslip" in title(scene(**closed(OLD, quarters=2)))
    assert "Twelve weeks later" in title(scene(**closed(OLD, quarters=2), **worked(OLD, 3)))


@pytest.mark.parametrize("side", [OLD, NEW])
@pytest.mark.parametrize("quarter", QUARTERS)
def test_what_the_plan_pays_is_at_hand_while_days_are_given_and_orders_pulled(side, quarter):
    before = closed(*([OLD] if side == NEW else []))
    before |= closed(side, quarters=quarter - 1)
    plan = Game({}).plan(side)
    for decided in (
        before | {SEEN: f"{side}.{quarter - 1}" if quarter > 1 else "old.4.sum"},
        before | worked(side, quarter),
    ):
        shown = said(scene(**decided))
        assert f"What the {side} plan pays" in shown
        assert ENGLISH.value(LEVERS["new"], plan.new) in shown and ENGLISH.number(plan.fixed_eur) in shown


@pytest.mark.parametrize("luck", range(1, 6))
def test_the_weeks_name_everybody_who_came_and_left_and_say_euros_beside_orders(luck):
    decided = {"luck": luck, **worked(OLD, 1)}
    ending = Game(decided).years[OLD].ending((30, 15, 10, 5))
    game = scene(**decided)
    shown = said(game)
    for one in ending.passed:
        assert f"Week {one.week}: {game.territory.firms[one.place]}" in shown.replace("\u2068", "").replace(
            "\u2069", ""
        )
        assert 1 <= one.week <= WEEKS
    assert {one.place for one in ending.passed if one.came} == set(ending.won)
    assert not ending.won or f"{ENGLISH.number(10_000 * len(ending.won))} EUR" in shown


@pytest.mark.parametrize("luck", range(1, 12))
def test_what_an_order_pulled_forward_pays_is_what_the_payslip_shows_then(luck):
    year = Game({"luck": luck}).years[OLD]
    ending = year.ending((60, 0, 0, 0))
    slips = []
    for count in range(len(ending.ready) + 1):
        slips.append(float(Game({"luck": luck}).years[OLD].play((60, 0, 0, 0), count).slip.total))
    assert ending.extra_eur == pytest.approx([slip - slips[0] for slip in slips])


def test_who_was_pressed_and_who_was_neglected_are_two_different_counts():
    idle = Game({}).years[OLD]
    for _quarter in QUARTERS:
        idle.play((0, 0, 60, 0), 0)
    assert idle.pressed == 0 and idle.neglected == idle.results[-1].customers
    hunter = [Game({"luck": luck}).years[OLD] for luck in range(1, 6)]
    for year in hunter:
        for _quarter in QUARTERS:
            year.play((60, 0, 0, 0), 3)
        assert year.pressed <= sum(len(result.pulled) for result in year.results)
    assert any(year.pressed for year in hunter)
