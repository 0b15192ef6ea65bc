"""The measures of a firm's own deals: known answers, laws, and what is said where nothing can be measured."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.deals.book import Deals
from kit.deals.cohorts import cohorts, forecast, lives, survival
from kit.deals.measures import EXPECTED_SHARE, concentration, quarter_end, revenue, time_to_close, wilson
from kit.deals.quarters import quarters
from kit.deals.read import example, read
from kit.deals.receipt import Answers
from kit.errors import KitError

FIRM = read(example(), today=date(2026, 1, 1)).deals


def deals(*rows, as_of="2025-12-31", **more) -> Deals:
    """Won deals of customer, day, amount and, if given, the day of creation; others by a fifth entry."""
    filled = [(*row, *(None, "won")[len(row) - 3 :]) for row in rows]
    customer, closed, amount, created, status = zip(*filled, strict=True)
    seen, kind = set(), []
    for who in customer:
        kind.append("existing" if who in seen else "new")
        seen.add(who)
    made = Deals(
        row=np.arange(2, len(rows) + 2),
        customer=np.array(customer, np.int64),
        created=np.array([one or "NaT" for one in created], "datetime64[D]"),
        closed=np.array(closed, "datetime64[D]"),
        status=np.array(status),
        amount=np.array(amount, float),
        kind=np.array(kind),
        currency="EUR",
        as_of=np.datetime64(as_of),
    )
    return replace(made, **more)


TWO = deals(
    (0, "2021-03-10", 100), (0, "2022-03-10", 300), (0, "2023-03-10", 200), (1, "2021-06-25", 50), (1, "2022-06-25", 50)
)


# Staying


def test_survivors_are_those_with_an_order_in_that_year_or_later():
    found = cohorts(TWO)
    assert found.years.tolist() == [2021] and found.survivors.tolist() == [[2, 2, 1, 0, 0]]


def test_the_usual_gap_says_when_a_customer_is_taken_as_lost_and_which_years_are_sure():
    found = cohorts(TWO)
    assert found.gap_years == pytest.approx(1, abs=0.01) and found.lost_after_years == pytest.approx(2, abs=0.01)
    assert found.known.tolist() == [3]  # of an order in 2023 the next one may come until the end of 2025
    assert [one.tolist() for one in found.sure] == [[2, 2, 1, 0]]


@pytest.mark.parametrize("as_of", ["2025-01-01", "2025-06-30", "2025-12-30"])
def test_the_running_year_is_never_a_loss(as_of):
    found = cohorts(
        deals((0, "2023-01-10", 1), (0, "2023-02-10", 1), (1, "2023-01-10", 1), (1, "2023-02-10", 1), as_of=as_of)
    )
    assert found.known.tolist() == [1]  # 2024 is over, 2025 is not
    assert not found.survivors[0, 1:].any()


def test_a_customer_who_may_still_order_is_there():
    found = lives(deals((0, "2024-01-01", 1), (0, "2025-01-01", 1), (1, "2020-01-01", 1), as_of="2025-11-28"))
    assert found.is_lost.tolist() == [False, True]
    curve = survival(deals((0, "2024-01-01", 1), (0, "2025-01-01", 1), (1, "2020-01-01", 1), as_of="2025-11-28"))
    assert curve.times.tolist() == [0] and curve.survival.tolist() == [0.5]


def test_the_invented_firm_has_the_churn_that_its_maker_drew():
    fit = forecast(cohorts(FIRM)).fit
    assert fit.alpha / (fit.alpha + fit.beta) == pytest.approx(0.3, abs=0.04)


def test_a_forecast_of_too_little_is_said():
    with pytest.raises(KitError, match="too little for a forecast"):
        forecast(cohorts(deals((0, "2025-03-10", 100), (1, "2025-05-10", 100))))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3000)), min_size=1, max_size=60))
def test_cohorts_hold_every_customer_once_and_only_become_fewer(rows):
    found = cohorts(deals(*((who, str(np.datetime64("2016-01-01") + day), 1.0) for who, day in rows)))
    assert found.survivors[:, 0].sum() == len({who for who, _day in rows})
    for row in found.survivors:
        assert (np.diff(row[~np.isnan(row)]) <= 0).all()


# Money


def test_revenue_is_that_of_new_and_of_existing_customers_by_quarter():
    found = revenue(TWO)
    assert str(found.starts[0]) == "2021-01-01" and found.starts.size == 9
    assert found.new.sum() == 150 and found.existing.sum() == 550 and found.new[:2].tolist() == [100, 50]


def test_all_revenue_is_counted_once():
    found, won = revenue(FIRM), FIRM.is_won
    assert found.new.sum() + found.existing.sum() == pytest.approx(FIRM.amount[won].sum())
    assert concentration(FIRM).curve[-1] == pytest.approx(1)


@pytest.mark.parametrize(("sizes", "share"), [([1] * 10, 0.2), ([91] + [1] * 9, 0.92), ([80, 20], 0.8)])
def test_the_top_fifth_brings_its_share(sizes, share):
    assert concentration(deals(*((who, "2025-03-10", size) for who, size in enumerate(sizes)))).share == pytest.approx(
        share
    )


def test_the_last_fourteen_days_of_a_quarter_are_counted_to_the_day():
    days = ("2025-03-17", "2025-03-18", "2025-03-31", "2025-04-01", "2025-12-31")
    found = quarter_end(deals(*((who, day, 1.0) for who, day in enumerate(days))))
    assert (found.won, found.late) == (5, 3) and found.low < 0.6 < found.high
    assert pytest.approx(0.153, abs=5e-4) == EXPECTED_SHARE


def test_the_band_of_a_share_is_that_of_wilson():
    assert [round(one, 3) for one in wilson(15, 24)] == [0.427, 0.788]
    assert wilson(0, 5)[0] == 0 and wilson(5, 5)[1] == 1


def test_open_and_lost_deals_are_not_at_the_end_of_a_quarter():
    assert (
        quarter_end(deals((0, "2025-03-31", 1.0), (1, "2025-02-01", 1.0), (2, "2025-03-31", 1.0, None, "open"))).late
        == 1
    )


def test_the_time_to_close_is_that_of_won_deals_with_lost_ones_beside():
    rows = [
        (n, "2025-03-31", 1.0, str(np.datetime64("2025-03-31") - took)) for n, took in enumerate((10, 20, 30, 40, 50))
    ]
    found = time_to_close(
        deals(*rows, (9, "2025-03-31", 1.0, "2025-03-01", "lost"), (8, "2025-03-31", 1.0, "2025-05-01"))
    )
    assert (found.low, found.middle, found.high) == (20, 30, 40) and found.lost.tolist() == [30]


# What cannot be measured


@pytest.mark.parametrize(
    ("measure", "given", "said"),
    [
        (cohorts, deals((0, "2025-03-31", 1.0, None, "lost")), "No deal was won"),
        (survival, deals((0, "2025-03-31", 1.0, None, "open")), "No deal was won"),
        (revenue, deals((0, "2025-03-31", np.nan)), "no amounts above zero"),
        (concentration, deals((0, "2025-03-31", -5)), "no amounts above zero"),
        (quarter_end, deals((0, "2025-03-31", 1), precision_days=31), "only known to 31 days"),
        (time_to_close, deals((0, "2025-03-31", 1)), "when it was created"),
        (quarters, deals((0, "2025-11-30", 1), as_of="2025-12-01"), "no full quarter"),
    ],
)
def test_what_cannot_be_measured_is_said(measure, given, said):
    with pytest.raises(KitError, match=said):
        measure(given)


# Quarters as a pay plan sees them


def test_quarters_are_full_ones_with_their_orders_customers_and_losses():
    rows = [
        (0, "2024-01-10", 100),
        (0, "2024-07-10", 50),
        (0, "2025-02-10", 50),
        (1, "2024-02-10", 500),
        (2, "2025-05-10", 70),
    ]
    found = quarters(deals(*rows, as_of="2025-09-30"))
    assert [str(day) for day in found.starts] == ["2024-10-01", "2025-01-01", "2025-04-01", "2025-07-01"]
    assert found.new_eur.tolist() == [0, 0, 70, 0] and found.kept_eur.tolist() == [0, 50, 0, 0]
    assert found.orders.tolist() == [0, 0, 1, 0]
    assert found.customers.tolist() == [2, 2, 1, 2]
    assert found.lost.tolist() == [0, 1, 0, 0] and found.early_eur.tolist() == [0, 500, 0, 0]


def test_customers_of_a_quarter_are_those_before_it_and_won_and_not_lost():
    found = quarters(FIRM, last=12)
    np.testing.assert_array_equal(np.diff(found.customers), (found.orders - found.lost)[:-1])


# The invented firm


def test_the_receipt_of_the_invented_firm_leaves_nothing_out():
    reading = read(example(), Answers(), today=date(2026, 1, 1))
    assert (
        reading.questions == ()
        and reading.receipt.left_out == ()
        and reading.receipt.rows == len(reading.deals) == 1100
    )
    assert reading.deals.currency == "EUR" and reading.deals.as_of <= np.datetime64("2025-11-28")


def test_no_name_is_in_what_is_printed():
    reading = read(example(), Answers(owners=True), today=date(2026, 1, 1))
    for one in (reading, reading.deals, example()):
        assert "Muster" not in repr(one) and reading.names[0] not in repr(one)
