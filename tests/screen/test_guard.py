"""What goes wrong after a page has opened is said on the page in one calm sentence, and the log keeps the rest."""

import ast
import asyncio
from pathlib import Path

import pytest

import kit
from kit.errors import SettingError
from kit.exercises import find
from kit.messages import _
from kit.screen.facilitator.page import Facilitator
from kit.screen.journaled import FAILED, Journaled
from kit.screen.opened import OpenedExercise
from kit.screen.page import Page
from kit.screen.postponed import Postponed
from kit.screen.start_page import Overview
from kit.widgets.clock import Clock
from kit.widgets.page import SavedState
from kit.years import play
from tests.aside import aside, run_aside

WRONG = SettingError(_("“{label}” needs a number; “{value}” is not one."), label="days", value="many")
SOURCES = sorted((Path(kit.__file__).parent / "screen").rglob("*.py"))


def fails(*_given):
    raise ZeroDivisionError("a secret of the kit")


def refuses(*_given):
    raise WRONG


def message(widget, **content) -> None:
    """What the browser sends to a widget."""
    widget._handle_custom_msg(content, [])


def an_event(name="gain", value=0.3) -> dict:
    return {
        "id": "1",
        "at": "2026-01-01T00:00:00.000Z",
        "exercise": "role_chain",
        "step": "setting",
        "name": name,
        "value": value,
    }


def press(page, wrong):
    form = Journaled.form(page, actions=[{"key": "go", "label": "Go"}], on_action=wrong)
    message(form, kind="action", key="go", values={})


def decide(page, wrong):
    message(Journaled.form(page, on_events=wrong), kind="events", events=[an_event()])


def move(page, wrong):
    form = Journaled.form(page, values={"gain": 1})
    form.observe(wrong, "values")
    form.set_state({"values": {"gain": 2}})


def open_again(page, wrong):
    page.show_journal = wrong
    message(
        page.header, kind="stored", text='{{"version": 1, "events": [{}]}}'.format(str(an_event()).replace("'", '"'))
    )


def open_a_file(page, wrong):
    message(SavedState(on_opened=wrong, on_save=str, guard=page.guard), kind="opened", text="")


def save(page, wrong):
    message(SavedState(on_opened=str, on_save=wrong, guard=page.guard), kind="save")


def set_the_clock(page, wrong):
    message(Clock(on_events=wrong, guard=page.guard), kind="events", events=[])


def work_later(page, wrong):
    async def work():
        await asyncio.sleep(0)
        wrong()

    async def started():
        later = Postponed(page.guard)
        later.start(work())
        await later._task

    run_aside(started())


def work_at_once(page, wrong):
    async def work():
        wrong()

    aside(lambda: Postponed(page.guard).start(work()))  # where no loop runs, as in a plain script


def hear_from_the_room(page, wrong):
    page.guarded(wrong)([])


PLACES = [
    press,
    decide,
    move,
    open_again,
    open_a_file,
    save,
    set_the_clock,
    work_later,
    work_at_once,
    hear_from_the_room,
]
PAGES = [lambda: Page(find("role_chain"), "en"), lambda: Overview("en"), lambda: Facilitator("en")]


@pytest.mark.parametrize("made", PAGES, ids=["exercise", "start", "facilitator"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_an_error_is_said_on_the_page_and_logged(place, made, caplog):
    page = made()
    place(page, fails)
    assert page.header.problem == page.say(FAILED) and "secret" not in page.header.problem
    assert "ZeroDivisionError: a secret of the kit" in caplog.text


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_what_the_kit_refuses_is_said_in_its_own_sentence(place, caplog):
    page = Page(find("role_chain"), "de")
    place(page, refuses)
    assert page.header.problem == "„days“ braucht eine Zahl; „many“ ist keine."
    assert caplog.text == ""


def test_one_part_that_fails_does_not_keep_the_others_from_hearing(caplog):
    page, heard = Page(find("role_chain"), "en"), []
    page.listen("a step", fails)
    page.listen("another", heard.append)
    page.listen_decisions("a step", fails)
    page.listen_decisions("another", lambda: heard.append("decided"))
    page.decide_setting({"gain": 0.3})
    assert heard == [False, "decided"] and page.header.problem == page.say(FAILED)
    desk = Facilitator("en")
    desk.listen("a part", fails)
    desk.listen(7, lambda: heard.append("gathered"))
    desk.show_journal()
    assert heard[-1] == "gathered" and desk.header.problem == desk.say(FAILED)


def test_every_widget_that_hears_the_browser_has_a_guard():
    """Forms are made by their page; whoever makes anything else that works later hands its guard over."""
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(call, "func", None), "id", "")
            if name in ("Clock", "SavedState", "Header"):
                assert "guard" in [one.arg for one in call.keywords], f"{path.name}, line {call.lineno}"
            assert name != "Form" or path.name == "journaled.py", f"{path.name}, line {call.lineno}"
            if name == "Postponed":
                assert call.args[0].attr == "guard", f"{path.name}, line {call.lineno}"
            if name == "Link":
                wrapped = ast.unparse(call)
                assert "guarded" in wrapped or "**heard" in wrapped, f"{path.name}, line {call.lineno}"


def test_a_message_that_comes_twice_is_heard_once_and_confirmed_each_time(monkeypatch):
    heard, sent = [], []
    form = Journaled("en").form(
        actions=[{"key": "go", "label": "Go"}], on_action=lambda key, _values: heard.append(key)
    )
    monkeypatch.setattr(type(form), "send", lambda _form, content: sent.append(content))
    for _time in range(2):
        message(form, kind="action", key="go", values={}, id="seven")
    assert heard == ["go"] and sent == [{"kind": "heard", "id": "seven"}] * 2


# A cell that is run again


def test_a_cell_that_is_run_again_does_not_multiply_the_work(monkeypatch):
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    played = []
    monkeypatch.setattr("kit.screen.compare.play", lambda *given, **more: played.append(1) or play(*given, **more))
    desk = OpenedExercise(find("role_chain"), "en")
    desk.predict()
    desk._page.restore("")
    desk._page.write("predict", {"guess": "skipped"})
    desk._page.write("play", {"skipped": "yes"})
    counts = []
    for _time in range(3):
        for verb in ("predict", "play", "compare", "limits", "reflect", "commit", "share"):
            getattr(desk, verb)()
        played.clear()
        desk._page.change({"gain": 0.3 if len(counts) % 2 else 0.2}, live=True)
        counts.append(len(played))
    assert counts == [1, 1, 1]
    assert len(desk._page.steps) == 7


def test_a_step_that_is_made_anew_ends_what_it_had_under_way(monkeypatch):
    desk = OpenedExercise(find("role_chain"), "en")
    desk.predict()
    desk._page.restore("")
    desk._page.write("predict", {"guess": "skipped"})
    finished = []

    async def run_twice():
        async def work(name):
            await asyncio.sleep(0)
            finished.append(name)

        desk.compare()
        before = desk._page.steps["compare"]
        for one in before._laters:
            one.start(work("old"))
        desk.compare()
        for _turn in range(5):
            await asyncio.sleep(0)
        assert before.box.comm is None and not any(one._task for one in before._laters)
        for one in desk._page.steps["compare"]._laters:
            one.stop()

    run_aside(run_twice())
    assert finished == []
