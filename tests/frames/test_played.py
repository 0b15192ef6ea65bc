"""The models as DataFrames: the page's own figures, one row for each run and side, and every combination of what is asked for."""

import csv
import io
import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import kit
from kit.asked import MOST_RUNS
from kit.exercises import exercises
from kit.frames import progress
from kit.frames.progress import News, as_far_as_it_goes
from kit.frames.results import results
from kit.groups import played_years
from kit.screen.figures import Figures
from kit.wording import Language
from kit.years import BLOCKS, play

ENGLISH = Language("en")
ALL = pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)


def side(frame: pd.DataFrame, which: str, outcome: str) -> np.ndarray:
    return frame[frame["side"] == which][outcome].to_numpy()


# The figures of the page


@ALL
def test_what_is_played_is_what_the_page_shows_to_the_last_digit(exercise):
    frame, years = kit.simulate(exercise.name), played_years(exercise, exercise.setting(), BLOCKS)
    assert list(frame.columns[2:]) == list(years.outcomes) and len(frame) == 2 * years.count == 800
    for key, (old, new) in years.outcomes.items():
        np.testing.assert_array_equal(side(frame, "old", key), old)
        np.testing.assert_array_equal(side(frame, "new", key), new)


@ALL
@pytest.mark.parametrize("runs", [1, 20, 50])
def test_a_few_runs_are_those_that_the_page_plays_while_a_slider_moves(exercise, runs):
    shown = play(exercise.laboratory, exercise.setting(), None, years=runs)
    frame = kit.simulate(exercise.name, runs=runs)
    for key, (old, new) in shown.outcomes.items():
        np.testing.assert_array_equal(side(frame, "old", key), old)
        np.testing.assert_array_equal(side(frame, "new", key), new)


@ALL
def test_the_results_are_the_table_that_the_page_saves(exercise):
    setting = exercise.setting(chance=3)
    saved = Figures(ENGLISH, exercise).spreadsheet(played_years(exercise, setting, BLOCKS), setting)
    rows = list(csv.reader(io.StringIO(saved.removeprefix("\ufeff"))))[-9 * len(exercise.laboratory.outcomes) :]
    frame = results(exercise, setting, ENGLISH)
    for place, outcome in enumerate(exercise.laboratory.outcomes):
        own = rows[9 * place : 9 * place + 9]
        of_outcome = frame[frame.outcome == outcome.key]
        shown = of_outcome[["low", "middle", "high"]].to_numpy().ravel() * (100 if outcome.percent else 1)
        assert [f"{one:.6g}" for one in shown] == [row[1] for row in own[:6]]
        assert [int(row[1]) for row in own[6:8]] == of_outcome.ahead.tolist()[::-1]
        assert of_outcome.label.iloc[0] in own[0][0]


# The frame


def test_a_run_is_a_year_where_it_lasts_one_and_both_sides_stand_together():
    frame = kit.simulate("role_chain", years=3)
    assert frame.year.tolist() == [1, 1, 2, 2, 3, 3] and frame.side.tolist() == ["old", "new"] * 3
    assert kit.simulate("role_chain", runs=3).equals(frame)
    longer = kit.simulate("customer_forest", years=3, runs=2)
    assert longer.run.tolist() == [1, 1, 2, 2] and "year" not in longer.columns


def test_more_than_a_block_goes_on_where_the_page_goes_on_and_ends_where_it_was_asked_to():
    frame, whole = kit.simulate("role_chain", years=120), kit.simulate("role_chain", years=400)
    assert frame.year.max() == 120
    pd.testing.assert_frame_equal(frame[:200], whole[:200])


def test_the_seed_is_the_luck_of_the_page_and_the_same_seed_gives_the_same_years():
    asked = kit.simulate("role_chain", years=4, seed=7)
    assert asked.equals(kit.simulate("role_chain", years=4, seed=7))
    assert asked.equals(kit.simulate("role_chain", years=4, chance=7))
    assert not asked.equals(kit.simulate("role_chain", years=4))


def test_numbers_of_numpy_are_numbers():
    plain = kit.simulate("role_chain", years=2, gain=0.3, people_close=3, handover="sheet")
    typed = kit.simulate(
        "role_chain", years=np.int64(2), gain=np.float64(0.3), people_close=np.int32(3), handover=np.str_("sheet")
    )
    pd.testing.assert_frame_equal(plain, typed)


# Every combination


def test_a_sweep_plays_every_combination_as_it_would_be_played_alone():
    swept = kit.sweep("customer_forest", runs=4, churn=[0.1, 0.3], years=(3, 5), sellers=2)
    assert list(swept.columns[:4]) == ["churn", "years", "sellers", "run"] and len(swept) == 4 * 4 * 2
    for (churn, years), part in swept.groupby(["churn", "years"]):
        alone = kit.simulate("customer_forest", runs=4, churn=churn, years=years, sellers=2)
        pd.testing.assert_frame_equal(part.drop(columns=["churn", "years", "sellers"]).reset_index(drop=True), alone)


@pytest.mark.parametrize(
    "values", [[0.0, 0.2], (0.0, 0.2), np.array([0.0, 0.2]), pd.Series([0.0, 0.2]), np.arange(2) / 5]
)
def test_whatever_holds_several_values_can_be_swept(values):
    assert kit.sweep("role_chain", years=1, gain=values).gain.tolist() == [0.0, 0.0, 0.2, 0.2]


def test_what_has_one_value_only_is_held_constant():
    assert kit.sweep("role_chain", years=1, handover="sheet", people_close=range(1, 4)).people_close.nunique() == 3
    assert len(kit.sweep("role_chain")) == 100


def test_a_value_that_bears_the_name_of_an_outcome_gets_another_one():
    swept = kit.sweep("incentives", runs=1, customers=[20])
    assert list(swept.columns[:3]) == ["customers_set", "run", "side"] and "customers" in swept.columns


def test_combinations_that_do_not_fit_together_are_left_out_and_counted():
    with pytest.warns(UserWarning, match=r"Left out: 1 of 2 settings.*the four tasks take 95 days"):
        swept = kit.sweep("customer_forest", runs=1, new_care_days=[0, 60])
    assert swept.new_care_days.unique().tolist() == [0]
    with pytest.raises(kit.KitError, match="the four tasks take"):
        kit.sweep("customer_forest", runs=1, new_care_days=[60], new_hunt_days=[60])


@ALL
def test_a_sweep_of_each_exercise_covers_both_axes_of_its_map(exercise):
    across, upwards = exercise.laboratory.map_axes
    table = kit.settings(exercise.name).set_index("name")
    ends = {name: [table.low[name], table.high[name]] for name in (across, upwards)}
    swept = kit.sweep(
        exercise.name,
        runs=1,
        **{name: [type(table.default[name])(one) for one in values] for name, values in ends.items()},
    )
    assert len(swept) == 8


# What takes long


def interrupted(after: int):
    for piece in range(5):
        if piece == after:
            raise KeyboardInterrupt
        yield piece


def test_an_interruption_leaves_what_is_done_and_says_so():
    with pytest.warns(UserWarning, match="Interrupted: 2 of 5 are done and are in the result"):
        assert as_far_as_it_goes(interrupted(2), 5, "sweep", ENGLISH) == [0, 1]
    with pytest.raises(KeyboardInterrupt):
        as_far_as_it_goes(interrupted(0), 5, "sweep", ENGLISH)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_what_takes_long_says_how_far_it_is_and_clears_up_behind_itself(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "NEWS_SECONDS", 0)
    assert as_far_as_it_goes(iter(range(3)), 3, "sweep", ENGLISH) == [0, 1, 2] and terminal.getvalue() == ""
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1)
    as_far_as_it_goes(iter(range(3)), 3, "sweep", ENGLISH)
    said = terminal.getvalue()
    assert "\rsweep: 1 of 3, about 0 s left" in said and "3 of 3" in said and said.endswith(" \r")


def test_a_file_gets_no_news(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1)
    News(3, "sweep", ENGLISH).tell(1)
    assert written.getvalue() == ""


# What is wrong

WRONG = [
    ({"gian": 0.3}, "has no setting “gian”; it has leads_per_day, .*, gain, .*, chance"),
    ({"gain": 0.9}, "“gain” must lie between 0.00 and 0.40; 0.90 does not"),
    ({"gain": "0.3"}, "“gain” needs a number; “0.3” is not one"),
    ({"gain": None}, "“gain” needs a number"),
    ({"gain": True}, "“gain” needs a number"),
    ({"gain": float("nan")}, "“gain” needs a number"),
    ({"people_close": 2.5}, "“people_close” is counted in whole numbers; 2.5 is not one"),
    ({"handover": "letter"}, "“handover” has no choice “letter”; there are spoken, mixed, notes, sheet, own"),
    ({"handover": 1}, "“handover” has no choice “1”"),
    ({"years": 10_000_000}, "“years” must lie between 1 and 1,000,000; 10,000,000 does not"),
    ({"runs": 10_000_000}, "“runs” must lie between 1 and 1,000,000"),
    ({"years": 0}, "“years” must lie between 1 and 1,000,000; 0 does not"),
    ({"years": -5}, "“years” must lie between"),
    ({"years": 1.5}, "“years” is counted in whole numbers; 1.5 is not one"),
    ({"years": "many"}, "“years” needs a number; “many” is not one"),
    ({"years": [1, 2]}, "“years” needs a number"),
    ({"years": 2, "runs": 2}, "“runs” and “years” mean the same here"),
    ({"seed": 0}, "“chance” must lie between 1 and 99; 0 does not"),
    ({"seed": 2, "chance": 3}, "“seed” and “chance” mean the same here"),
]


@pytest.mark.parametrize(("asked", "said"), WRONG, ids=lambda one: str(one)[:40])
def test_what_cannot_be_played_is_one_sentence_with_what_could_be(asked, said):
    for ask in (kit.simulate, kit.sweep):
        with pytest.raises(kit.KitError, match=said):
            ask("role_chain", **asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"gain": []}, "“gain” needs at least one value; the list is empty"),
        ({"gain": np.array([])}, "“gain” needs at least one value"),
        ({"gain": [0.1, 9]}, "“gain” must lie between 0.00 and 0.40; 9.00 does not"),
        ({"gain": [0.1, [0.2]]}, "“gain” needs a number"),
        (
            {"gain": [0.1] * 1000, "years": 1001},
            "1,000 settings with 1,001 runs each are 1,001,000 runs; at most 1,000,000",
        ),
    ],
)
def test_what_cannot_be_swept_is_said_before_anything_is_played(asked, said):
    with pytest.raises(kit.KitError, match=said):
        kit.sweep("role_chain", **asked)
    assert MOST_RUNS == 1_000_000


def test_a_check_without_a_laboratory_says_who_has_one():
    with pytest.raises(
        kit.KitError, match="“culture_check” has no laboratory .*: role_chain, incentives, customer_forest"
    ):
        kit.simulate("culture_check")


def test_nothing_is_said_where_nothing_is_wrong():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kit.sweep("role_chain", years=1, gain=[0.1])
    assert replace(exercises()["role_chain"].setting(), gain=0.1).gain == 0.1
