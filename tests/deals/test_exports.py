"""Five invented exports as systems write them, read as their `*.expected.toml` says; and what must be asked about each."""

import tomllib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kit.deals.cohorts import cohorts
from kit.deals.measures import concentration, quarter_end
from kit.deals.opened import open_file
from kit.deals.read import read
from kit.deals.receipt import Answers

EXPORTS = sorted(
    path for path in (Path(__file__).parent / "exports").iterdir() if path.with_suffix(".expected.toml").exists()
)
TODAY = date(2026, 1, 5)
ASKED = {"01_hubspot_de": {"column_amount": "2"}, "05_plain_list": {"currency": "EUR"}}
SAID = {
    "01_hubspot_de": ["9 of them ends of months"],
    "02_salesforce_en": ["5 left out (rows 48, 49, 50, 51, 52: text, no deals)"],
    "03_pipedrive_de": ["No column says whether a customer is new"],
    "04_sap_list": [
        "all rows are taken as won orders",
        "3 amounts are negative",
        "4 left out (rows 19, 32, 45, 46: totals)",
    ],
    "05_plain_list": [
        "No column says when a deal was created",
        "all rows are taken as won",
        "1 left out (row 36: totals)",
    ],
}


def reading(path: Path):
    opened = open_file(path.name, path.read_bytes())
    return read(opened, Answers(given=ASKED.get(path.stem, {})), today=TODAY)


def expected(path: Path) -> dict:
    return tomllib.loads(path.with_suffix(".expected.toml").read_text(encoding="utf-8"))


def days(values) -> list[date | None]:
    return [None if np.isnat(one) else one.astype(object) for one in values]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_all_facts_of_an_export_are_right(path):
    facts, deals = expected(path)["facts"], reading(path).deals
    won, amount = deals.is_won, np.nan_to_num(deals.amount)
    counted = {one: int((deals.status == one).sum()) for one in ("won", "lost", "open")}
    found = {
        "deals": len(deals),
        **counted,
        "customers_won": np.unique(deals.customer[won]).size,
        "won_amount": round(amount[won].sum(), 2),
        "won_amount_new": round(amount[won & (deals.kind == "new")].sum(), 2),
        "won_amount_existing": round(amount[won & (deals.kind == "existing")].sum(), 2),
        "top20_share": round(concentration(deals).share, 6),
        "quarter_end_14_days_share_of_won_deals": round(quarter_end(deals).share, 6),
        "first_closed": min(days(deals.closed[won])),
        "last_closed": max(days(deals.closed[won])),
    }
    by_cohort = cohorts(deals)
    rows = zip(by_cohort.years, by_cohort.survivors, strict=True)
    found["survivors_by_last_order"] = {str(year): row[~np.isnan(row)].tolist() for year, row in rows}
    assert found == facts


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_the_first_rows_of_an_export_are_those_expected(path):
    read_as = reading(path)
    deals = read_as.deals
    for place, row in enumerate(expected(path)["rows"]):
        assert read_as.names[deals.customer[place]] == row["cust"]
        assert (str(deals.status[place]), deals.amount[place], str(deals.kind[place])) == (
            row["status"],
            row["amount"],
            row["kind"],
        )
        assert deals.currency == row["currency"]
        assert days(deals.closed[place : place + 1]) == [row["closed"]]
        if path.stem != "05_plain_list":  # which has no day of creation
            assert days(deals.created[place : place + 1]) == [row["created"]]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_what_is_in_doubt_is_asked_and_all_else_is_said_in_the_receipt(path):
    first = read(open_file(path.name, path.read_bytes()), today=TODAY)
    asked = {question.key for question in first.questions}
    assert asked == set(ASKED.get(path.stem, {}))
    assert (first.deals is None) == any(question.is_open for question in first.questions)
    receipt = " ".join(one.message.format(**_said(one.values)) for one in reading(path).receipt.sentences())
    assert [said for said in SAID[path.stem] if said not in receipt] == []


def _said(values):
    return {
        name: one.message.format(**_said(one.values)) if hasattr(one, "message") else one
        for name, one in values.items()
    }
