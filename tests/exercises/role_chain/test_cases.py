"""Customer cases: all good in both languages, and what is wrong in a file is said in one sentence with its place."""

import re

import pytest

from kit.errors import DatasetError
from kit.exercises.role_chain.cases import cases, read
from kit.models.chain.setting import ROLES
from kit.places import datasets
from kit.wording import LANGUAGES

FOLDER = datasets() / "cases"
KEYS = list(cases("en"))
GOOD = (FOLDER / "mustard_line.toml").read_text(encoding="utf-8")


def facts(case):
    return [fact for seat in case.seats for fact in seat.facts]


def texts(case):
    """Every text of a case that people read."""
    seats = [text for seat in case.seats for text in (seat.person, seat.scene, seat.says)]
    asked = [text for seat in case.seats for one in seat.questions for text in (one.label, one.answer)]
    ends = [
        text
        for one in case.end
        for text in (one.asks, one.right.text, *(t for w in one.wrong for t in (w.text, w.breaks)))
    ]
    return [case.title, case.opening, *seats, *asked, *ends, *(fact.text for fact in facts(case))]


def test_there_are_at_least_six_cases_from_different_trades_in_a_fixed_order():
    assert len(KEYS) >= 6 and sorted(KEYS) == KEYS
    assert len({case.trade for case in cases("en").values()}) == len(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_case_has_twelve_facts_four_talks_and_eight_questions(key, language):
    case = cases(language)[key]
    assert [seat.key for seat in case.seats] == list(ROLES)
    assert len(facts(case)) == 12 and len(case.end) == 8
    assert all(len(seat.questions) == 5 for seat in case.seats)


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_tell_the_same_case_in_their_own_words(key):
    german, english = cases("de")[key], cases("en")[key]
    assert [fact.key for fact in facts(german)] == [fact.key for fact in facts(english)]
    assert [one.needs for one in german.end] == [one.needs for one in english.end]
    same = [text for text, other in zip(texts(german), texts(english), strict=True) if text == other]
    assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_carry_no_markup_and_german_no_straight_quotes(language):
    for case in cases(language).values():
        for text in texts(case):
            assert not re.search(r"<\w|&\w+;|\*\*", text)
            assert language != "de" or '"' not in text


@pytest.mark.parametrize("key", KEYS)
def test_the_right_answer_is_not_given_away_by_its_length(key):
    longest = [
        max((one.right, *one.wrong), key=lambda answer: len(answer.text)) is one.right for one in cases("en")[key].end
    ]
    assert sum(longest) <= 6


BREACHES = [
    ('title.de = "Seinen Senf dazugeben"\n', "", "title.de: a text is needed"),
    ('title.de = "Seinen Senf dazugeben"', "title.de = 7", "quotation marks"),
    ('title.de = "Seinen Senf dazugeben"', 'title.de = " "', "a text is needed"),
    ('title.de = "Seinen Senf dazugeben"', f'title.de = "{"x" * 99}"', "99 characters"),
    ('kind = "date"', 'kind = "weather"', "weather.*not possible"),
    ("depth = 2", "depth = 9", "9.*not possible"),
    (
        'uncovers = "season"',
        'uncovers = "nothing"',
        "uncovers: “nothing” is not possible here; possible are: slow_line, season, senior",
    ),
    ('uncovers = "season"\n', "", "exactly one question"),
    ("colour = true\n", "", "no question at the end needs this fact"),
    ('needs = ["height"]', 'needs = ["depth"]', "needs: “depth” is not possible"),
    ('needs = ["height"]', "needs = []", "needs: the number of entries must be 1–2, not 0"),
    ("[contact.facts.season]\n", "[contact.facts.season]\nsmell = 1\n", "no “smell”"),
    ("[contact]", "[reception]", "no “reception”"),
    ('hint.de = "Ach, so', 'hint.xx = "Ach, so', "hint"),
    ("[[end.building.wrong]]", "[end.building.wrong]", "cannot be read|double brackets"),
    ('title.de = "', "title.de = ", "cannot be read"),
]


@pytest.mark.parametrize(("good", "bad", "said"), BREACHES, ids=[said for _good, _bad, said in BREACHES])
def test_a_breach_is_said_in_one_sentence_that_names_the_file(tmp_path, good, bad, said):
    assert good in GOOD
    path = tmp_path / "broken.toml"
    path.write_text(GOOD.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(DatasetError, match=said) as caught:
        read(path, "de")
    assert "broken" in str(caught.value) and "\n" not in str(caught.value)


def test_a_seventh_case_is_a_copy_of_another_file(tmp_path):
    path = tmp_path / "my_case.toml"
    path.write_text("\ufeff" + GOOD, encoding="utf-8")  # as Windows Notepad saves it
    assert read(path, "de").key == "my_case"
