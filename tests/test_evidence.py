"""The evidence cards are complete in both languages, and a broken file is named in one sentence."""

import re

import pytest

from kit.errors import DatasetError
from kit.evidence import Card, cards, read
from kit.wording import LANGUAGES

TRANSLATED = ("claim", "figure", "counter", "use")

# As the studies were judged when they were read; assumptions are what nobody measured.
JUDGED = {
    "specialisation": "L",
    "handover": "M",
    "half_lost": "L",
    "checking": "M",
    "leaver": "H",
    "pooling": "H",
    "fast_answer": "M",
    "pair_talks": "H",
    "pair_work": "H",
    "tenure": "H",
    "temptation": "H",
    "multitask": "H",
    "strength": "H",
    "helping": "H",
    "pulling": "H",
    "year_end": "H",
    "bonuses_work": "H",
    "quota_removed": "H",
    "referral": "H",
    "commons": "H",
    "five_points": "M",
    "satisfaction": "M",
    "boss_week": "M",
    "coaching_works": "H",
    "coach_sales": "L",
    "unskilled_coaches": "H",
    "delegated_pricing": "H",
    "central_price": "H",
    "pricing_authority": "M",
    "empowerment": "H",
    "most_authority": "M",
    "good_boss": "H",
    "contact_change": "H",
    "reorganisation": "L",
    "pay_cut": "H",
    "seventy_percent": "H",
}
ASSUMED = (
    "overlap",
    "rework",
    "work",
    "advance",
    "meeting",
    "mistakes",
    "overpromise",
    "variation",
    "leads",
    "business",
    "hunting",
    "burning",
    "care",
    "quality",
    "risk",
    "measuring",
    "horizon",
    "ground",
    "discount",
    "amends",
    "promises",
    "decisions",
    "meeting_shape",
    "asking",
    "experience",
    "autonomy",
    "learning",
    "price_of_decisions",
    "change_price",
    "ignorance",
    "phi",
    "freed",
    "held_fixed",
    "least_evidenced",
)

GOOD = """
[tempo]
certainty = "M"
source = "Somebody 2011, Some Journal"
claim.en = "A claim"
claim.de = "Eine Aussage"
figure.en = "7%"
figure.de = "7 %"
counter.en = "Nothing known."
counter.de = "Nichts bekannt."
use.en = "Moves something."
use.de = "Verändert etwas."
"""


def written(tmp_path, text):
    path = tmp_path / "evidence.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_is_read_in_the_language_asked_for(tmp_path):
    path = written(tmp_path, GOOD)
    assert read(path, "en")["tempo"].claim == "A claim"
    assert read(path, "de")["tempo"] == Card(
        key="tempo",
        language="de",
        claim="Eine Aussage",
        figure="7 %",
        counter="Nichts bekannt.",
        use="Verändert etwas.",
        certainty="M",
        source="Somebody 2011, Some Journal",
    )


def test_a_file_saved_by_windows_notepad_is_read(tmp_path):
    assert read(written(tmp_path, "\ufeff" + GOOD), "de")["tempo"].figure == "7 %"


def test_an_assumption_needs_no_source(tmp_path):
    text = GOOD.replace('certainty = "M"', 'certainty = "A"').replace('source = "Somebody 2011, Some Journal"\n', "")
    assert read(written(tmp_path, text), "de")["tempo"].source == ""


@pytest.mark.parametrize(
    ("good", "broken", "sentence"),
    [
        ('claim.en = "A claim"\n', "", "tempo.claim.en: a text is needed here; there is none."),
        (
            'claim.en = "A claim"\nclaim.de = "Eine Aussage"\n',
            "",
            "tempo: “claim” is missing; needed are: claim, figure, counter, use, certainty.",
        ),
        ('figure.en = "7%"', 'figure.en = "  "', "tempo.figure.en: a text is needed here; there is none."),
        ('figure.de = "7 %"', "figure.de = 7", "tempo.figure.de: a text in quotation marks is needed; “7” is not one."),
        (
            'counter.en = "Nothing known."\ncounter.de = "Nichts bekannt."',
            'counter = "Nothing known."',
            "tempo.counter: one text per language is needed: de, en.",
        ),
        (
            'certainty = "M"',
            'certainty = "sure"',
            "tempo.certainty: “sure” is not possible here; possible are: H, M, L, A.",
        ),
        ('certainty = "M"\n', "", "tempo: “certainty” is missing; needed are: claim, figure, counter, use, certainty."),
        ('source = "Somebody 2011, Some Journal"\n', "", "tempo.source: a text is needed here; there is none."),
        (
            'source = "Somebody 2011, Some Journal"',
            "source = 7",
            "tempo.source: a text in quotation marks is needed; “7” is not one.",
        ),
        (
            "use.en",
            "usee.en",
            "tempo: there is no “usee”; possible are: claim, figure, counter, use, certainty, source.",
        ),
        (
            "[tempo]",
            'stray = "text"\n[tempo]',
            "stray: entries of its own are needed here, below a line in brackets, […]; “text” has none.",
        ),
    ],
)
def test_a_broken_card_is_named_with_its_field_in_one_sentence(tmp_path, good, broken, sentence):
    assert good in GOOD
    with pytest.raises(DatasetError) as caught:
        read(written(tmp_path, GOOD.replace(good, broken)), "en")
    assert str(caught.value) == f"evidence.toml, {sentence}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_in_one_language_is_found_whichever_language_is_asked_for(tmp_path, language):
    text = GOOD.replace('use.de = "Verändert etwas."\n', "")
    with pytest.raises(DatasetError, match=r"tempo\.use\.de: a text is needed"):
        read(written(tmp_path, text), language)


def test_a_language_nobody_wrote_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"tempo\.claim\.fr: a text is needed"):
        read(written(tmp_path, GOOD), "fr")


@pytest.mark.parametrize(
    "content", [b"[tempo\n", "[tempo]\nsource = “Müller”".encode(), b'[tempo]\nsource = "M\xfcller"']
)
def test_a_file_that_is_not_toml_is_named_with_the_reason(tmp_path, content):
    path = tmp_path / "evidence.toml"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"^The file evidence.toml cannot be read: .+\.$"):
        read(path, "de")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"evidence.toml cannot be read"):
        read(tmp_path / "evidence.toml", "de")


def test_a_file_without_cards_gives_no_cards(tmp_path):
    assert read(written(tmp_path, "# nothing yet\n"), "de") == {}


def test_both_languages_hold_the_same_cards_with_the_same_source_and_certainty():
    english, german = cards("en"), cards("de")
    assert list(english) == list(german)
    for key, card in english.items():
        assert (card.source, card.certainty) == (german[key].source, german[key].certainty)


@pytest.mark.parametrize("field", TRANSLATED)
def test_german_is_not_a_copy_of_english(field):
    german = cards("de")
    assert [key for key, card in cards("en").items() if getattr(card, field) == getattr(german[key], field)] == []


def test_both_languages_say_the_same_figures():
    german = cards("de")
    for key, card in cards("en").items():
        for field in TRANSLATED:
            figures = _figures(getattr(german[key], field).replace(",", "."))
            assert _figures(getattr(card, field)) == figures, (key, field)


def test_certainty_is_as_judged_when_the_study_was_read():
    found = cards("en")
    expected = JUDGED | dict.fromkeys(ASSUMED, "A")
    assert {key: found[key].certainty for key in expected} == expected


def test_a_measured_claim_names_its_year_unless_it_is_hardly_more_than_a_claim():
    for card in cards("en").values():
        if card.certainty in "HM":
            assert re.search(r"\b(19|20)\d\d\b", card.source), card.key


def _figures(text):
    return re.findall(r"\d+(?:\.\d+)?", text)
