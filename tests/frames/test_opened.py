"""An opened exercise in the hands of somebody who programs: its sliders, its setting, its results and its charts."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import altair as alt
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import kit
from kit.charts import is_chart
from kit.exercises import exercises
from kit.frames.results import results
from kit.screen.pictures import ViewCharts
from kit.screen.setting_table import setting_table
from kit.screen.specification import specification
from kit.wording import Language
from kit.years import BLOCKS, joined, play

VIEWS = [
    (one.name, view.key)
    for one in exercises().values()
    for view in one.laboratory.views
    if any(is_chart(picture.kind) for picture in view.pictures)
]


def opened(name: str = "role_chain", language: str = "en", journal: bool = False):
    return kit.open(name, language, journal=journal)


# The setting


def test_setting_a_value_moves_the_sliders_and_is_a_decision():
    exercise = opened()
    exercise._page.write("predict", {"guess": "skipped"})
    for verb in exercise._page.exercise.verbs:
        getattr(exercise, verb)()
    exercise._page.skip("play")
    exercise.set(gain=0.3, handover="sheet")
    exercise.set(people_close=3)
    shown = exercise._page.steps["compare"].settings.values
    assert (shown["gain"], shown["handover"], shown["people_close"]) == (0.3, "sheet", 3)
    assert exercise.setting == replace(exercise._page.exercise.setting(), gain=0.3, handover="sheet", people_close=3)
    assert exercise._page.decided_setting == exercise.setting


def test_a_setting_is_frozen():
    with pytest.raises(FrozenInstanceError):
        opened().setting.gain = 0.3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"gain": 0.3, "gian": 0.3}, "has no setting “gian”"),
        ({"gain": 0.3, "people_close": 99}, "“people_close” must lie between 1 and 12"),
        ({"gain": 0.3, "handover": "letter"}, "there are spoken, mixed, notes, sheet, own"),
    ],
)
def test_a_wrong_value_among_right_ones_moves_nothing(values, said):
    exercise = opened()
    before = exercise._page.journal
    with pytest.raises(kit.KitError, match=said):
        exercise.set(**values)
    assert exercise.setting == exercise._page.exercise.setting() and exercise._page.journal == before


def test_values_that_do_not_fit_together_move_nothing():
    exercise = opened("customer_forest")
    with pytest.raises(kit.KitError, match="the four tasks take"):
        exercise.set(new_care_days=60)
    assert exercise.setting == exercise._page.exercise.setting()


def test_a_notebook_shows_a_setting_as_a_table_and_everything_else_as_before(monkeypatch):
    monkeypatch.setattr(InteractiveShell, "_instance", None)
    shell = InteractiveShell.instance()
    try:
        monkeypatch.setattr("kit.screen.setting_table.get_ipython", lambda: shell)
        exercise = opened(language="de")
        exercise.set(gain=0.3)
        shown, _about = shell.display_formatter.format(exercise.setting)
        assert (
            "<table" in shown["text/html"]
            and "<b>30\u00a0%</b>" in shown["text/html"]
            and "gain=0.3" in shown["text/plain"]
        )
        assert "text/html" not in shell.display_formatter.format({"gain": 0.3})[0]
    finally:
        InteractiveShell.clear_instance()


def test_what_was_changed_stands_out_beside_its_start():
    table = setting_table(Language("en"), replace(opened().setting, gain=0.3))
    assert "<td><b>30%</b></td><td>20%</td>" in table and table.count("<b>") == 1


# To oneself


def test_a_page_kept_to_oneself_reads_and_stores_nothing_and_says_so(room):
    store, room_id = room
    exercise = opened()
    page = exercise._page
    page.restore("")
    assert page.attendance is None and page.header.private and page.form().private
    assert page.header.foot == "What you try here is kept nowhere."
    exercise.set(gain=0.3)
    exercise.share()
    assert store.read(room_id) == []
    assert kit.open("role_chain", "en")._page.attendance is not None


def test_a_page_as_always_is_kept_in_the_browser():
    page = opened(journal=True)._page
    page.restore("")
    assert not page.header.private and not page.form().private and "kept in this browser" in page.header.foot


# Results and charts


def test_the_results_are_those_of_the_setting_on_the_sliders():
    exercise = opened()
    before = exercise.results()
    exercise.set(gain=0.3)
    pd.testing.assert_frame_equal(
        exercise.results(), results(exercise._page.exercise, exercise.setting, Language("en"))
    )
    assert not exercise.results().equals(before)


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_a_chart_has_the_rows_of_the_page_inside_and_can_be_restyled_and_saved(name, view, tmp_path):
    exercise = opened(name, "de")
    chart = exercise.chart(view)
    declared = next(one for one in exercise._page.exercise.laboratory.views if one.key == view)
    page = ViewCharts(exercise.words, exercise._page.exercise.laboratory, declared)
    laboratory, setting = exercise._page.exercise.laboratory, exercise.setting
    years = joined([play(laboratory, setting, declared, block) for block in range(BLOCKS)], declared)
    page.show(years.pictures, setting, False, laboratory.outcomes[0])
    parts = getattr(chart, "vconcat", [chart])
    shown = [one.widget for one, picture in zip(page.figures, declared.pictures, strict=True) if is_chart(picture.kind)]
    assert [one.data.to_dict("list") for one in parts] == [one.rows for one in shown]
    restyled = chart.configure_axis(labelFontSize=30).properties(title="Mine")
    restyled.save(tmp_path / "chart.json")
    written = restyled.to_dict()
    assert written["title"] == "Mine" and written["config"]["axis"]["labelFontSize"] == 30 and written["datasets"]
    assert chart.to_dict()["config"]["axis"]["labelFontSize"] == 13


@pytest.mark.parametrize("name", ["forest", "nothing", "", None])
def test_a_chart_that_is_not_there_is_named_with_those_that_are(name):
    with pytest.raises(kit.KitError, match="there are money, even, ground, referrals, retention"):
        opened("customer_forest").chart(name)


# The look of a person's own charts


def own_chart() -> alt.Chart:
    return alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x")


def test_charts_of_the_kit_leave_the_look_of_all_others_alone():
    code = "import altair as alt, kit; from tests.frames.test_opened import own_chart as own; before = own().to_dict(); kit.open('role_chain', 'en').chart('days').to_dict(); from kit.screen.specification import specification; specification('years', dict(axis='days', old='OLD', new='NEW', format='.1f')); print(own().to_dict() == before, alt.theme.active, 'kit' in alt.theme.names())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "True default False\n"


def test_a_look_that_a_person_has_chosen_does_not_reach_the_pages():
    labels = {"axis": "days", "old": "OLD", "new": "NEW", "format": ".1f"}
    before = specification("years", labels)
    with alt.theme.enable("dark"):
        assert specification("years", labels) == before
        assert opened().chart("days").to_dict()["config"]["background"] == "white"


def test_a_renderer_draws_without_another_host_and_only_if_it_is_asked_for():
    assert alt.renderers.active == "default" and "kit" in alt.renderers.names()
    with alt.renderers.enable("kit"):
        shown = own_chart()._repr_mimebundle_()
    data = shown[0] if isinstance(shown, tuple) else shown
    assert "application/vnd.jupyter.widget-view+json" in data and "text/html" not in data
