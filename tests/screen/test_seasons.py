"""“Seasons” as scenes: what stands beside the forest, who is spoken of, what can be taken back, and what the end tells."""

import pytest

from kit.exercises import find
from kit.exercises.customer_forest.game import COPYCAT, FELLER, FORESTER, MIRROR, PLAYED, SEASONS, TALK_AFTER
from kit.exercises.customer_forest.screen import Seasons
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.widgets.form import Form
from tests.debrief.sessions import days
from tests.exercises.plays import player
from tests.seen import words_of

FOREST = find("customer_forest")
KEPT, BROKE = "20,40,0,0", "40,20,0,0"


def seasons(decided: dict, language: str = "en", name: str = "") -> Seasons:
    """The game where these decisions lead."""
    page = Page(FOREST, language)
    Predict(page)
    page.restore(player("Blue", FOREST, decided).journal.to_text())
    page.decide("start", "team", {"name": name})
    game = Seasons(page)
    game.open()
    return game


def played(count: int, *given: str, **more) -> dict:
    """The same days of these teams of people for a number of seasons, beside Felix and Mirella."""
    return (
        {"begun": "yes"} | days(*[[one] * count for one in given], players=(FELLER, MIRROR)) | {"talked": "open"} | more
    )


def said(game: Seasons) -> str:
    return " ".join(words_of(game.box))


def title(game: Seasons) -> str:
    return game.box.children[0].value


def press(game: Seasons, key: str) -> None:
    """Press a button beside the forest."""
    form = next(one for one in game.side.children if isinstance(one, Form) and one.actions)
    pressed = next(one["key"] for one in form.actions if one["key"].startswith(key))
    form._on_action(pressed, form.values)


def test_every_screen_begins_with_its_heading_and_has_the_same_forest():
    game = seasons({})
    picture = game.picture.widget
    for decided in ({}, played(1, KEPT), played(TALK_AFTER, KEPT), played(SEASONS, KEPT, talked="done")):
        game = seasons(decided)
        assert "kit-scene-title" in title(game) and game.box.children[1] is game.stage
        assert game.stage.children[0] is game.picture.widget
    assert picture is not game.picture.widget


def test_alone_bots_sit_there_before_anything_is_asked_and_little_is_said_before_the_first_decision():
    game = seasons({})
    seats = next(one for one in game.side.children if isinstance(one, Form) and one.groups)
    assert not seats.groups[0]["open"]  # the seats are folded
    assert "Felix" in said(game) and "Flora" in said(game) and "Kim" not in said(game)
    (begin,) = [one for one in game.side.children if isinstance(one, Form) and not one.groups]
    begin._on_action("go", {})
    assert "Season 1" in title(game) and game.decided["begun"] == "yes"


@pytest.mark.parametrize(("language", "you"), [("en", "You"), ("de", "Du")])
def test_a_single_team_is_called_as_the_group_or_just_you(language, you):
    assert seasons(played(1, KEPT), language).picture.widget.teams == [you, "Felix", "Mirella"]
    assert seasons(played(1, KEPT), language, "Füchse").picture.widget.teams[0].strip("\u2068\u2069") == "Füchse"
    assert seasons(played(1, KEPT, KEPT), language).picture.widget.teams[:2] == ["Team 1", "Team 2"]


def test_halfway_only_bots_that_play_speak_and_they_answer_before_anything_holds():
    game = seasons(played(TALK_AFTER, KEPT, limit="20"))
    assert "That is what I am here for" in said(game) and "who earns most" not in said(game)
    press(game, "agree")
    assert "At most 20 days, my word" in said(game) and "We shall see" in said(game)
    assert game.decided.get("talked", "open") == "open"
    press(game, "otherwise")
    assert "That is what I am here for" in said(game)
    press(game, "agree"), press(game, "agree")
    assert game.decided["talked"] == "done" and f"Season {TALK_AFTER + 1}" in title(game)


@pytest.mark.parametrize(
    ("talk", "answer"),
    [
        ({"limit": "20", "bound": "binding"}, "what can I do"),
        ({"limit": "none", "bound": "word"}, "No limit? I like you."),
    ],
)
def test_bots_answer_to_what_is_proposed(talk, answer):
    game = seasons(played(TALK_AFTER, KEPT, **talk))
    press(game, "agree")
    assert answer in said(game)


def test_without_bots_nobody_answers():
    game = seasons({"begun": "yes"} | days([KEPT] * TALK_AFTER, [KEPT] * TALK_AFTER, talked="open"))
    press(game, "agree")
    assert game.decided["talked"] == "done"


def test_days_are_taken_back_onto_the_sliders_until_the_season_happens():
    game = seasons({"begun": "yes"} | days([KEPT, BROKE], [KEPT], players=(FORESTER, COPYCAT)))
    assert "Team 2" in title(game)
    press(game, "back")
    assert game.decided[PLAYED[1].name] == KEPT and game.decided["draft.1"] == BROKE
    assert "Team 1" in title(game)
    press(game, "give")
    assert game.decided[PLAYED[1].name] == f"{KEPT};{BROKE}"


def test_alone_nothing_can_be_taken_back():
    game = seasons(played(3, KEPT))
    form = next(one for one in game.side.children if isinstance(one, Form))
    assert [one["key"] for one in form.actions] == ["give 4 1"]


def test_the_end_tells_what_became_of_the_word_and_of_the_ground_had_all_done_the_same():
    late = [KEPT] * 8 + [BROKE] + [KEPT] * 3
    decided = {"begun": "yes"} | days(late, players=(FORESTER,)) | {"talked": "done", "limit": "20"}
    told = said(seasons(decided))
    assert "Agreed: at most 20 days of winning." in told
    assert "You: season 9, 40 days. Word broken once." in told and "Kept: Flora." in told
    for sentence in ("Had it bound everybody", "felled like Felix", "worked like Flora", "roots grow slowly"):
        assert sentence in told
    assert told.count('<svg class="kit-curve"') == 2


def test_the_same_days_with_other_luck_are_played_on_request():
    game = seasons(played(SEASONS, KEPT, talked="done"))
    button = next(one for one in game.box.children if isinstance(one, Form) and "other luck" in one.actions[0]["label"])
    button._on_action("go", {})
    assert "other lucks, You:" in said(game)
