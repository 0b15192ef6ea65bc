"""The quirks of real exports, one small file each: read as meant, or asked, never guessed."""

from datetime import date

import numpy as np
import pytest

from kit.deals.opened import open_file
from kit.deals.read import read
from kit.deals.receipt import Answers
from kit.errors import KitError
from tests.deals.files import HEADER, ods, text, xlsx

TODAY = date(2026, 1, 5)
NEXT = "Beta AG;14.04.2025;200,50;EUR"  # a second customer, whose row settles how days and amounts are written


def got(opened, columns=None, owners=False, **given):
    return read(opened, Answers(columns or {}, given, owners), today=TODAY)


def asked(reading) -> list[str]:
    return [question.key for question in reading.questions if question.is_open]


def amounts(reading) -> list[float]:
    assert asked(reading) == []
    return reading.deals.amount.tolist()


def closed(reading) -> list[str]:
    assert asked(reading) == []
    return [str(day) for day in reading.deals.closed]


def called(reading) -> list[str]:
    assert asked(reading) == []
    return [reading.names[number] for number in reading.deals.customer]


def left(reading) -> dict[str, tuple[int, ...]]:
    return {str(one.reason): one.rows for one in reading.receipt.left_out}


# Letters and cells


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_letters_are_read_in_any_encoding(encoding):
    lines = HEADER, "Müßiggang Möbel;13.03.2025;1.234,50;EUR", "Ölmühle Grünspan;14.04.2025;200,50;EUR"
    assert called(got(text(*lines, encoding=encoding))) == ["Müßiggang Möbel", "Ölmühle Grünspan"]


def test_the_euro_of_windows_and_lines_of_two_encodings_are_read():
    lines = ["Kunde;Datum;Betrag", "Müller;13.03.2025;3 €", "Beta;14.04.2025;4,50 €"]
    reading = got(open_file("a.csv", "\n".join(lines).encode("cp1252")))
    assert amounts(reading) == [3.0, 4.5] and reading.deals.currency == "EUR"
    mixed = (lines[0] + "\n" + lines[1] + "\n").encode("utf-8") + "Köhler;14.04.2025;4,50 €\n".encode("cp1252")
    assert called(got(open_file("a.csv", mixed))) == ["Müller", "Köhler"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_delimiter_is_found_and_line_breaks_within_cells_are_no_rows(delimiter):
    rows = (
        ["Kunde", "Notiz", "Datum", "Betrag", "Währung"],
        ["A", '"Weg 1\nHof ""2"""', "13.03.2025", "1.00", "EUR"],
        ["B", "x", "14.04.2025", "2.50", "EUR"],
    )
    reading = got(text(*(delimiter.join(row) for row in rows)))
    assert amounts(reading) == [1.0, 2.5] and reading.deals.row.tolist() == [2, 3]


def test_the_first_line_may_say_the_delimiter_and_a_quotation_mark_may_stand_alone():
    assert amounts(got(text("sep=;", HEADER, "A, B;13.03.2025;1,50;EUR", NEXT))) == [1.5, 200.5]
    lines = "Kunde\tTitel\tDatum\tBetrag\tWährung", 'A\t"Rohr\t13.03.2025\t1,50\tEUR', "B\tx\t14.03.2025\t2,50\tEUR"
    assert amounts(got(text(*lines))) == [1.5, 2.5]


def test_a_list_without_delimiters_is_cut_where_all_lines_are_blank():
    lines = (
        "Kunde             Datum        Betrag",
        "Alpha GmbH        13.03.2025   1.234,50",
        "Beta AG           14.04.2025      10,00",
    )
    assert amounts(got(text(*lines), currency="EUR")) == [1234.5, 10.0]


def test_entities_formulas_and_leading_zeros_are_text_and_a_customer_may_be_called_na():
    lines = (
        "Kundennummer\tKunde\tDatum\tBetrag\tWährung",
        '="00471"\tA &amp; B\t13.03.2025\t1,50\tEUR',
        "471\tNone\t14.04.2025\t2,50\tEUR",
    )
    assert called(got(text(*lines))) == ["A & B", "None"]
    for name in ("NA", "null", "=HYPERLINK(1)", "@x", "nan"):
        assert called(got(text(HEADER, f"{name};13.03.2025;1,50;EUR", NEXT)))[0] == name


def test_blanks_at_the_ends_are_no_other_customer_and_near_spellings_are_offered():
    lines = (
        HEADER,
        "Müller & Söhne GmbH;13.03.2025;1,50;EUR",
        " Müller & Söhne  GmbH ;14.03.2025;1,50;EUR",
        "Mueller und Soehne;15.03.2025;1,50;EUR",
        NEXT,
    )
    reading = got(text(*lines))
    assert len(set(called(reading))) == 3 and [one.key for one in reading.questions] == ["alike"]
    assert len(set(called(got(text(*lines), alike="same")))) == 2


def test_several_numbers_in_one_cell_are_asked():
    lines = (
        "Company ID;Close Date;Amount;Currency",
        "101;2025-03-13;1.50;EUR",
        '"101;102";2025-03-14;2.50;EUR',
        "103;2025-03-15;2.50;EUR",
    )
    lines = [line.replace('"', "").replace("101;102", '"101;102"') for line in lines]
    opened = text(*lines)
    assert asked(got(opened)) == ["joined_customer_number"]
    assert len(set(called(got(opened, joined_customer_number="first")))) == 2


# Amounts


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("12.5", 12.5),
        ("1’234.50", 1234.5),
        ("12'345.50", 12345.5),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50\u00a0€", 1234.5),
        ("CHF 12.00", 12.0),
        ("1.234,56-", -1234.56),
        ("\u22125", -5.0),
        ("(5,00)", -5.0),
        ("-1.234.567", -1234567.0),
        ("$ 1,000,000", 1e6),
        ("12,-", 12.0),
        ("0.123", 0.123),
        (",50", 0.5),
        ("12 T€", 12000.0),
        ("1.2E+3", 1200.0),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_any_notation(cell, value):
    reading = got(text("Kunde;Datum;Betrag", f"A;13.03.2025;{cell}", "B;14.04.2025;7"), currency="EUR", unit="no")
    assert amounts(reading) == [pytest.approx(value), 7.0]


@pytest.mark.parametrize(
    ("cells", "comma", "point"),
    [(["1.234"], 1234.0, 1.234), (["1,234", "5"], 1.234, 1234.0), (["12.500", "7.25"], 12500.0, 12.5)],
)
def test_what_can_be_thousands_or_decimals_is_asked(cells, comma, point):
    opened = text(
        "Kunde;Datum;Betrag;Währung", *(f"K{n};{13 + n}.03.2025;{cell};EUR" for n, cell in enumerate([*cells, "3"]))
    )
    reading = got(opened)
    assert asked(reading) == ["decimal"] and reading.questions[0].examples == (cells[0],)
    assert amounts(got(opened, decimal="comma"))[0] == comma and amounts(got(opened, decimal="point"))[0] == point


def test_another_cell_settles_thousands():
    assert amounts(got(text(HEADER, "A;13.03.2025;1.234;EUR", NEXT))) == [1234.0, 200.5]


def test_amounts_in_several_currencies_are_asked_and_the_others_left_out():
    lines = HEADER, "A;13.03.2025;1,50;EUR", "B;14.03.2025;1,50;EUR", "C;15.03.2025;2,50;CHF"
    assert asked(got(text(*lines))) == ["currency"]
    reading = got(text(*lines), currency="EUR")
    assert amounts(reading) == [1.5, 1.5] and left(reading) == {"another currency": (4,)}


def test_without_a_currency_it_is_asked_and_a_header_may_name_it_and_thousands():
    assert asked(got(text("Kunde;Datum;Betrag", "A;13.03.2025;1,50", "B;14.03.2025;2,50"))) == ["currency"]
    assert got(text("Kunde;Datum;Betrag (CHF)", "A;13.03.2025;1,50", "B;14.03.2025;2,50")).deals.currency == "CHF"
    opened = text("Kunde;Datum;Umsatz in TEUR", "A;13.03.2025;1,50", "B;14.03.2025;2,50")
    assert asked(got(opened)) == ["unit"]
    assert amounts(got(opened, unit="yes")) == [1500.0, 2500.0] and amounts(got(opened, unit="no")) == [1.5, 2.5]


def test_the_currency_before_its_amount_belongs_to_it():
    lines = (
        "Account Name,Close Date,Amount Currency,Amount,Amount (converted) Currency,Amount (converted)",
        "A,2025-03-13,USD,10.50,EUR,9.50",
        "B,2025-03-14,USD,20.50,EUR,19.50",
    )
    assert asked(got(text(*lines))) == ["column_amount"]
    one, other = got(text(*lines), column_amount="3"), got(text(*lines), column_amount="5")
    assert (one.deals.currency, amounts(one)) == ("USD", [10.5, 20.5]) and (other.deals.currency, amounts(other)) == (
        "EUR",
        [9.5, 19.5],
    )


def test_a_currency_without_cents_with_two_decimals_is_asked():
    opened = text(HEADER, "A;13.03.2025;111,00;JPY", "B;14.03.2025;222,00;JPY")
    assert asked(got(opened)) == ["hundredth"] and amounts(got(opened, hundredth="yes")) == [11100.0, 22200.0]


def test_an_amount_that_is_none_is_left_out_and_said():
    reading = got(text(HEADER, "A;13.03.2025;nach Aufwand;EUR", "B;13.03.2025;1,50;EUR", NEXT))
    assert left(reading) == {"an amount that cannot be read": (2,)}


# Days


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03.04.2025", "2025-04-03"),
        ("03.04.25", "2025-04-03"),
        ("2025-04-03", "2025-04-03"),
        ("2025-04-03T09:30:00+02:00", "2025-04-03"),
        ("3. April 2025", "2025-04-03"),
        ("03-Apr-2025", "2025-04-03"),
        ("Apr 3, 2025", "2025-04-03"),
        ("3. Mrz 2025", "2025-03-03"),
        ("Do, 03.04.2025 17:05", "2025-04-03"),
        ("20250403", "2025-04-03"),
        ("45750", "2025-04-03"),
        ("1743672600000", "2025-04-03"),
        ("KW 14/2025", "2025-04-03"),
        ("2025-W14", "2025-04-03"),
        ("April 2025", "2025-04-15"),
        ("04/2025", "2025-04-15"),
        ("Q2 2025", "2025-05-15"),
        ("2025", "2025-07-01"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_notation(cell, day):
    reading = got(text(HEADER, f'A;"{cell}";1,50;EUR', f'B;"{cell}";2,50;EUR'), zone="utc")
    assert closed(reading) == [day, day]


def test_days_with_strokes_are_asked_unless_one_above_twelve_settles_them():
    opened = text("Account,Close Date,Amount,Currency", "A,03/04/2025,1.50,EUR", "B,05/06/2025,2.50,EUR")
    reading = got(opened)
    assert asked(reading) == ["dates_slash"] and [one.key for one in reading.questions[0].choices] == ["day", "month"]
    assert closed(got(opened, dates_slash="day")) == ["2025-04-03", "2025-06-05"]
    assert closed(got(opened, dates_slash="month")) == ["2025-03-04", "2025-05-06"]
    settled = text(
        "Account,Close Date,Created Date,Amount,Currency",
        "A,03/04/2025,1/31/2025,1.50,EUR",
        "B,05/06/2025,2/1/2025,2.50,EUR",
    )
    assert closed(got(settled)) == ["2025-03-04", "2025-05-06"]


def test_days_of_both_orders_in_one_column_are_asked_and_those_that_do_not_fit_are_left_out():
    opened = text(
        "Account,Close Date,Amount,Currency", "A,13/06/2025,1.50,EUR", "B,06/14/2025,2.50,EUR", "C,02/03/2025,2.50,EUR"
    )
    assert asked(got(opened)) == ["dates_slash"]
    reading = got(opened, dates_slash="day")
    assert closed(reading) == ["2025-06-13", "2025-03-02"] and left(reading) == {"a day that cannot be read": (3,)}


def test_days_that_excel_has_swapped_are_asked():
    rows = [
        ["Kunde", "Datum", "Betrag"],
        ["A", "13/06/2025", 1],
        ["B", "25/06/2025", 2],
        ["C", ("date", 45998), 3],
        ["D", ("date", 45967), 4],
    ]
    opened = open_file("a.xlsx", xlsx({"Liste": rows}))
    assert "swap_closed" in asked(got(opened))
    assert closed(got(opened, swap_closed="yes", currency="EUR"))[2:] == ["2025-07-12", "2025-06-11"]
    assert closed(got(opened, swap_closed="no", currency="EUR"))[2:] == ["2025-12-07", "2025-11-06"]


def test_times_in_utc_that_fall_on_another_day_on_the_spot_are_asked():
    opened = text(
        "Account,Close Date,Amount,Currency", "A,2023-04-01T01:09:00Z,1.50,EUR", "B,2023-04-05T12:00:00Z,2.50,EUR"
    )
    assert asked(got(opened)) == ["zone"]
    assert (
        closed(got(opened, zone="utc"))[0] == "2023-04-01"
        and closed(got(opened, zone="los_angeles"))[0] == "2023-03-31"
    )


@pytest.mark.parametrize("cell", ["0000-00-00 00:00:00", "", "-", "31.12.9999"])
def test_zero_days_are_no_days(cell):
    reading = got(
        text(
            "Kunde;Gewonnen am;Verloren am;Betrag;Währung",
            f"A;{cell};13.03.2025;1,50;EUR",
            f"B;13.03.2025;{cell};2,50;EUR",
            "C;14.03.2025;;2,50;EUR",
        )
    )
    assert reading.deals.status.tolist() == ["lost", "won", "won"]


def test_a_workbook_of_an_old_mac_counts_from_1904():
    rows = [["Kunde", "Datum", "Betrag"], ["A", 44288, 1], ["B", ("date", 44288), 2]]
    assert closed(got(open_file("a.xlsx", xlsx({"Liste": rows}, is_mac=True)), currency="EUR")) == [
        "2025-04-03",
        "2025-04-03",
    ]


# Tables


def test_lines_above_headings_merged_cells_and_rows_below_are_no_deals():
    lines = (
        "Umsatzliste;;;",
        "Stand 28.11.2025;;;",
        ";;;",
        "Kunde;;Auftrag;",
        "Nr.;Firma;Datum;Betrag",
        "1;A;13.03.2025;1,50",
        "2;B;14.03.2025;2,50",
        ";;;",
        "Summe;;;4,00",
        "Nr.;Firma;Datum;Betrag",
        "Vertraulich;;;",
    )
    reading = got(text(*lines), currency="EUR")
    assert (reading.header_row, reading.deals.row.tolist()) == (5, [6, 7])
    assert left(reading) == {"totals": (9,), "text, no deals": (11,)}
    assert "4" not in str(reading.deals.amount)


def test_a_grouped_report_is_asked_and_subtotals_are_left_out():
    lines = (
        HEADER,
        "Alpha;13.03.2025;1,50;EUR",
        ";14.03.2025;2,50;EUR",
        "Zwischensumme;;4,00;EUR",
        "Beta;15.03.2025;3,50;EUR",
        ";16.03.2025;4,50;EUR",
        "Gesamt;;12,00;EUR",
    )
    assert asked(got(text(*lines))) == ["group"]
    reading = got(text(*lines), group="above")
    assert called(reading) == ["Alpha", "Alpha", "Beta", "Beta"] and left(reading) == {"totals": (4, 7)}
    assert called(got(text(*lines), group="leave")) == ["Alpha", "Beta"]


def test_a_customer_called_total_with_a_day_is_a_customer():
    assert called(got(text(HEADER, "Total Energies;13.03.2025;1,50;EUR", NEXT)))[0] == "Total Energies"


def test_two_columns_of_the_same_name_are_asked_with_examples():
    opened = text("Kunde;Datum;Betrag;Betrag;Währung", "A;13.03.2025;1,50;1,79;EUR", "B;14.03.2025;2,50;2,98;EUR")
    reading = got(opened)
    assert asked(reading) == ["column_amount"] and reading.questions[0].examples[0] == "1,50 | 1,79"
    assert amounts(got(opened, column_amount="3")) == amounts(got(opened, columns={"amount": 3})) == [1.79, 2.98]


def test_an_unknown_header_is_asked_for_and_what_it_resembles_is_offered():
    opened = text("Kunde;Datum;Nettobetrg;Währung", "A;13.03.2025;1,50;EUR", "B;14.03.2025;2,50;EUR")
    reading = got(opened)
    assert asked(reading) == ["column_amount"] and reading.columns[2].did_you_mean == "amount"
    assert amounts(got(opened, column_amount="2")) == [1.5, 2.5]
    assert np.isnan(got(opened, column_amount="none").deals.amount).all()


def test_prefixes_of_other_systems_are_stripped():
    lines = (
        "Deal - Organisation -  Name;Deal -  Won time;Deal - Value;Deal - Currency",
        "A;13.03.2025;1,50;EUR",
        "B;14.03.2025;2,50;EUR",
    )
    fields = [column.field for column in got(text(*lines)).columns]
    assert fields == ["customer", "won_on", "amount", "currency"]


def test_several_sheets_are_asked_and_hidden_ones_are_not_seen():
    sheets = {
        year: [["Kunde", "Datum", "Betrag"], [f"A{year}", f"13.03.{year}", 1.5], [f"B{year}", f"14.03.{year}", 2.5]]
        for year in ("2023", "2024", "2025")
    }
    opened = open_file("a.xlsx", xlsx({"Deckblatt": [["Liste"]], **sheets}, is_hidden=("2025",)))
    assert asked(got(opened))[0] == "sheet"
    assert (
        len(got(opened, sheet="2023", currency="EUR").deals) == 2
        and len(got(opened, sheet="all", currency="EUR").deals) == 4
    )


def test_the_format_of_cells_may_say_the_currency_which_is_asked_all_the_same():
    rows = [["Kunde", "Datum", "Betrag"], ["A", 45750, 1], ["B", 45751, 2]]
    reading = got(open_file("a.xlsx", xlsx({"Liste": rows}, number_format='#,##0.00 "€"')))
    assert [(one.key, one.taken, one.is_answered) for one in reading.questions] == [("currency", "EUR", False)]


def test_an_open_document_is_read():
    rows = [
        ["Kunde", "Datum", "Betrag", "Währung"],
        ["A", "13.03.2025", "1,50", "EUR"],
        ["B", "14.03.2025", "2,50", "EUR"],
    ]
    assert amounts(got(open_file("a.ods", ods(rows)))) == [1.5, 2.5]


# Stages, repeats, sellers


@pytest.mark.parametrize(
    ("won", "lost", "still"),
    [
        ("closedwon", "closedlost", "contractsent"),
        ("Gewonnen", "Verloren", "Offen"),
        ("Closed Won", "Closed Lost", "Negotiation/Review"),
    ],
)
def test_words_of_stages_are_known(won, lost, still):
    reading = got(
        text(
            "Kunde;Datum;Betrag;Währung;Status",
            f"A;13.03.2025;1,50;EUR;{won}",
            f"B;14.03.2025;1,50;EUR;{won}",
            f"C;15.03.2025;1,50;EUR;{lost}",
            f"D;31.03.2025;1,50;EUR;{still}",
        )
    )
    assert reading.deals.status.tolist() == ["won", "won", "lost", "open"]


def test_an_own_word_of_a_stage_is_asked_and_so_are_rows_without_one():
    opened = text(
        "Kunde;Datum;Betrag;Währung;Status",
        "A;13.03.2025;1,50;EUR;Beim Chef",
        "B;14.03.2025;1,50;EUR;Gewonnen",
        "C;15.03.2025;1,50;EUR;Gewonnen",
        "D;16.03.2025;1,50;EUR;",
    )
    assert asked(got(opened)) == ["stage_beimchef"]
    assert asked(got(opened, stage_beimchef="open")) == ["stage_blank"]
    reading = got(opened, stage_beimchef="open", stage_blank="leave")
    assert reading.deals.status.tolist() == ["open", "won", "won"] and left(reading) == {"left out as you said": (5,)}


def test_a_deal_that_stands_there_twice_is_asked():
    opened = text("ID;" + HEADER, "7;A;13.03.2025;1,50;EUR", "7;A;13.03.2025;2,50;EUR", "8;" + NEXT)
    assert asked(got(opened)) == ["repeated"]
    assert amounts(got(opened, repeated="each")) == [1.5, 2.5, 200.5]
    assert amounts(got(opened, repeated="once")) == [1.5, 200.5] and amounts(got(opened, repeated="add")) == [
        4.0,
        200.5,
    ]
    assert asked(got(text(HEADER, NEXT, NEXT, "A;13.03.2025;1,50;EUR"))) == ["repeated"]


def test_sellers_are_not_read_unless_they_are_asked_for():
    opened = text(
        HEADER + ";Verkäufer", "A;13.03.2025;1,50;EUR;K. Muster", NEXT + ";T. Platzhalter", "C;15.04.2025;2,50;EUR;"
    )
    assert got(opened).deals.owner is None
    owners = got(opened, owners=True).deals.owner
    assert sorted(owners.tolist()) == [-1, 0, 1] and owners[2] == -1


def test_customers_are_numbered_in_another_order_at_each_load():
    opened = text(HEADER, *(f"Kunde {n};{n % 27 + 1:02}.03.2025;{n},50;EUR" for n in range(200)))
    first, second = (got(opened).deals.customer.tolist() for _load in range(2))
    assert first != second and sorted(first) == sorted(second) == list(range(200)) and first != list(range(200))


def test_a_win_that_is_still_to_come_is_left_out():
    assert left(got(text(HEADER, "A;13.03.2062;1,50;EUR", NEXT, "C;15.04.2025;2,50;EUR"))) == {
        "won on a day that is still to come": (2,)
    }


# Other systems


def test_days_that_are_only_hoped_for_give_way_to_those_that_were():
    lines = (
        "Deal - Organization,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Value,Deal - Currency of Value",
        "A,2025-01-31,2025-03-13 10:00:00,,1.50,EUR",
        "B,2025-01-31,2025-03-14 10:00:00,,2.50,EUR",
    )
    assert closed(got(text(*lines))) == ["2025-03-13", "2025-03-14"]
    alone = (
        "Account,Expected Close Date,Stage,Amount,Currency",
        "A,2025-03-13,Closed Won,1.50,EUR",
        "B,2025-03-14,Closed Won,2.50,EUR",
    )
    assert closed(got(text(*alone))) == ["2025-03-13", "2025-03-14"]


def test_a_column_of_years_beside_the_days_and_headings_of_groups_are_no_days():
    lines = (
        "Kunde;Jahr;Datum;Betrag;Währung",
        ";;2025;9,00;EUR",
        *(f"K{n};2025;{n + 10}.03.2025;1,50;EUR" for n in range(6)),
    )
    reading = got(text(*lines))
    assert len(closed(reading)) == 6 and reading.deals.precision_days == 1


def test_a_pivot_beside_the_list_is_not_asked_about():
    sheets = {
        "Pivot": [["Kunde", "Betrag"], ["A", 4]],
        "Liste": [["Kunde", "Datum", "Betrag"], ["A", 45750, 1.5], ["B", 45751, 2.5]],
    }
    assert asked(got(open_file("a.xlsx", xlsx(sheets)))) == ["currency"]


def test_lines_that_were_quoted_whole_are_read():
    lines = "Kunde,Datum,Betrag,Währung", 'A,13.03.2025,""1,50"",EUR', 'B,14.03.2025,""2,50"",EUR'
    assert amounts(got(text(*(f'"{line}"' for line in lines)))) == [1.5, 2.5]


def test_no_for_won_is_asked_because_it_may_be_open():
    opened = text(
        "Kunde;Datum;Betrag;Währung;Gewonnen?",
        "A;13.03.2025;1,50;EUR;ja",
        "B;14.03.2025;1,50;EUR;ja",
        "C;15.03.2025;1,50;EUR;nein",
    )
    assert asked(got(opened)) == ["stage_nein"]


def test_the_number_of_the_own_firm_tells_no_customers_apart():
    lines = "Company ID;Kunde;Datum;Betrag;Währung", "1000;A;13.03.2025;1,50;EUR", "1000;B;14.03.2025;2,50;EUR"
    assert called(got(text(*lines))) == ["A", "B"]


def test_a_list_with_strokes_and_rules_is_read():
    rule = "-" * 60
    lines = (
        rule,
        "|VerkBeleg |Auft.geber|Name 1     |Belegdat. |   Nettowert|Währg|",
        rule,
        "|1000      |4701      |Nordwall AG|17.11.2023|    2.397,31|EUR  |",
        "|1001      |4704      |Taube      |13.07.2022|   1.018,04-|EUR  |",
        rule,
        "|*         |          |           |          |    1.379,27|EUR  |",
        rule,
    )
    reading = got(text(*lines))
    assert amounts(reading) == [2397.31, -1018.04] and left(reading) == {"totals": (7,)}


def test_a_column_of_an_unknown_name_that_speaks_of_wins_is_asked_about():
    opened = text(
        "Client;Date;Montant;Statut;Devise",
        "A;13.03.2025;1,50;Gagné;EUR",
        "B;14.03.2025;2,50;Perdu;EUR",
        "C;15.03.2025;2,50;Gagné;EUR",
    )
    reading = got(opened, currency="EUR")
    assert asked(reading) == ["column_status"] and reading.questions[0].examples == ("Gagné", "Perdu")
    assert got(opened, currency="EUR", column_status="3").deals.status.tolist() == ["won", "lost", "won"]
    assert got(opened, currency="EUR", column_status="none").deals.is_won.all()


def test_a_customer_in_a_row_of_its_own_above_the_deals_is_theirs():
    lines = (
        "Kunde;Auftrag Nr.;Datum;Betrag",
        "Müller;;;",
        ";1;13.03.2025;1,50 €",
        ";2;14.03.2025;1,60 €",
        "Summe Müller;;;3,10 €",
        "Meier;;;",
        ";3;15.03.2025;2,50 €",
        "Gesamtsumme;;;5,60 €",
    )
    assert asked(got(text(*lines))) == ["group"]
    reading = got(text(*lines), group="above")
    assert called(reading) == ["Müller", "Müller", "Meier"] and left(reading) == {
        "text, no deals": (2, 6),
        "totals": (5, 8),
    }


def test_totals_with_a_day_are_asked_about():
    lines = (
        "Kunde;Datum;Betrag",
        "A;13.03.2025;1,50 €",
        "B;14.03.2025;2,50 €",
        "Summe B;14.03.2025;2,50 €",
        "Gesamt;14.03.2025;4,00 €",
    )
    reading = got(text(*lines))
    assert asked(reading) == ["totals"] and reading.questions[0].examples == ("Summe B", "Gesamt")
    assert (
        amounts(got(text(*lines), totals="totals")) == [1.5, 2.5] and len(got(text(*lines), totals="deals").deals) == 4
    )


def test_amounts_that_are_cut_at_their_comma_are_never_read():
    with pytest.raises(KitError, match="cut them in two"):
        got(text("Kunde,Datum,Betrag", "A,13.03.2025,1234,56", "B,14.03.2025,12,50"), currency="EUR")
    reading = got(
        text("Kunde,Datum,Betrag", "A,13.03.2025,1234,56", "B,14.03.2025,12", "C,14.03.2025,13"), currency="EUR"
    )
    assert amounts(reading) == [12.0, 13.0] and left(reading) == {"more cells than there are headers": (2,)}


def test_of_two_columns_of_stages_the_one_that_speaks_of_wins_counts():
    lines = (
        "Kunde;Datum;Betrag;Status;Phase",
        "A;13.03.2025;1,50 €;aktiv;Gewonnen",
        "B;14.03.2025;2,50 €;aktiv;Verloren",
        "C;15.03.2025;3,50 €;aktiv;Gewonnen",
    )
    assert got(text(*lines)).deals.status.tolist() == ["won", "lost", "won"]
