"""The cards as a trainer edits them: all there in both languages, and what is wrong is named by file, place and limit."""

import pytest

from kit.errors import DatasetError
from kit.exercises.leadership.decisions import COUNT, Scene, decisions, read, title
from kit.places import datasets
from kit.wording import LANGUAGES, Language

FILE = datasets() / "decisions.toml"


def test_ten_decisions_have_two_scenes_each_in_both_languages():
    english, german = (decisions(language) for language in ("en", "de"))
    assert len(english) == len(german) == COUNT and [one.key for one in english] == [one.key for one in german]
    assert all(len(one.scenes) == 2 for one in (*english, *german))
    same = [one.who for one, other in zip(_scenes(english), _scenes(german), strict=True) if one.text == other.text]
    assert same == []


def _scenes(found) -> list[Scene]:
    return [scene for one in found for scene in one.scenes]


def test_a_card_is_called_in_every_language():
    assert title(1).texts.keys() == set(LANGUAGES)


def test_some_decisions_are_known_better_by_the_team_and_some_by_the_boss():
    order = ("seldom", "sometimes", "often")
    apart = {
        (order.index(one.team_errs) > order.index(one.boss_errs))
        - (order.index(one.team_errs) < order.index(one.boss_errs))
        for one in decisions("en")
    }
    assert apart == {-1, 0, 1}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[discount]", "[discount", "The file cards.toml cannot be read"),
        ('title.en = "A discount above 10 percent"', f'title.en = "{"x" * 51}"', "cards.toml, discount.title.en: the text has 51 characters; at most 50 fit."),
        ('title.de = "Ein Rabatt über 10 Prozent"', 'title.de = ""', "cards.toml, discount.title.de: a text is needed here; there is none."),
        ('patience = "hours"', 'patience = "minutes"', "cards.toml, discount.patience: “minutes” is not possible here; possible are: hours, day, days."),
        ('team_errs = "often"', 'team_errs = "always"', "cards.toml, discount.team_errs: “always” is not possible here; possible are: seldom, sometimes, often."),
        ("often = 3", "often = 9", "cards.toml, discount.often: “9” is not possible here; possible are: 1, 2, 3."),
        ('boss_errs = "sometimes"', 'bos_errs = "sometimes"', "cards.toml, discount: there is no “bos_errs”"),
        ("[[discount.scenes]]", "[discount.scenes]", "cards.toml"),
        ('text.en = "“Fifteen percent, and I sign today. Yes or no?”"', f'text.en = "{"x" * 141}"', "cards.toml, discount.scenes 1.text.en: the text has 141 characters; at most 140 fit."),
    ],
)  # fmt: skip
def test_a_card_written_wrongly_is_named_by_file_place_and_limit(tmp_path, before, after, said):
    file = tmp_path / "cards.toml"
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DatasetError) as error:
        read(file, "en")
    assert said in Language("en").say(error.value)


def test_nine_cards_are_too_few(tmp_path):
    file = tmp_path / "cards.toml"
    text = FILE.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[visit]")], encoding="utf-8")
    with pytest.raises(DatasetError) as error:
        read(file, "en")
    assert Language("en").say(error.value) == "cards.toml: the number of entries must be 10, not 9."
