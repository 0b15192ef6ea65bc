"""Sliders of a season offer what the rules allow, no more: on one screen and on common ground."""

import pytest

from kit.exercises import find
from kit.exercises.customer_forest.game import TALK_AFTER
from kit.exercises.customer_forest.screen_common import CommonGround
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.widgets.form import Form
from tests.debrief.sessions import days
from tests.exercises.plays import player

FOREST = find("customer_forest")


def sliders(**more) -> tuple[list[int], str]:
    """The most that each slider of the next season gives, and where they stand; six seasons of 40 days of winning are over."""
    page = Page(FOREST, "en")
    Predict(page)
    page.restore(
        player(
            "Blue", FOREST, {"begun": "yes"} | days(["40,10,10,0"] * TALK_AFTER, players=("feller",)) | more
        ).journal.to_text()
    )
    game = CommonGround(page)
    game.open()
    form = next(one for one in game.side.children if isinstance(one, Form))
    ((field,),) = (group["fields"] for group in form.groups)
    return [part["most"] for part in field["parts"]], form.values[field["name"]]


@pytest.mark.parametrize("drafted", ["", "60,0,0,0", "50,0,0,0"])
def test_a_binding_limit_holds_for_slider_and_draft_alike(drafted):
    most, value = sliders(limit="20", bound="binding", **{"draft.1": drafted})
    assert most == [20, 60, 60, 60] and value.startswith("20,")


@pytest.mark.parametrize("agreed", [{"limit": "20", "bound": "word"}, {"limit": "none", "bound": "binding"}])
def test_a_word_can_be_broken_and_no_limit_is_none(agreed):
    assert sliders(**agreed) == ([60] * 4, "40,10,10,0")


@pytest.mark.parametrize("drafted", ["x", 7, None, "70,0,0,0", "5,5,5,5"])
def test_an_impossible_draft_counts_as_none(drafted):
    assert sliders(**{"draft.1": drafted})[1] == "40,10,10,0"
