"""The firms of Payday: enough of them, told apart, with complaints in every language."""

import pytest

from kit.errors import DatasetError
from kit.exercises.incentives.game import Game
from kit.exercises.incentives.territory import read, territory
from kit.wording import LANGUAGES

GOOD = 'firms = ["One", "Two", "Three"]\n[[complaints]]\nen = "Slow."\nde = "Langsam."\n'


def written(tmp_path, text):
    path = tmp_path / "territory.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kit_has_a_firm_for_every_place_of_the_game(language):
    setting = Game({}).setting
    land = territory(language, setting.customers + setting.prospects)
    assert len(set(land.firms)) >= setting.customers + setting.prospects
    assert all(land.complaint(place) for place in range(len(land.firms)))


def test_both_languages_have_their_own_complaints():
    german, english = (territory(language, 1).complaints for language in ("de", "en"))
    assert len(german) == len(english) and not set(german) & set(english)


@pytest.mark.parametrize(
    ("good", "broken", "sentence"),
    [
        ('"One", "Two", "Three"', '"One"', "territory.toml, firms: the number of entries must be at least 3, not 1."),
        ('"Three"', '"One"', "territory.toml, firms: “One” stands here twice; each one needs a name of its own."),
        ('"Three"', '" "', "territory.toml, firms 3: a text is needed here; there is none."),
        ('firms = ["One", "Two", "Three"]\n', "", "territory.toml: “firms” is missing; needed are: firms, complaints."),
        ('"Three"', "3", "territory.toml, firms 3: a text in quotation marks is needed; “3” is not one."),
        ('de = "Langsam."\n', "", "territory.toml, complaints 1.de: a text is needed here; there is none."),
        (
            '[[complaints]]\nen = "Slow."\nde = "Langsam."\n',
            'complaints = ["Slow."]',
            "territory.toml, complaints 1: one text per language is needed: de, en.",
        ),
        (
            '[[complaints]]\nen = "Slow."\nde = "Langsam."\n',
            "complaints = []",
            "territory.toml, complaints: the number of entries must be at least 1, not 0.",
        ),
        (
            "[[complaints]]",
            "[complaints]",
            "territory.toml, complaints: each one begins with a line in double brackets, [[…]].",
        ),
        (
            '[[complaints]]\nen = "Slow."\nde = "Langsam."\n',
            "",
            "territory.toml: “complaints” is missing; needed are: firms, complaints.",
        ),
        ("firms = [", "firms = ", "The file territory.toml cannot be read"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path, good, broken, sentence):
    assert good in GOOD
    with pytest.raises(DatasetError) as caught:
        read(written(tmp_path, GOOD.replace(good, broken)), "de", 3)
    assert str(caught.value).startswith(sentence)
