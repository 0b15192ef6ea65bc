"""What a page does with decisions, without any browser: impossible journals, stale clicks, codes that keep up."""

from dataclasses import asdict

import pytest

from kit.exercises import exercises, find
from kit.exercises.customer_forest.game import DIVISION, PLAYED, SEASONS, SEATS
from kit.journal import Event, Journal
from kit.screen.compare import Compare
from kit.screen.limits import Limits
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.screen.share import WITHOUT_GAME, Share
from kit.widgets.form import Form

IMPOSSIBLE_TOGETHER = [
    ("customer_forest", {"new_hunt_days": 60}, "35 more than the 60 days"),
    ("incentives", {"old_cap_eur": 5_000}, "15,000 EUR below the quota"),
    ("incentives", {"new_new": 0.4, "new_quota_eur": 5_000, "new_accelerator": 4.0}, "more than the order brings"),
]


def journal(exercise: str, **steps) -> str:
    """The journal of a browser with these decisions by step."""
    events = [
        Event(f"{step}-{name}", "2026-01-01T00:00:00Z", exercise, step, name, value)
        for step, decided in steps.items()
        for name, value in decided.items()
    ]
    return Journal(tuple(events)).to_text()


def opened(name: str, **steps) -> Page:
    """A page whose guess is skipped, with all steps made that the test asks for."""
    page = Page(find(name), "en")
    Predict(page)
    page.restore(journal(name, predict={"guess": "skipped"}, **steps))
    return page


@pytest.mark.parametrize(("name", "values", "sentence"), IMPOSSIBLE_TOGETHER)
def test_values_that_do_not_fit_together_are_named_and_the_page_opens(name, values, sentence):
    page = opened(name, setting=values | {"chance": 7})
    assert sentence in page.header.note
    assert page.setting.chance == 7
    assert page.setting == page.exercise.setting(**asdict(page.setting))


@pytest.mark.parametrize("name", list(exercises()))
def test_an_axis_chosen_twice_or_unknown_does_not_break_the_map(name, monkeypatch):
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    for across, upwards in (("chance", "chance"), ("nothing", "churn"), ("gain", "gain")):
        page = opened(name, limits={"across": across, "upwards": upwards, "opened": "yes"})
        limits = Limits(page)
        limits.open()
        page.change({"chance": 3})
        assert limits.chart is not None


@pytest.mark.parametrize("name", [name for name, one in exercises().items() if {"predict", "play"} <= set(one.hints)])
def test_hints_are_there_on_request_as_long_as_they_help(name, monkeypatch):
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    page = Page(find(name), "en")
    predict = Predict(page)
    page.restore("")
    hint = predict.box.children[-1]
    assert (
        hint.value.count("<details>") == len(page.exercise.hints["predict"]) and "open" not in hint.value.split(">")[1]
    )
    predict.refresh()
    assert predict.box.children[-1] is hint  # what is unfolded stays unfolded
    page.write("predict", {"guess": "given"})
    page.unfold()
    assert hint not in predict.box.children
    game = find(name).play.screen()(page)
    game.open()
    game.refresh()
    assert page.say(page.exercise.hints["play"][-1]) in game.box.children[-1].value
    assert set(page.exercise.hints) <= set(page.exercise.verbs)


def test_a_message_of_an_impossible_value_goes_when_the_setting_is_right_again(monkeypatch):
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    page = opened("customer_forest")
    compare = Compare(page)
    compare.open()
    compare.settings.values = compare.settings.values | {"new_hunt_days": 60}
    assert "35 more" in compare.settings.message
    page.decide_setting({})
    assert compare.settings.message == ""


def test_a_second_click_on_a_screen_is_not_for_the_next_one():
    heard = []
    form = Form(actions=[{"key": "first", "label": "First"}], on_action=lambda key, _values: heard.append(key))
    click = {"kind": "action", "key": "first", "values": {}}
    form._heard(form, click, [])
    form.redo(actions=[{"key": "next", "label": "Next"}], on_action=lambda key, _values: heard.append(f"next {key}"))
    form._heard(form, click, [])
    assert heard == ["first"]


def test_a_movement_that_arrives_late_does_not_undo_what_the_kernel_put_there():
    """The browser holds movements back while the kernel is busy; a button pressed after them arrives before them."""
    page = opened("role_chain")
    form = page.steps["predict"].setting_form([])
    form.set_state({"values": dict(form.values) | {"gain": 0.35}, "seen": 0})
    assert page.setting.gain == 0.35
    page.decide_setting({})
    form.set_state({"values": dict(form.values) | {"gain": 0.4}})
    assert page.setting.gain == page.exercise.setting().gain == form.values["gain"]
    form.set_state({"values": dict(form.values) | {"gain": 0.4}, "seen": form.revision})
    assert page.setting.gain == 0.4


@pytest.mark.parametrize("movement_first", [True, False])
@pytest.mark.parametrize(("at", "gain"), [("2999-01-01T00:00:00.000Z", 0.4), ("2001-01-01T00:00:00.000Z", 0.3)])
def test_a_decision_that_counts_is_on_the_page_and_one_that_does_not_is_not(at, gain, movement_first):
    """Its movement is forgotten because the kernel had just put other values there; the page shows what the board shows."""
    page = opened("role_chain")
    form = page.steps["predict"].setting_form([])
    page.decide_setting({"gain": 0.3})
    decided = {"id": "x", "at": at, "exercise": "role_chain", "step": "setting", "name": "gain", "value": 0.4}
    arriving = [
        lambda: form.set_state({"values": dict(form.values) | {"gain": 0.4}}),
        lambda: form._heard(form, {"kind": "events", "events": [decided], "seen": 0}, []),
    ]
    for arrives in arriving if movement_first else reversed(arriving):
        arrives()
    assert page.setting.gain == form.values["gain"] == page.decided("setting")["gain"] == gain


def test_the_browser_knows_a_decision_before_it_shows_what_follows(monkeypatch):
    """Otherwise somebody could move what is seen with a stamp that is earlier, and the movement would be lost."""
    page = opened("role_chain")
    form = page.steps["predict"].setting_form([])
    before = dict(form.values)
    shown = []
    monkeypatch.setattr(type(page.header), "write", lambda _header, _events: shown.append(dict(form.values) == before))
    page.decide_setting({"gain": 0.35})
    assert shown == [True] and form.values["gain"] == 0.35


def test_a_form_whose_browser_is_ahead_is_left_in_peace():
    """Choices come as events at once and as values later: what was chosen meanwhile must not be taken back."""
    page = opened("role_chain")
    form = page.steps["predict"].setting_form([])
    page.decide_setting({})
    form.set_state({"values": dict(form.values) | {"gain": 0.4}})  # moved before, and forgotten
    decided = {
        "id": "x",
        "at": "2999-01-01T00:00:00.000Z",
        "exercise": "role_chain",
        "step": "setting",
        "name": "gain",
        "value": 0.4,
    }
    before = dict(form.values)
    form._heard(form, {"kind": "events", "events": [decided], "seen": form.revision}, [])
    assert form.values == before and page.decided("setting")["gain"] == 0.4


def forms(widget) -> list[Form]:
    """All forms within a widget, in the order in which they stand."""
    own = [widget] if isinstance(widget, Form) else []
    return own + [form for one in getattr(widget, "children", ()) for form in forms(one)]


def form_of(game) -> Form:
    """The form of a game in which a decision is made: the first that has a primary button."""
    return next(one for one in forms(game.box) if any(action.get("primary") for action in one.actions))


@pytest.mark.parametrize("name", ["incentives", "customer_forest"])
def test_a_double_click_in_a_game_decides_once(name):
    page = opened(name, play={"begun": "yes"})
    game = find(name).play.screen()(page)
    game.open()
    form = form_of(game)
    click = {"kind": "action", "key": form.actions[0]["key"], "values": dict(form.values)}
    form._heard(form, click, [])
    once = dict(page.decided("play"))
    form._heard(form, click, [])
    assert page.decided("play") == once


@pytest.fixture
def shared(monkeypatch):
    """Share steps whose summary is not played: it takes hundreds of years."""
    monkeypatch.setattr(Share, "_summary", lambda _share: "")
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())

    def made(page: Page) -> Share:
        share = Share(page)
        share.open()
        return share

    return made


def test_the_code_keeps_up_with_sliders_and_with_the_game(shared):
    page = opened("customer_forest")
    share = shared(page)
    codes = [share.saved.code]
    page.change({"new_hunt_days": 20}, live=True)
    page.hear(
        [
            {
                "id": "a",
                "at": "2026-01-02T00:00:00Z",
                "exercise": "customer_forest",
                "step": "setting",
                "name": "new_hunt_days",
                "value": 20,
            }
        ]
    )
    codes.append(share.saved.code)
    page.write("play", {PLAYED[1].name: "30,20,10,0"})
    codes.append(share.saved.code)
    assert len(set(codes)) == 3
    changed = page.exercise.code.decode(codes[-1])
    assert changed["new_hunt_days"] == 20 and changed[PLAYED[1].name] == "30,20,10,0"


def test_more_seasons_than_a_code_holds_leave_a_code_of_guess_and_setting(shared):
    page = opened("customer_forest", setting={"new_hunt_days": 20})
    share = shared(page)
    rounds = ";".join(DIVISION.at(200 - one) for one in range(SEASONS))
    page.write("play", {seat.name: "human" for seat in SEATS.values()} | {one.name: rounds for one in PLAYED.values()})
    assert share.saved.message == str(WITHOUT_GAME)
    assert page.exercise.code.decode(share.saved.code) == {"new_hunt_days": 20, "guess": "skipped"}


def test_an_impossible_move_of_a_file_leaves_the_code_as_if_it_were_not_there(shared):
    page = opened("customer_forest", play={PLAYED[1].name: "70,0,0,0"})
    assert page.exercise.code.decode(shared(page).saved.code) == {"guess": "skipped"}


def test_a_code_replaces_the_game_and_its_drafts(shared):
    page = opened("incentives", play={"draft.old.1": "5,5,5,5", "old.1.days": "10,10,10,10"})
    share = shared(page)
    share._entered(page.exercise.code.encode({"old.1.days": "60,0,0,0", "old.1.pulled": "0"}))
    played = page.decided("play")
    assert (played["old.1.days"], played["old.1.pulled"], played["draft.old.1"]) == ("60,0,0,0", "0", "")


# The games on the page


@pytest.mark.parametrize("name", ["incentives", "customer_forest"])
def test_a_game_shows_a_screen_whatever_the_journal_says(name):
    page = Page(find(name), "de")
    for decided in (
        {},
        {"opened": "yes"},
        {"begun": "yes"},
        {"begun": 7},
        {"old.1.days": "60,0,0,0"},
        {"draft.old.1": "x", "begun": "yes"},
        {seat.name: "feller" for seat in SEATS.values()},
        {"begun": "yes", "talked": "done", PLAYED[1].name: "1;2"},
        {move.name: move.at(move.size - 1) for move in page.exercise.moves},
    ):
        page = Page(find(name), "de")
        Predict(page)
        page.restore(journal(name, predict={"guess": "skipped"}, play=decided))
        game = find(name).play.screen()(page)
        game.open()
        assert game.box.children


def test_bots_that_sit_twice_can_be_told_apart():
    page = opened("customer_forest", play={"team.2": "feller", "team.3": "feller", "begun": "yes"})
    game = find("customer_forest").play.screen()(page)
    game.open()
    assert list(game.picture.widget.teams) == ["You", "Felix (2)", "Felix (3)", "Mirella"]


@pytest.mark.parametrize("name", ["incentives", "customer_forest"])
def test_a_late_message_of_the_screen_before_does_not_lose_the_days(name):
    page = opened(name, play={"begun": "yes"})
    game = find(name).play.screen()(page)
    game.open()
    form = form_of(game)
    form._heard(form, {"kind": "action", "key": form.actions[0]["key"], "values": {"team.1": "human"}}, [])
    assert any("30," in str(value) for value in page.decided("play").values())
