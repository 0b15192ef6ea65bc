"""The statements of the culture check are fair to both sides, and a broken file is named in one sentence with its place."""

import re

import pytest

from kit.errors import DatasetError
from kit.exercises.culture_check.statements import read, statements
from kit.places import datasets
from kit.wording import LANGUAGES

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@EVERY_LANGUAGE
def test_the_kit_asks_fourteen_statements_about_fourteen_matters(language):
    asked = statements(language)
    assert len(asked) == 14
    for name in ("key", "theme", "old", "new"):
        assert len({getattr(one, name) for one in asked}) == 14


def test_both_languages_ask_the_same_in_the_same_order():
    german, english = (statements(language) for language in ("de", "en"))
    assert [(one.key, one.leads_to) for one in german] == [(one.key, one.leads_to) for one in english]
    assert not {one.old for one in german} & {one.old for one in english}


@EVERY_LANGUAGE
def test_neither_side_gets_more_words_to_speak_for_itself(language):
    lengths = [(len(one.old), len(one.new)) for one in statements(language)]
    assert max(max(pair) / min(pair) for pair in lengths) < 1.6
    assert abs(sum(old for old, _new in lengths) - sum(new for _old, new in lengths)) < 0.05 * sum(map(sum, lengths))


@EVERY_LANGUAGE
def test_neither_side_denies_or_belittles(language):
    """A pole that only negates, or says “merely”, is nobody's proud sentence."""
    loaded = {"de": r"\b(kein\w*|nie|bloß|einfach nur|immer nur)\b", "en": r"\b(not|never|merely|just)\b"}[language]
    assert [one.key for one in statements(language) if re.search(loaded, f"{one.old} {one.new}", re.IGNORECASE)] == []


def written(tmp_path, count=5, change=("", "")):
    """A file with so many statements in which one text is replaced."""
    one = '[s{}]\nleads_to = "pay"\ntheme.en = "T"\ntheme.de = "T"\nold.en = "O"\nold.de = "O"\nnew.en = "N"\nnew.de = "N"\n'.replace(
        "pay", "incentives"
    )
    text = "".join(one.format(number) for number in range(1, count + 1))
    assert change[0] in text
    path = tmp_path / "culture.toml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("count", [5, 13, 20])
def test_from_five_to_twenty_statements_work(tmp_path, count):
    assert len(read(written(tmp_path, count), "de")) == count


def test_a_file_saved_by_an_editor_with_a_mark_at_its_beginning_is_read(tmp_path):
    path = tmp_path / "culture.toml"
    path.write_text((datasets() / "culture.toml").read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read(path, "en") == statements("en")


@pytest.mark.parametrize(
    ("count", "change", "sentence"),
    [
        (4, ("", ""), "culture.toml: the number of entries must be 5–20, not 4."),
        (21, ("", ""), "culture.toml: the number of entries must be 5–20, not 21."),
        (5, ("[s1]", "[s1"), "The file culture.toml cannot be read: "),
        (
            5,
            ("[s1]", "s0 = 3\n[s1]"),
            "culture.toml, s0: entries of its own are needed here, below a line in brackets, […]; “3” has none.",
        ),
        (
            5,
            ("[s1]", '["1.x"]'),
            "culture.toml, 1.x: a statement begins with a line such as [roles], its name in small letters.",
        ),
        (
            5,
            ('old.en = "O"', 'odl.en = "O"'),
            "culture.toml, s1: there is no “odl”; possible are: theme, old, new, leads_to.",
        ),
        (5, ('old.de = "O"', ""), "culture.toml, s1.old.de: a text is needed here; there is none."),
        (
            5,
            ('new.en = "N"', "new.en = 5"),
            "culture.toml, s1.new.en: a text in quotation marks is needed; “5” is not one.",
        ),
        (5, ('theme.de = "T"', 'theme.de = " "'), "culture.toml, s1.theme.de: a text is needed here; there is none."),
        (
            5,
            ('old.en = "O"\nold.de = "O"', 'old = "O"'),
            "culture.toml, s1.old: one text per language is needed: de, en.",
        ),
        (5, ('"N"', f'"{"n" * 111}"'), "culture.toml, s1.new.en: the text has 111 characters; at most 110 fit."),
        (
            5,
            ('"incentives"', '"pay"'),
            "culture.toml, s1.leads_to: “pay” is not possible here; possible are: role_chain, incentives, ",
        ),
        (
            5,
            ('leads_to = "incentives"', ""),
            "culture.toml, s1: “leads_to” is missing; needed are: theme, old, new, leads_to.",
        ),
    ],
)
@EVERY_LANGUAGE
def test_a_broken_file_is_named_with_its_field_in_every_language(tmp_path, count, change, sentence, language):
    with pytest.raises(DatasetError) as caught:
        read(written(tmp_path, count, change), language)
    assert str(caught.value).startswith(sentence)
