"""The pictures of the laboratory say what the figures say, also where a lever shows nothing."""

from dataclasses import replace

import numpy as np
import pytest

from kit.charts import ranked
from kit.charts.theme import written
from kit.exercises.redesign import true_ahead
from kit.exercises.redesign.setting import LEVERS, RedesignSetting
from kit.exercises.redesign.views import LABORATORY, OUTCOMES, VIEWS
from kit.exercises.redesign.views_levers import remarks
from kit.exercises.redesign.views_sixteen import COLUMNS, SIXTEEN, called, how_often, side_of_nothing
from kit.pictures import rows_of
from kit.wording import Language
from kit.years import BLOCKS, play

ENGLISH = Language("en")
START = RedesignSetting()


def shown(view, setting=START):
    """The rows of the picture of a view, and what is said above it."""
    (picture,), (measured,) = view.pictures, play(LABORATORY, setting, view, years=25).pictures
    return rows_of(ENGLISH, picture, measured, setting), ENGLISH.say(picture.finding(measured, setting))


def view(key: str):
    return next(one for one in VIEWS if one.key == key)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_every_picture_has_the_columns_of_its_chart_and_a_sentence(view):
    rows, sentence = shown(view)
    assert tuple(rows) == COLUMNS and len({len(column) for column in rows.values()}) == 1
    assert sentence and "{" not in sentence
    assert all(low <= value <= high for low, value, high in zip(rows["low"], rows["value"], rows["high"], strict=True))


def test_the_best_of_the_sixteen_stands_above_and_all_old_is_the_measure():
    rows, sentence = shown(view("sixteen"))
    assert rows["value"] == sorted(rows["value"], reverse=True) and len(rows["row"]) == 16
    assert rows["figure"][rows["row"].index("all OLD")] == "the measure"
    assert "None of the sixteen" in sentence


def test_a_best_combination_is_named_where_there_is_one():
    gain = np.zeros((16, 10))
    gain[0b0101] = 9_000.0
    sentence = ENGLISH.say(SIXTEEN.finding({"total": gain}, START))
    assert sentence.startswith("territory + leadership comes out best: 9.0 thousand EUR") and "100%" in sentence


def test_a_combination_is_called_by_its_new_levers():
    assert [ENGLISH.say(called(code)) for code in (0, 2, 15)] == ["all OLD", "commission", "all four NEW"]


def test_less_than_half_a_thousand_is_no_difference():
    assert [side_of_nothing(value) for value in (-0.6, -0.4, 0.0, 0.4, 0.6)] == ["behind", *["even"] * 3, "ahead"]


def test_one_year_is_not_shown_twice():
    rows, sentence = shown(view("years"), replace(START, years=1))
    assert len(rows["row"]) == 5 and "only year" in sentence


def test_what_a_picture_says_is_what_the_sentence_of_the_outcome_says():
    all_four = {"profit_eur": ("sixteen", "contributions"), "first_year_eur": ("years",)}
    for key, keys in all_four.items():
        old, new = play(LABORATORY, START, None, years=25).outcomes[key]
        amount = ENGLISH.number((np.median(new) - np.median(old)) / 1000, 1)
        assert [amount in shown(view(one))[1] for one in keys] == [True] * len(keys)


def test_the_guess_is_judged_in_the_worlds_that_the_laboratory_plays():
    blocks = [play(LABORATORY, START, None, block).outcomes["profit_eur"] for block in range(BLOCKS)]
    assert true_ahead(-1) == round(100 * float(np.mean([(new > old).mean() for old, new in blocks])))


def test_worlds_in_which_nothing_differs_are_no_worse_ones():
    values = np.array([1.0, 1.0, 0.0, -1.0])
    assert ENGLISH.say(how_often(values)) == "better in 50%, the same in 25%"
    assert ENGLISH.say(how_often(values[[0, -1]])) == "better in 50%"


def test_luck_alone_spreads_less_than_luck_and_ignorance():
    rows, _sentence = shown(view("ignorance"))
    luck, both = (high - low for low, high in zip(rows["low"], rows["high"], strict=True))
    assert luck < both


def test_at_the_start_new_is_ahead_in_one_outcome_and_behind_in_another():
    years = play(LABORATORY, START, None, years=50)
    ahead = {one.key: float(one.new_is_ahead(*years.outcomes[one.key]).mean()) for one in OUTCOMES}
    assert ahead["profit_eur"] < 0.1 and ahead["felt"] > 0.9


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "in the chain nobody owns a lead"),
        ({"inbox": "turn", "organisation": "old"}, "keeps own customers"),
        ({"delay": 0.0}, "If waiting costs no order"),
        ({"phi": 0.0}, "cost nothing in this model"),
        ({"new_asked": 1.0, "new_peer": "nobody", "new_coaching": 0.0}, "Leadership shows nothing"),
    ],
)
def test_a_lever_that_shows_nothing_says_why(changes, words):
    assert any(words in ENGLISH.say(one) for one in remarks(replace(START, **changes), {}))


def test_nothing_is_remarked_of_levers_that_stay_old():
    assert remarks(replace(START, **dict.fromkeys(LEVERS, "old")), {}) == []


def test_the_ranked_chart_is_written_with_its_layers():
    made = written(ranked.chart({"x": "thousand EUR", "format": ",.0f"}))
    assert [layer["mark"]["type"] for layer in made["layer"]] == [
        "point",
        "rect",
        "bar",
        "rule",
        "rule",
        "point",
        "text",
    ]
    assert made["height"] == {"step": 34}
    assert written(ranked.chart({"x": "x", "format": "d", "rows": 16}))["height"] == {"step": 26}
