"""The reader of what trainers edit: every law is kept in every language, and a breach is one sentence that begins with its place."""

from dataclasses import dataclass

import pytest

from kit.errors import DatasetError
from kit.toml_reader import Part, entry, read_file
from kit.wording import LANGUAGES, Language


@dataclass(frozen=True, kw_only=True)
class Drink(Part):
    """A part within a part."""

    name: str = entry(limit=10)
    is_hot: bool = entry(choices=(True, False), default=False)


@dataclass(frozen=True, kw_only=True)
class Menu(Part):
    """A part with every kind of entry."""

    title: str = entry(limit=None)
    cook: str = entry(untranslated=True)
    stars: int = entry(choices=(1, 2, 3))
    note: str = entry(limit=20, default="")
    best: Drink = entry(part=Drink)
    drinks: tuple[Drink, ...] = entry(part=Drink, named=True, count=(1, 2))
    guests: tuple[Drink, ...] = entry(part=Drink, rows=True, count=(1, 1))
    tables: tuple[str, ...] = entry(untranslated=True, listed=True, count=(2, None))


GOOD = """
cook = "Flora"
stars = 2
tables = ["Oak", "Elm"]
title = { de = "Karte ", en = "Menu" }
best.name = { de = "Tee", en = "Tea" }
[drinks.juice]
name = { de = "Saft", en = "Juice" }
[[guests]]
is_hot = true
name = { de = "Kaffee", en = "Coffee" }
"""


def read(tmp_path, text, language="en", **law):
    path = tmp_path / "menu.toml"
    path.write_text(text, encoding="utf-8")
    return read_file(path, language, **(law or {"part": Menu}))


def test_a_file_is_read_with_all_its_parts_in_the_language_asked_for(tmp_path):
    menu = read(tmp_path, GOOD, "de")
    assert (menu.key, menu.title, menu.cook, menu.stars, menu.note, menu.tables) == (
        "menu",
        "Karte",
        "Flora",
        2,
        "",
        ("Oak", "Elm"),
    )
    assert (menu.best.name, [(drink.key, drink.name) for drink in menu.drinks]) == ("Tee", [("juice", "Saft")])
    assert [(guest.name, guest.is_hot) for guest in menu.guests] == [("Kaffee", True)]
    assert read(tmp_path, GOOD, "en").best.name == "Tea"


def test_a_file_of_parts_is_read_in_its_order(tmp_path):
    text = '[tea]\nname = { de = "Tee", en = "Tea" }\n[ale]\nname = { de = "Bier", en = "Ale" }\n'
    assert [drink.key for drink in read(tmp_path, text, part=Drink, named=True)] == ["tea", "ale"]


def test_one_name_alone_stands_for_a_list_of_one(tmp_path):
    with pytest.raises(DatasetError, match=r"^menu\.toml, tables: the number of entries must be at least 2, not 1\.$"):
        read(tmp_path, GOOD.replace('["Oak", "Elm"]', '"Oak"'))


@pytest.mark.parametrize(
    ("good", "broken", "sentence"),
    [
        (
            "cook =",
            "cooks =",
            "menu.toml: there is no “cooks”; possible are: title, cook, stars, note, best, drinks, guests, tables.",
        ),
        (
            'cook = "Flora"\n',
            "",
            "menu.toml: “cook” is missing; needed are: title, cook, stars, best, drinks, guests, tables.",
        ),
        ('"Flora"', '" "', "menu.toml, cook: a text is needed here; there is none."),
        ('"Flora"', "7", "menu.toml, cook: a text in quotation marks is needed; “7” is not one."),
        ("stars = 2", "stars = 4", "menu.toml, stars: “4” is not possible here; possible are: 1, 2, 3."),
        (
            "is_hot = true",
            'is_hot = "very"',
            "menu.toml, guests 1.is_hot: “very” is not possible here; possible are: true, false.",
        ),
        ('de = "Karte ", ', "", "menu.toml, title.de: a text is needed here; there is none."),
        ('de = "Tee"', "de = true", "menu.toml, best.name.de: a text in quotation marks is needed; “True” is not one."),
        ('de = "Tee"', 'dd = "Tee"', "menu.toml, best.name: one text per language is needed: de, en."),
        ('{ de = "Tee", en = "Tea" }', '"Tea"', "menu.toml, best.name: one text per language is needed: de, en."),
        (
            '"Saft"',
            '"Johannisbeersaft"',
            "menu.toml, drinks.juice.name.de: the text has 16 characters; at most 10 fit.",
        ),
        (
            "stars = 2",
            'stars = 2\nnote.de = "Heute nur bis sechs Uhr"',
            "menu.toml, note.de: the text has 23 characters; at most 20 fit.",
        ),
        ("[drinks.juice]\n", "[drinks]\n", "menu.toml, drinks.name: there is no “de”; possible are: name, is_hot."),
        (
            "[drinks.juice]\n",
            "[drinks]\nale = 3\n[drinks.juice]\n",
            "menu.toml, drinks.ale: entries of its own are needed here, below a line in brackets, […]; “3” has none.",
        ),
        (
            "[drinks.juice]\nname",
            "[drinks]\n[best.x]\nname",
            "menu.toml, best: there is no “x”; possible are: name, is_hot.",
        ),
        ("[[guests]]", "[guests]", "menu.toml, guests: each one begins with a line in double brackets, [[…]]."),
        (
            "[[guests]]",
            '[[guests]]\nname = { de = "Bier", en = "Ale" }\n[[guests]]',
            "menu.toml, guests: the number of entries must be 1, not 2.",
        ),
        ('"Elm"', "3", "menu.toml, tables 2: a text in quotation marks is needed; “3” is not one."),
        (', "Elm"', "", "menu.toml, tables: the number of entries must be at least 2, not 1."),
        ('cook = "Flora"', 'cook = "Flora', "The file menu.toml cannot be read: "),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_breach_is_said_in_one_sentence_that_names_file_and_place_whichever_language_is_asked_for(
    tmp_path, good, broken, sentence, language
):
    assert good in GOOD
    with pytest.raises(DatasetError) as caught:
        read(tmp_path, GOOD.replace(good, broken, 1), language)
    assert str(caught.value) == sentence or (sentence.endswith(": ") and str(caught.value).startswith(sentence))
    assert Language("de").say(caught.value) != str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"^The file menu\.toml cannot be read: "):
        read_file(tmp_path / "menu.toml", "de", part=Menu)
