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
        ('"One", "Two", "Three"', '"One"', "“territory.toml” needs at least 3 firms; it has 1."),
        ('"Three"', '"One"', "“territory.toml” names the firm “One” twice; players could not tell the two apart."),
        ('"Three"', '" "', "“territory.toml” needs at least 3 firms; it has 2."),
        ('de = "Langsam."\n', "", "Complaint 1 in “territory.toml” needs a text in every language: de, en."),
        ('[[complaints]]\nen = "Slow."\nde = "Langsam."\n', "", "Complaint 1 in “territory.toml” needs a text in every language: de, en."),
        ("firms = [", "firms = ", "The firms in “territory.toml” cannot be read"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path, good, broken, sentence):
    assert good in GOOD
    with pytest.raises(DatasetError) as caught:
        read(written(tmp_path, GOOD.replace(good, broken)), "de", 3)
    assert str(caught.value).startswith(sentence)
