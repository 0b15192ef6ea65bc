"""The laboratory: sides called what they are, settings kept and brought back, a link that carries one, figures to take out."""

import asyncio
import csv
import io
from dataclasses import asdict, replace

import pytest

from kit.exercises import find
from kit.parameters import values_of
from kit.screen.compare import Compare
from kit.screen.figures import Figures
from kit.screen.kept import KNOWN, PLACES, STEP, read, written
from kit.screen.limits import TILES, Limits
from kit.screen.page import Page
from kit.screen.text import text
from kit.wording import Language
from kit.years import play
from tests.screen.test_page import opened

ENGLISH = Language("en")


@pytest.fixture(autouse=True)
def at_rest(monkeypatch):
    """Nothing is played in the background."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def laboratory(name: str, **decided) -> tuple[Page, Compare]:
    page = opened(name, **decided)
    step = Compare(page)
    step.open()
    return page, step


# Sides


def test_an_old_plan_that_was_changed_is_called_so_in_sentence_table_and_pictures():
    page, step = laboratory("incentives")
    heads = [ENGLISH.say(one) for one in step.laboratory.heads(page.setting)]
    assert heads == ["OLD plan", "NEW plan"]
    page.change({"old_new": 0.05})
    assert [ENGLISH.say(one) for one in step.laboratory.heads(page.setting)] == [
        "OLD: old plan, changed",
        "NEW: new plan",
    ]
    assert "OLD: old plan, changed" in step.figures.value
    assert any("old plan, changed" in one for one in step.hundred.legend)
    (chart,) = [figure.widget for figure in step.charts[step.view.key].figures]
    assert chart.names == {"old plan": "old plan, changed"}


def test_the_marks_say_what_the_sentence_says_and_a_picture_does_not_say_it_again():
    page, step = laboratory("role_chain")
    new, old, same = step.hundred.counts
    assert new + old + same == 100 and f"in {new} chain is ahead" in step.hundred.label
    assert step.hundred.said.startswith(("Lone wolves: ", "Chain: ", "Days "))
    assert step.charts["days"].figures[0].widget.headline == ""
    step.tabs.values = {"view": "errors"}
    mistakes, felt = step.charts["errors"].figures
    assert "istakes" in mistakes.widget.headline and felt.widget.headline == "" and step.judged.key == "felt"


def test_while_a_slider_moves_the_picture_follows_at_once_and_the_table_when_it_rests(monkeypatch):
    monkeypatch.undo()  # what waits for a rest is done here
    monkeypatch.setattr("kit.screen.compare.REST_SECONDS", 0.02)

    async def moved():
        page, step = laboratory("role_chain")
        table, said = step.figures.value, step.hundred.said
        for gain in (0.35, 0.4):
            assert not page.try_values(values_of(page.setting) | {"gain": gain})
            await asyncio.sleep(0)
        assert step.hundred.said != said and step.figures.value == table
        await asyncio.sleep(0.1)
        assert step.figures.value == text(step.sentences.table(step.years, page.setting)).value != table
        page.decide_setting({"gain": 0.1})
        assert step.figures.value == text(step.sentences.table(step.years, page.setting)).value

    asyncio.run(moved())


# Kept settings


def test_three_settings_are_kept_each_once_and_brought_back_whole():
    page, step = laboratory("role_chain")
    for gain in (0.1, 0.2, 0.3):
        page.decide_setting({"gain": gain})
        step.kept._asked("keep")
    assert [one.gain for one in step.kept.settings().values()] == [0.1, 0.2, 0.3]
    assert "keep" not in [one["key"] for one in step.kept.form.actions]
    step.kept._asked("back first")
    assert page.setting == replace(page.exercise.setting(), gain=0.1) == page.decided_setting
    step.kept._asked("drop second")
    assert [one.gain for one in step.kept.settings().values()] == [0.1, 0.3]
    step.kept._asked("keep")
    assert step.kept.form.message == ENGLISH.say(KNOWN, number=1) and len(step.kept.settings()) == 2
    page.decide_setting({"gain": 0.4})
    step.kept._asked("keep")
    assert step.kept.settings()["second"].gain == 0.4


def test_kept_settings_are_there_again_with_what_differs_and_where_they_lead():
    changed = replace(find("role_chain").setting(), gain=0.3)
    page, step = laboratory("role_chain", kept={"first": written(changed), "third": "{}"})
    assert step.kept.settings() == {"first": changed, "third": page.exercise.setting()}
    shown = step.kept._table(step.kept.settings())
    assert "Setting 1" in shown and "Setting 3" in shown and "30%" in shown and "saved by specialising" in shown


@pytest.mark.parametrize("value", ["", "{", "[1]", "null", 7, None, "[" * 20_000])
def test_what_is_no_setting_leaves_its_place_free(value):
    assert read(find("role_chain"), value) is None


def test_what_a_kept_setting_cannot_be_any_more_stands_at_its_start():
    exercise = find("role_chain")
    assert read(exercise, '{"gain": 99, "leads_per_day": 9.5, "gone": 1}') == exercise.setting(leads_per_day=9.5)
    assert {STEP, *PLACES} == {"kept", "first", "second", "third"}


def test_an_impossible_setting_is_not_kept():
    page, step = laboratory("customer_forest")
    step.settings.values = step.settings.values | {"new_hunt_days": 60, "new_care_days": 60}
    step.kept._asked("keep")
    assert step.kept.settings() == {} and "nothing to keep" in step.kept.form.message


# What goes out, and what comes with a link


def link_of(step: Compare) -> str:
    return step.take_out._code()


def test_a_link_carries_the_setting_and_asks_only_before_it_replaces_own_changes():
    page, step = laboratory("incentives")
    page.decide_setting({"new_new": 0.12})
    code = link_of(step)
    other, opened_there = laboratory("incentives")
    opened_there.take_out._linked(code)
    assert other.setting == page.setting and other.decided_setting == page.setting
    own, with_own = laboratory("incentives", setting={"new_new": 0.2})
    with_own.take_out._linked(code)
    assert own.setting.new_new == 0.2 and "replaces what you have changed" in with_own.take_out.asks.message
    with_own.take_out.asks._on_action("yes", {})
    assert own.setting == page.setting


@pytest.mark.parametrize("code", ["", "nonsense", "0AB1C-2DE3F-4GH5J-6KM7N", "<script>"])
def test_a_link_with_a_broken_setting_says_so_and_changes_nothing(code):
    page, step = laboratory("role_chain")
    step.take_out._linked(code)
    assert step.take_out.buttons.message and page.setting == page.exercise.setting()


@pytest.mark.parametrize(("language", "mark", "decimal"), [("en", ",", "."), ("de", ";", ",")])
@pytest.mark.parametrize("name", ["role_chain", "incentives", "customer_forest"])
def test_the_figures_go_out_as_a_table_without_formulas(name, language, mark, decimal):
    exercise = find(name)
    setting = exercise.setting()
    years = play(exercise.laboratory, setting, None, years=20)
    text = Figures(Language(language), exercise).spreadsheet(years, setting)
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark)
    assert len(head) == 3 and len(rows) == len(asdict(setting)) + 9 * len(exercise.laboratory.outcomes)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]
    assert all(cell.replace(decimal, "").lstrip("-").isdigit() for row in rows for cell in row[1:2] if cell[:1] == "-")
    assert any(decimal in row[1] for row in rows)


@pytest.mark.parametrize(("language", "mark", "decimal"), [("en", ",", "."), ("de", ";", ",")])
def test_the_map_goes_out_as_a_table_with_a_row_for_each_field(language, mark, decimal):
    page = Page(find("role_chain"), language)
    limits = Limits(page)
    limits.open()
    limits.tiles = {(0, 0): limits._share(0, 0), (10, 0): limits._share(10, 0), (10, 10): None}
    text = limits.take_out._answers["csv"]()
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark)
    assert head[0].endswith("(%)") and len(rows) == 2 and rows[0][0] == f"1{decimal}81818"
    assert [int(row[2]) + int(row[3]) <= 100 for row in rows] == [True, True] and int(rows[1][2]) > int(rows[0][2])


@pytest.mark.parametrize(
    ("judge", "question"),
    [
        ("profit_eur", "OLD leads. The question is where NEW wins"),
        ("felt", "NEW leads. The question is where OLD wins"),
    ],
)
def test_the_fair_trial_asks_where_the_way_wins_that_is_behind_at_the_start(judge, question):
    page = opened("redesign", limits={"judge": judge})
    limits = Limits(page)
    limits.open()
    limits.tiles = {(across, upwards): (0.5, 0.5) for across in range(TILES) for upwards in range(TILES)}
    page.change({"dearness": 0.0, "churn": 0.6})
    limits._show_map()
    assert f"At the start setting {question}" in limits.progress.value
    limits.at_start[judge] = (0.6, 0.4)
    limits._show_map()
    assert "neither leads clearly" in limits.progress.value


# What was set in other exercises


def test_what_was_set_in_the_exercises_before_is_offered_taken_over_and_named():
    page, step = laboratory("redesign")
    assert [action["key"] for action in step.shelves.form.actions] == ["start"]
    page.decide("leadership", "setting", {"new_coaching": 1.0, "leads_per_day": 3})
    step.refresh()
    assert [action["key"] for action in step.shelves.form.actions] == ["start", "before"]
    assert "exercises before" not in step.origin.value
    page.change({"churn": 0.4})
    step.shelves.form._heard(None, {"kind": "action", "key": "before", "values": {}}, [])
    assert page.setting.new_coaching == 1.0 and page.setting.churn == 0.4
    assert page.decided("setting")["new_coaching"] == 1.0
    assert "From the exercises before" in step.origin.value
    step.shelves.form._heard(None, {"kind": "action", "key": "start", "values": {}}, [])
    assert page.setting == page.exercise.setting() and "exercises before" not in step.origin.value


def test_what_does_not_fit_here_is_left_as_it_was():
    page, step = laboratory("redesign")
    page.decide("leadership", "setting", {"new_coaching": 1.9, "busy": 0.4})
    step.refresh()
    step.shelves.form._heard(None, {"kind": "action", "key": "before", "values": {}}, [])
    assert page.setting.new_coaching == page.exercise.setting().new_coaching


def test_an_exercise_that_takes_nothing_over_offers_nothing():
    page, step = laboratory("incentives")
    page.decide("leadership", "setting", {"new_coaching": 1.0})
    step.refresh()
    assert [action["key"] for action in step.shelves.form.actions] == ["start"]
