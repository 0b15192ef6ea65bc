"""What the kit knows before anything is played, as DataFrames in the reader's language."""

import pytest

import kit
from kit.evidence import cards
from kit.exercises import exercises
from kit.parameters import parameters


def test_the_exercises_are_those_that_everything_else_can_be_asked_for():
    table = kit.exercises(language="de")
    assert table.name.tolist() == list(exercises()) and table.title[0] == "Einzelkämpfer oder Kette?"
    assert table.minutes.tolist() == [one.minutes for one in exercises().values()] and set(table.steps) == {7}
    for name in table.name:
        assert len(kit.settings(name)) and len(kit.simulate(name, runs=1)) == 2


@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)
def test_every_value_of_a_setting_stands_there_with_what_is_known_of_it(exercise):
    table, known = kit.settings(exercise.name, language="en").set_index("name"), cards("en")
    declared = parameters(exercise.setting)
    assert table.index.tolist() == list(declared)
    for name, one in declared.items():
        row = table.loc[name]
        assert row["default"] == one.default and type(row["default"]) is type(one.default)
        assert row.source == (known[one.evidence].source if one.evidence else "")
        if one.choices:
            assert (
                row.choices.split(", ") == [choice.key for choice in one.choices] and row[["low", "high"]].isna().all()
            )
        else:
            assert (row.low, row.high, row.step) == (one.low, one.high, one.step) and row.choices == ""
        assert (row.unit == "share, 0 to 1") == one.percent
    assert table.label.is_unique and table.label.str.len().gt(0).all()


def test_a_default_of_the_table_can_be_given_back():
    table = kit.settings("role_chain")
    start = dict(zip(table.name, table.default, strict=True))
    assert kit.simulate("role_chain", years=2, **start).equals(kit.simulate("role_chain", years=2))


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_cards_are_there_with_what_speaks_against_them(language):
    table = kit.evidence(language=language).set_index("key")
    assert table.index.tolist() == list(cards(language)) and (table.counter != "").all()
    assert table.claim.to_dict() == {key: one.claim for key, one in cards(language).items()}


def test_a_data_set_comes_with_its_card():
    listed = kit.data(language="de")
    assert "cohorts" in listed.name.tolist() and listed.title.str.contains("Kundenjahrgänge").any()
    table = kit.data("cohorts", language="de")
    assert table.groupby("cohort").size().to_dict() == {"high_end": 13, "regular": 13}
    assert table.attrs["source"].startswith("Fader & Hardie 2007") and set(table.attrs["columns"]) == set(table.columns)
    assert "Prozent" in table.attrs["columns"]["survivors_percent"]


@pytest.mark.parametrize("name", ["cohort", "../pyproject", "", 7])
def test_a_data_set_that_is_not_there_is_named_with_those_that_are(name):
    with pytest.raises(kit.KitError, match="There is no data set .*; there are cohorts"):
        kit.data(name)
