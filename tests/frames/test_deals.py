"""A firm's own deals for people who program: read without names, doubts as one sentence, cohorts as a table."""

import pytest

import kit
from kit.places import datasets

LINES = "Account,Close Date,Amount,Owner", "Alpha,03/04/2025,1.50,K. Muster", "Beta,05/06/2025,2.50,T. Platzhalter"


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def test_doubts_are_said_one_after_the_other_with_the_words_to_answer_them(export):
    with pytest.raises(kit.KitError, match='Answer with dates_slash=…, one of: "day"'):
        kit.read_deals(export, language="en")
    with pytest.raises(kit.KitError, match="In welcher Währung|in welcher Währung"):
        kit.read_deals(export, dates_slash="day", language="de")
    table = kit.read_deals(export, dates_slash="day", currency="EUR")
    assert [str(day.date()) for day in table.closed] == ["2025-04-03", "2025-06-05"]
    assert table.amount.tolist() == [1.5, 2.5] and sorted(table.customer) == [0, 1]


def test_no_name_is_in_the_table_and_sellers_only_as_numbers(export):
    table = kit.read_deals(export, owners=True, dates_slash="day", currency="EUR", language="en")
    assert sorted(table.owner) == [0, 1]
    written = table.to_csv() + str(table.attrs)
    assert not [name for name in ("Alpha", "Beta", "Muster", "Platzhalter") if name in written]


def test_columns_are_given_by_their_headers(export):
    table = kit.read_deals(export, columns={"amount": None}, dates_slash="month")
    assert table.amount.isna().all()
    for columns, said in (
        ({"price": "Amount"}, "A column cannot mean"),
        ({"amount": "Net"}, "There is no column “Net”"),
    ):
        with pytest.raises(kit.KitError, match=said):
            kit.read_deals(export, columns=columns, language="en")


@pytest.mark.parametrize(
    ("path", "said"), [("nowhere.csv", "cannot be read"), (None, "cannot be read"), (7.5, "cannot be read")]
)
def test_a_file_that_is_not_there_is_one_sentence(path, said):
    with pytest.raises(kit.KitError, match=said):
        kit.read_deals(path, language="en")


def test_an_answer_to_nothing_is_said(export):
    with pytest.raises(kit.KitError, match="“sheet” is no question about this file"):
        kit.read_deals(export, dates_slash="day", currency="EUR", sheet="x", language="en")


def test_cohorts_are_shares_of_those_who_began_and_say_what_is_sure():
    table = kit.cohorts(kit.read_deals(datasets() / "deals.csv"))
    first = table[table.cohort == 2019]
    assert first.share.iloc[0] == 1 and first.customers.is_monotonic_decreasing
    assert not first.is_sure.iloc[-1] and first.is_sure.iloc[0]
    assert 0.2 < table.attrs["forecast"][2] < table.attrs["forecast"][1] < 1


def test_another_table_is_no_table_of_deals():
    with pytest.raises(kit.KitError, match="This is no table of deals"):
        kit.cohorts(kit.data("cohorts"), language="en")
