"""Every sentence of the kit is said in German too, and numbers, money and dates read as people write them."""

import ast
import datetime
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import kit
from kit.errors import OUT_OF_RANGE, SettingError
from kit.exercises import find
from kit.messages import Message, _
from kit.models.chain.setting import ChainSetting
from kit.parameters import Choice, Parameter, parameters
from kit.screen.fields import field
from kit.wording import ALONE, CATALOGUES, LANGUAGES, Language, catalogue, digits_of

SOURCES = sorted(Path(kit.__file__).parent.rglob("*.py"))
SAME_IN_BOTH = {
    "N",
    "{seconds} s",
    "EUR",
    "{label} ({unit})",
    "Felix",
    "Flora",
    "Kim",
    "Mirella",
    "Team",
    "Team {number}",
    "Plan",
    "{group}, {plan}",
    "{label}: {before} → {after}",
    "{count} {side}",
    "{sender} → {receiver}",
}
NO_BREAK = "\u00a0"

GERMAN, ENGLISH = Language("de"), Language("en")
LABEL = _("days")


@cache
def marked(path: Path) -> frozenset[str]:
    """The English sentences that a source marks."""
    return frozenset(found[1] for found in extract_from_file("python", path, keywords={"_": None}))


def extracted() -> set[str]:
    """All English sentences that the sources mark."""
    return {said for path in SOURCES for said in marked(path)}


@cache
def german():
    """The German catalogue as Babel reads it, with fuzzy and obsolete messages."""
    with (CATALOGUES / "de" / "LC_MESSAGES" / "kit.po").open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def messages():
    return [message for message in german() if message.id]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def where(wrong) -> list[str]:
    """The English sentences of all messages of which `wrong(english, german)` is true."""
    return [message.id for message in messages() if wrong(message.id, message.string)]


# The catalogue


def test_every_sentence_of_the_sources_has_a_german_one():
    translated = {message.id for message in messages() if message.string}
    assert extracted() - translated == set()


def test_every_marked_text_stands_whole_in_the_source():
    """The extraction passes over anything else, such as an f-string, without a word."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                assert [type(one) for one in node.args] == [ast.Constant], f"{path.name}, line {node.lineno}"


def test_the_catalogue_holds_nothing_that_no_source_says():
    assert {message.id for message in messages()} - extracted() == set()
    assert list(german().obsolete) == []


def test_no_german_sentence_is_a_guess_of_the_tool():
    assert [message.id for message in messages() if message.fuzzy] == []


def test_german_sentences_have_the_placeholders_of_the_english_ones():
    assert where(lambda english, spoken: placeholders(english) != placeholders(spoken)) == []


def test_only_the_words_listed_are_the_same_in_both_languages():
    assert set(where(lambda english, spoken: english == spoken)) <= SAME_IN_BOTH


def test_quotation_marks_are_german_and_closed():
    assert where(lambda _english, spoken: re.search("[\"'”]", spoken)) == []
    marks = {message.id: re.sub("[^„“]", "", message.string) for message in messages()}
    assert {english: found for english, found in marks.items() if found.replace("„“", "")} == {}


def test_a_no_break_space_stands_before_per_cent():
    assert where(lambda _english, spoken: re.search(f"(?<!{NO_BREAK})%", spoken)) == []


def test_a_sentence_ends_in_german_as_it_ends_in_english():
    ends = (".", "?", ":", "…", "!")
    assert where(lambda english, spoken: english.endswith(ends) and not spoken.endswith(ends)) == []


def test_no_space_is_doubled_or_left_at_an_end():
    assert where(lambda _english, spoken: spoken != spoken.strip() or re.search(r"\s\s", spoken)) == []


def test_a_button_or_view_that_a_sentence_quotes_is_quoted_by_its_german_name():
    said = catalogue("de")

    def misquotes(english, spoken):
        return any(name in said and f"„{said[name]}“" not in spoken for name in re.findall("“([^”]*)”", english))

    assert where(misquotes) == []


def test_the_letters_on_the_map_are_those_that_the_sentence_below_it_explains():
    from kit.screen.limits import NEW_LETTER, OLD_LETTER, OLD_WINS

    for language in (GERMAN, ENGLISH):
        explained = re.findall(r"\((\w)\)", language.say(OLD_WINS))
        assert explained == [language.say(OLD_LETTER), language.say(NEW_LETTER)]


def test_the_labels_of_settings_differ_from_each_other_in_german():
    labels = sorted(GERMAN.say(one.label) for one in parameters(ChainSetting).values())
    assert [one for one, other in pairwise(labels) if one == other] == []


# To one person and to several

NOT_TO_THE_LEARNER = re.compile(
    "screen/facilitator|^room/|^debrief/|/debrief|^agenda|^guide|^monitor|^report/(page|table|guesses|front|plan|laboratory|handout)|/screen_print|role_chain/paper"
)
TO_SEVERAL = re.compile(r"\b([Ii]hr|[Ee]uch|[Ee]u(er|re[mnrs]?)|[Ww]ir|[Uu]ns|[Uu]nser\w*)\b")
TO_SEVERAL_ALWAYS = {
    # said by or to several people
    "We are several",
    "We are several here",
    "You play as several people at this screen.",
    # said by somebody in a game, or by the firm
    "If all of us win less, there is more for everybody. My word counts.",
    "Sure, sure. We shall see.",
    "Then we all go at it alike.",
    "“We have to ask you about that again.”",
    "The rule of this game: a customer feels sold to as soon as one promise breaks, or when we have to ask again about more than {most} of their questions.",
    "leads that talk to us",
    # said by those who made the kit
    "The statements are our own. Nobody has tested what they measure; they are meant to start a conversation. Neither side is the better one.",
    "We found no study that shows it. Not even this kit claims it.",
    "We found no study, only practitioners’ claims. So the slider decides, and you should doubt it.",
    "we found no trick that brings a seller more than an honest year.",
    "“Feels sold to”: won with an exaggerated promise. The rule is ours; nobody has measured it.",
    "“Customers feel sold to” counts two faults. Sold to: won with an exaggerated promise. Neglected: visited by nobody for a whole year; who does nothing only neglects. The rule is ours; nobody has measured it.",
    "“Feels sold to”: met a mistake, was asked the same thing twice, or got an exaggerated promise; one of these is enough, which is stricter than the game. The rule is ours; nobody has measured it.",
    # “ihr” is “their”
    "how much sellers dislike wavering pay",
}


OTHERWISE_TOO = {"Bewegt", "Bleibt", "Notiert"}  # such a word may also begin a sentence that asks nobody for anything


def said_to_learners() -> set[str]:
    """The English sentences that may stand on a page that one person uses alone."""
    folder = Path(kit.__file__).parent
    places = ((path, path.relative_to(folder).as_posix()) for path in SOURCES)
    return {said for path, place in places if not NOT_TO_THE_LEARNER.search(place) for said in marked(path)}


def calls(german: str) -> set[str]:
    """The words with which a sentence may ask several people to do something, such as “Schaut”."""
    return set(re.findall(r"(?:^|[.:;!?] )([A-ZÄÖÜ]\w+t)\b", german))


def test_whatever_addresses_a_group_has_words_for_one_person_too():
    to_group, to_one = catalogue("de"), catalogue("de", ALONE)
    known = {word for english, one in to_one.items() for word in calls(to_group[english]) - calls(one)} - OTHERWISE_TOO
    assert {"Schaut", "Lest"} <= known
    wanting = {
        english
        for english in said_to_learners() - set(to_one)
        if TO_SEVERAL.search(to_group[english]) or calls(to_group[english]) & known
    }
    assert wanting - TO_SEVERAL_ALWAYS == set()
    assert TO_SEVERAL_ALWAYS - wanting == set()  # a list without anything outlived


def test_what_is_said_to_one_person_addresses_no_group():
    assert [one for one in catalogue("de", ALONE).values() if TO_SEVERAL.search(one)] == []


# Sentences


def test_a_sentence_is_said_in_the_language_and_in_english_as_it_stands_in_the_source():
    assert GERMAN.say(LABEL) == "Tage"
    assert ENGLISH.say(LABEL) == "days"


def test_a_sentence_without_german_words_is_said_in_english():
    assert GERMAN.say(Message("no such sentence")) == "no such sentence"


def test_numbers_in_a_sentence_are_written_as_in_the_language():
    sentence = Message("{years}, {share}")
    assert GERMAN.say(sentence, years=2000, share=0.15000000000000002) == "2.000, 0,15"
    assert ENGLISH.say(sentence, years=2000, share=0.15000000000000002) == "2,000, 0.15"


def test_a_label_within_a_sentence_is_said_in_the_same_language():
    assert GERMAN.say(Message("{label}!"), label=LABEL) == "Tage!"


def test_one_person_is_addressed_as_one_and_a_group_as_many(tmp_path, monkeypatch):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kit.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "your days"\nmsgstr "eure Tage"\n\nmsgctxt "alone"\nmsgid "your days"\nmsgstr "deine Tage"\n\n'
        'msgid "days"\nmsgstr "Tage"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("kit.wording.CATALOGUES", tmp_path)
    catalogue.cache_clear()
    one, many = Language("de", alone=True), Language("de")
    said = [language.say(Message(text)) for language in (one, many) for text in ("your days", "days")]
    catalogue.cache_clear()
    assert said == ["deine Tage", "Tage", "eure Tage", "Tage"]


def test_what_is_said_to_one_person_is_said_to_a_group_too():
    assert set(catalogue("de", ALONE)) - set(catalogue("de")) == set()


def test_text_that_people_typed_stays_as_it_is():
    assert GERMAN.say(Message("{who}!"), who="days {label} 2000") == "days {label} 2000!"


def test_a_template_for_the_browser_keeps_its_placeholders():
    assert GERMAN.say(Message("{from}–{to}")) == "{from}–{to}"


def test_an_error_is_said_in_german_with_its_label_and_numbers():
    error = SettingError(OUT_OF_RANGE, label=LABEL, value=2000, low=0.5, high=16)
    assert GERMAN.say(error) == "„Tage“ muss zwischen 0,5 und 16 liegen; 2.000 liegt außerhalb."
    assert ENGLISH.say(error) == "“days” must lie between 0.5 and 16; 2,000 does not."


def test_an_error_of_a_setting_is_said_in_german():
    with pytest.raises(SettingError) as caught:
        ChainSetting(leave_month=13)
    assert (
        GERMAN.say(caught.value) == "„Monat, in dem jemand aufhört“ muss zwischen 1 und 12 liegen; 13 liegt außerhalb."
    )


# Numbers, money, dates


def test_numbers_have_the_marks_of_the_language():
    assert [language.number(1234.5, 1) for language in (GERMAN, ENGLISH)] == ["1.234,5", "1,234.5"]
    assert [language.number(1234567) for language in (GERMAN, ENGLISH)] == ["1.234.567", "1,234,567"]


def test_numbers_have_exactly_the_decimals_asked_for():
    assert [GERMAN.number(2, digits) for digits in range(3)] == ["2", "2,0", "2,00"]


def test_shares_are_said_as_per_cent():
    assert GERMAN.percent(0.125, 1) == f"12,5{NO_BREAK}%"
    assert ENGLISH.percent(0.125, 1) == "12.5%"
    assert [GERMAN.percent(share) for share in (0, 0.2, 1)] == [f"{number}{NO_BREAK}%" for number in (0, 20, 100)]


def test_money_is_said_in_whole_euros():
    assert GERMAN.money(1234.4) == f"1.234{NO_BREAK}€"
    assert ENGLISH.money(1234.4) == "€1,234"


def test_dates_are_written_as_in_the_language():
    day = datetime.date(2026, 3, 9)
    assert GERMAN.date(day) == "09.03.2026"
    assert re.fullmatch("(9 Mar|Mar 9,) 2026", ENGLISH.date(day))


@pytest.mark.parametrize("code", LANGUAGES)
def test_charts_write_numbers_as_the_text_beside_them(code):
    language = Language(code)
    marks = language.formats()["formatLocale"]
    assert language.number(1234.5, 1) == f"1{marks['thousands']}234{marks['decimal']}5"
    assert language.percent(0.5) == f"50{marks['percent']}"


# Values of settings


COUNT = Parameter(_("people"), 3, 1, 2000, 1)
SPAN = Parameter(_("time for one check"), 0.1, 0.0, 0.5, 0.05, unit=_("days"))
SHARE = Parameter(_("time for one check"), 0.2, 0.0, 0.4, 0.01, percent=True)
FINE_SHARE = Parameter(_("time for one check"), 0.2, 0.0, 0.4, 0.005, percent=True)
KIND = Parameter(_("form of the handover"), "spoken", choices=(Choice("spoken", _("spoken only"), 0.52),))


@pytest.mark.parametrize(
    ("parameter", "value", "spoken", "english"),
    [
        (COUNT, 2000, "2.000", "2,000"),
        (SPAN, 0.15000000000000002, f"0,15{NO_BREAK}Tage", f"0.15{NO_BREAK}days"),
        (SHARE, 0.29, f"29{NO_BREAK}%", "29%"),
        (FINE_SHARE, 0.125, f"12,5{NO_BREAK}%", "12.5%"),
        (KIND, "spoken", "nur mündlich", "spoken only"),
    ],
)
def test_a_value_is_said_with_its_unit_or_by_its_name(parameter, value, spoken, english):
    assert GERMAN.value(parameter, value) == spoken
    assert ENGLISH.value(parameter, value) == english


@pytest.mark.parametrize(("step", "digits"), [(1, 0), (5, 0), (0.5, 1), (0.1, 1), (0.25, 2), (0.05, 2), (0.001, 3)])
def test_a_value_has_as_many_decimals_as_its_step(step, digits):
    assert digits_of(Parameter(LABEL, 1.0, 0.0, 10.0, step)) == digits


@pytest.mark.parametrize(("step", "digits"), [(0.1, 0), (0.05, 0), (0.01, 0), (0.07, 0), (0.005, 1), (0.0025, 2)])
def test_a_share_has_as_many_decimals_as_its_step_in_per_cent(step, digits):
    assert digits_of(Parameter(LABEL, 0.5, 0.0, 1.0, step, percent=True)) == digits


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_step_of_every_slider_is_told_apart_when_said(code):
    language = Language(code)
    for name, one in parameters(ChainSetting).items():
        said = [language.value(one, one.at(index)) for index in range(one.size)]
        assert len(set(said)) == one.size, name


@pytest.mark.parametrize(("language", "said"), [("en", ["1 year", "2 years"]), ("de", ["1 Jahr", "2 Jahre"])])
def test_the_unit_of_a_whole_one_is_singular(language, said):
    words, years = Language(language), parameters(find("redesign").setting)["years"]
    assert [words.value(years, one).replace("\u00a0", " ") for one in (1, 2)] == said
    shown = field(words, years)
    assert [f"1 {shown['unit_of_one']}", f"2 {shown['unit']}"] == said
