"""What an exercise says of its game: values as they stand in a cell, with their decimals and units."""

import pytest

from kit.contract import PERCENT_SIGN, Fact, beside
from kit.messages import Finding, Message
from kit.parameters import PERCENT, Shown
from kit.wording import LANGUAGES, Language


@pytest.mark.parametrize(
    ("value", "unit", "digits", "english", "german"),
    [
        (1234.56, "", 0, "1,235", "1.235"),
        (1234.56, "EUR", 1, "1,234.6", "1.234,6"),
        (2, "days", 2, "2.00", "2,00"),
        (40.0, PERCENT_SIGN, 0, "40%", "40 %"),
        (0.0, PERCENT_SIGN, 0, "0%", "0 %"),
        (Shown(PERCENT, 0.5), "", 0, "50%", "50 %"),
    ],
)
def test_a_fact_is_shown_with_its_decimals_and_a_share_says_its_sign_itself(value, unit, digits, english, german):
    shown = [
        Language(one).said(Fact((), Message("what"), value, Message(unit), digits).shown).replace("\u00a0", " ")
        for one in LANGUAGES
    ]
    assert dict(zip(LANGUAGES, shown, strict=True)) == {"en": english, "de": german}


@pytest.mark.parametrize("said", ["= 5 %", Message("yes"), Finding(Message("{one}"), {"one": 1})])
def test_a_fact_in_words_is_shown_as_it_is_said(said):
    assert Fact((), Message("what"), said, Message(PERCENT_SIGN)).shown is said


def test_values_in_one_cell_have_strokes_between_them():
    assert Language("en").say(beside(["30", 20, Shown(PERCENT, 0.1)])) == "30 / 20 / 10%"
    assert Language("en").say(beside(["{x}"])) == "{x}"
