"""The cohorts dataset: made by its maker, explained by its card, and sound."""

import csv
import itertools
import shutil
import subprocess
import sys
import tomllib

import pytest

from kit.places import datasets
from kit.wording import LANGUAGES

TABLE = datasets() / "cohorts.csv"
CARD = tomllib.loads((datasets() / "cohorts.toml").read_text(encoding="utf-8"))

with TABLE.open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))


def survivors(cohort):
    return [float(row["survivors_percent"]) for row in ROWS if row["cohort"] == cohort]


def test_the_maker_reproduces_the_file_byte_for_byte(tmp_path):
    maker = shutil.copy(datasets() / "cohorts.py", tmp_path)
    subprocess.run([sys.executable, maker], check=True)
    assert (tmp_path / "cohorts.csv").read_bytes() == TABLE.read_bytes()


def test_there_are_two_cohorts_of_thirteen_years_each():
    assert [(row["cohort"], int(row["year"])) for row in ROWS] == [
        (cohort, year) for cohort in ("regular", "high_end") for year in range(13)
    ]


@pytest.mark.parametrize(("cohort", "last"), [("regular", 17.3), ("high_end", 39.4)])
def test_the_customers_of_a_cohort_only_become_fewer(cohort, last):
    percents = survivors(cohort)
    assert (percents[0], percents[-1]) == (100, last)
    assert all(later < earlier for earlier, later in itertools.pairwise(percents))


@pytest.mark.parametrize("cohort", ["regular", "high_end"])
def test_who_has_stayed_longer_is_more_likely_to_stay_in_the_first_years(cohort):
    percents = survivors(cohort)
    first, fourth = percents[1] / percents[0], percents[4] / percents[3]
    assert fourth > first


def test_the_card_explains_every_column_in_every_language():
    assert list(CARD["columns"]) == list(ROWS[0])
    for text in (CARD["title"], CARD["licence"], *CARD["columns"].values()):
        assert set(text) == set(LANGUAGES) and all(text.values())
    assert "2007" in CARD["source"]
