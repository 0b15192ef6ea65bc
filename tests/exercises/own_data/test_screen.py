"""The page of the firm's own list without a browser: what opens when, what is asked, what is said of bad input, and what forgetting leaves."""

import pytest

from kit.exercises.own_data.screen_figures import LOOKS, looks
from kit.exercises.own_data.steps import INTO, LOAD, PAY, PICTURES, RECEIPT, VERBS
from tests.exercises.own_data.visitor import EXPORTS, Visitor

PLAIN = "Kunde;Datum;Betrag\n" + "\n".join(
    f"Firma {number % 7};{1 + number % 28:02d}.{1 + number % 12:02d}.{2019 + number % 6};{1000 + number},50"
    for number in range(60)
)


@pytest.fixture(scope="module")
def invented() -> Visitor:
    """The invented firm, with every step opened once."""
    visitor = Visitor()
    visitor.invented()
    for verb in (PICTURES, PAY, INTO):
        visitor.page.go(verb)
    return visitor


def open_steps(visitor: Visitor) -> list[str]:
    return [verb for verb in VERBS if visitor.step(verb).is_open]


def test_before_anything_is_loaded_only_the_first_step_is_open_and_the_others_say_why():
    visitor = Visitor()
    assert open_steps(visitor) == [LOAD]
    assert all(not visitor.page.may_open(verb) for verb in VERBS if verb != LOAD)
    assert "list is loaded" in visitor.step(PICTURES).gate.groups[0]["fields"][0]["help"]


def test_a_step_that_was_opened_on_another_day_stays_folded_until_a_list_is_there_again(invented):
    stored = invented.page.journal_text()
    again = Visitor(stored=stored)
    assert open_steps(again) == [LOAD] and again.page.header.here == ""


def test_one_click_loads_the_invented_firm_and_leads_to_the_check(invented):
    assert invented.page.loaded.deals is not None
    assert "1,100" in invented.step(RECEIPT).said.value


def test_every_picture_has_one_sentence_and_is_drawn_or_says_what_is_missing(invented):
    shown = looks(invented.page)
    assert [one.key for one in shown] == list(LOOKS)
    for one in shown:
        assert invented.page.words.say(one.said)
        assert not one.kind or len({len(column) for column in one.rows.values()}) == 1
    assert sum(bool(one.kind) for one in shown) == len(LOOKS)  # the invented firm has enough of everything


def test_derived_losses_are_said_to_be_derived(invented):
    first = looks(invented.page)[0]
    assert "derived" in " ".join(invented.page.words.said(one) for one in first.notes)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_example_export_is_read_or_asks_and_can_be_looked_at(path, language):
    visitor = Visitor(language)
    visitor.bring_file(path)
    visitor.answer_all()
    assert visitor.page.loaded.deals is not None and visitor.page.header.problem == ""
    visitor.page.go(PICTURES)
    assert visitor.step(PICTURES).is_open and visitor.page.header.problem == ""


def test_an_open_question_holds_the_pictures_back_until_it_is_answered():
    visitor = Visitor()
    visitor.bring_file(EXPORTS[0])
    assert not visitor.page.may_open(PICTURES)
    visitor.press(visitor.step(RECEIPT).answers, "again")
    assert "still open" in visitor.step(RECEIPT).answers.message
    visitor.answer(column_amount="2")
    assert visitor.page.may_open(PICTURES)


def test_the_mapping_can_be_changed_and_the_list_is_read_again():
    visitor = Visitor()
    visitor.bring_file(EXPORTS[1])
    columns = {one.header: one.number for one in visitor.page.loaded.reading.columns}
    form = visitor.step(RECEIPT).answers
    assert form.values["customer"] == str(columns["Account Name"])
    before = len(set(visitor.page.loaded.deals.customer.tolist()))
    visitor.press(form, "again", customer=str(columns["Billing Street"]))
    assert len(set(visitor.page.loaded.deals.customer.tolist())) != before


def test_the_sellers_column_is_read_only_when_it_is_switched_on_and_fewer_than_five_are_not_spoken_of():
    visitor = Visitor()
    visitor.bring_file(EXPORTS[1])
    assert visitor.page.loaded.deals.owner is None
    tick = visitor.step(RECEIPT).answers.groups[-1]["fields"][-1]
    assert tick["name"] == "owners" and "works council" in tick["help"]
    visitor.press(visitor.step(RECEIPT).answers, "again", owners="yes")
    assert visitor.page.loaded.deals.owner is not None
    visitor.page.go(PICTURES)
    said = visitor.step(PICTURES)._sellers()
    assert len(said) == 1 and ("nobody is ranked" in said[0] or "Fewer than five" in said[0])


def test_looking_at_the_pictures_drops_the_text_and_every_name():
    visitor = Visitor()
    visitor.bring_file(EXPORTS[1])
    assert visitor.page.loaded.opened is not None
    visitor.page.go(PICTURES)
    assert visitor.page.loaded.opened is None and visitor.page.loaded.reading.names == ()
    assert "Müßiggang" not in visitor.seen()
    visitor.step(RECEIPT).refresh()
    assert "forgotten by now" in visitor.step(RECEIPT).told.value


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("words.txt", b"lorem ipsum dolor\nsit amet\n"),
        ("page.xls", b"<html><body><p>Please sign in</p></body></html>"),
        ("header.csv", b"Customer;Amount;Close Date\n"),
        ("unknown.csv", b"foo;bar;baz\n1;2;3\n4;5;6\n"),
        ("zip.xlsx", b"PK\x03\x04" + b"\0" * 200),
    ],
)
def test_bad_input_is_one_sentence_and_the_page_goes_on(name, content):
    visitor = Visitor()
    visitor.bring(name, content)
    said = visitor.step(LOAD).upload.message
    assert said and "Traceback" not in said and "\n" not in said and visitor.page.header.problem == ""
    assert open_steps(visitor) == [LOAD]
    visitor.bring("good.csv", PLAIN.encode("cp1252"))
    assert visitor.step(LOAD).upload.message == "" and visitor.page.loaded.reading is not None


def test_one_customer_and_only_open_deals_are_said_and_nothing_is_drawn_by_force():
    visitor = Visitor()
    visitor.bring("one.csv", "Kunde;Datum;Betrag\nMüller;03.04.2024;100,50\nMüller;17.05.2024;200,50\n".encode())
    visitor.answer_all()
    if visitor.page.loaded.deals is not None:
        visitor.page.go(PICTURES)
        assert visitor.page.header.problem == ""
        assert any(not one.kind for one in looks(visitor.page))


def test_forgetting_leaves_nothing_and_closes_every_step_but_the_first(invented):
    visitor = Visitor()
    visitor.invented()
    visitor.page.go(PICTURES)
    step = visitor.step(PICTURES)
    visitor.press(step.forgets, "forget")
    visitor.press(step.forgets, "yes")
    loaded = visitor.page.loaded
    assert (loaded.opened, loaded.reading, loaded.name, loaded.known, loaded.asked) == (None, None, "", {}, {})
    assert open_steps(visitor) == [LOAD]


def test_the_number_of_sellers_is_asked_and_nonsense_is_said(invented):
    step = invented.step(PAY)
    for typed in ("some", "0", "1.5", "99999999"):
        invented.press(step.entry, "count", sellers=typed)
        assert "1 to 5,000" in step.entry.message
    invented.press(step.entry, "count", sellers="4")
    assert step.entry.message == "" and len(step.result.children) == 3
    assert "your own plan would have paid" in step.result.children[0].children[0].headline
    assert "kit-apart" in step.result.children[2]._dom_classes


def test_print_page_and_table_hold_results_and_ask_nobody(invented):
    step = invented.step(PICTURES)
    page, table = step.paper.html, step.table.html
    assert page.startswith("<!doctype html>") and "http" not in page and "<script" not in page
    assert table.startswith("\ufeff") and len(table.splitlines()) > 40
