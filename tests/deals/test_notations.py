"""A table written in any of the notations reads back the same, or the reading asks; it is never wrong without a question."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.deals.opened import open_file
from kit.deals.read import read
from kit.deals.receipt import Answers

TODAY = date(2030, 1, 1)
AMOUNTS = {
    "german": lambda value: f"{value:,.2f}".translate(str.maketrans(",.", ".,")),
    "english": lambda value: f"{value:,.2f}",
    "swiss": lambda value: f"{value:,.2f}".replace(",", "’"),
    "plain": lambda value: f"{value:.2f}",
    "comma": lambda value: f"{value:.2f}".replace(".", ","),
    "whole german": lambda value: f"{round(value):,}".replace(",", "."),
    "whole english": lambda value: f"{round(value):,}",
    "behind": lambda value: f"{abs(value):,.2f}".translate(str.maketrans(",.", ".,")) + "-" * (value < 0),
    "brackets": lambda value: f"({-value:,.2f})" if value < 0 else f"{value:,.2f}",
    "euro": lambda value: f"{value:,.2f} €".translate(str.maketrans(",.", ".,")),
}
WHOLE = {"whole german", "whole english"}
DAYS = {
    "dots": "%d.%m.%Y",
    "short": "%d.%m.%y",
    "iso": "%Y-%m-%d",
    "british": "%d/%m/%Y",
    "american": "%m/%d/%Y",
    "dashes": "%d-%m-%Y",
    "digits": "%Y%m%d",
    "time": "%d.%m.%Y 09:30",
    "moment": "%Y-%m-%dT12:00:00",
}
deal = st.tuples(
    st.integers(0, 5), st.dates(date(2000, 1, 1), date(2029, 12, 31)), st.integers(-10_000_000, 100_000_000)
)


@settings(max_examples=300, deadline=None)
@given(
    deals=st.lists(deal, min_size=2, max_size=12, unique_by=lambda one: one[2]),
    amount=st.sampled_from(list(AMOUNTS)),
    day=st.sampled_from(list(DAYS)),
    delimiter=st.sampled_from(";\t|,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_table_reads_back_the_same_or_asks(deals, amount, day, delimiter, encoding, end):
    deals = [(0, date(2001, 1, 1), 100), (1, date(2002, 1, 1), 200), *deals]  # two customers with a win
    rows = [["Kunde", "Abschlussdatum", "Betrag", "Währung"]]
    rows += [
        [f"Müller {who}", f"{when:{DAYS[day]}}", AMOUNTS[amount](cents / 100), "EUR"] for who, when, cents in deals
    ]
    content = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)
    answers = Answers(given={"repeated": "each"})
    reading = read(open_file("any.csv", content), answers, today=TODAY)
    open_keys = {question.key for question in reading.questions if question.is_open}
    if open_keys:
        assert open_keys <= {"decimal", "dates_slash", "dates_dash"}
        right = {"decimal": "comma" if amount in ("german", "comma", "whole german", "behind", "euro") else "point"}
        right |= {"dates_slash": "month" if day == "american" else "day", "dates_dash": "day"}
        answers = Answers(given={"repeated": "each", **{key: right[key] for key in open_keys}})
        reading = read(open_file("any.csv", content), answers, today=TODAY)
    assert [
        (reading.names[who], when.astype(object))
        for who, when in zip(reading.deals.customer, reading.deals.closed, strict=True)
    ] == [(f"Müller {who}", when) for who, when, _cents in deals]
    meant = [round(cents / 100) if amount in WHOLE else cents / 100 for _who, _when, cents in deals]
    np.testing.assert_allclose(reading.deals.amount, meant)


@given(days=st.lists(st.integers(-20_000, 20_000), min_size=1, max_size=5))
def test_the_serial_numbers_of_excel_are_days(days):
    from kit.deals.days import of_number

    for shift in days:
        when = date(2020, 1, 1) + timedelta(days=shift)
        serial = (when - date(1899, 12, 30)).days
        if 20_000 <= serial < 80_000:
            assert of_number(float(serial)).day == (when - date(1970, 1, 1)).days
