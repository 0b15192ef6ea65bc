"""The guide is read in parts, fits the exercises and their notebooks, and agendas made from it add up."""

import json
import re

import pytest

from kit.agenda import Block, played_order, timetable, variants
from kit.errors import DatasetError
from kit.exercises import exercises
from kit.exercises.culture_check.rounds import AFTER, BEFORE, PERSON_MINUTES
from kit.guide import Guide, guide
from kit.places import workshops
from kit.wording import LANGUAGES

MINUTES = {one.name: one.minutes for one in exercises().values()}
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def headings(language: str, name: str, number: int) -> list[str]:
    """The headings of an exercise's notebook, one per step."""
    cells = json.loads((workshops() / language / f"{number:02d}_{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    said = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return [text.partition("\n")[0].lstrip("# ") for text in said if text.startswith("## ")]


@EVERY_LANGUAGE
@pytest.mark.parametrize("name", MINUTES)
def test_every_exercise_has_its_steps_minutes_objections_and_head_counts(language, name):
    part = guide(language).part(name)
    assert [row.step for row in part.rows] == headings(language, name, exercises()[name].number)
    assert tuple(row.minutes for row in part.rows) == exercises()[name].step_minutes
    assert len(part.objections) >= 3 and part.heads
    assert all(row.say and row.expect for row in part.rows)


def test_both_languages_have_the_same_parts_and_minutes():
    def shape(language):
        return [
            (key, [row.minutes for row in part.rows], len(part.objections), bool(part.heads))
            for key, part in guide(language).parts.items()
        ]

    assert shape("de") == shape("en")


@EVERY_LANGUAGE
def test_the_printed_guide_has_all_parts_and_asks_nobody_for_anything(language):
    html = guide(language).html
    assert all(part.title in re.sub(r"&quot;", '"', html) for part in guide(language).parts.values())
    assert html.count("<table>") >= 7 and "<!--" not in html
    assert re.findall(r"(?:src|href)=|<script", html) == []


def test_what_a_trainer_writes_is_text_and_no_markup():
    text = "# T\n\n<!-- welcome -->\n\n## W\n\n| M | S | A | E |\n|---|---|---|---|\n| 5 | one | <script>x</script> | **bold** |\n\n*“Why?”* Because <b>so</b>.\n\n*Head-count.* Two.\n"
    part = Guide("g.md", text).part("welcome")
    assert part.rows[0].say == "&lt;script&gt;x&lt;/script&gt;" and part.rows[0].expect == "<strong>bold</strong>"
    assert part.objections == (("“Why?”", "Because &lt;b&gt;so&lt;/b&gt;."),) and part.heads == "Two."


@pytest.mark.parametrize(
    ("row", "wrong"),
    [("| five | one | a | b |", "five"), ("| -5 | one | a | b |", "-5"), ("| 2,5 | one | a | b |", "2,5")],
)
def test_minutes_that_are_none_are_named(row, wrong):
    with pytest.raises(DatasetError) as caught:
        Guide("g.md", f"<!-- welcome -->\n\n## W\n\n| M | S | A | E |\n|---|---|---|---|\n{row}\n").part("welcome")
    assert caught.value.values["minutes"] == wrong and caught.value.values["step"] == "one"


def test_a_missing_part_and_a_missing_guide_are_said(tmp_path):
    with pytest.raises(DatasetError, match="party"):
        guide("en").part("party")
    with pytest.raises(DatasetError, match=r"guide\.md"):
        guide("en", tmp_path)


# Agendas


@EVERY_LANGUAGE
def test_there_is_an_agenda_for_ninety_minutes_half_a_day_and_a_day(language):
    found = variants(language, guide(language), MINUTES)
    assert [one.key for one in found] == ["ninety", "half_day", "full_day"]
    assert [one.minutes for one in found] == [90, 210, 420]


@EVERY_LANGUAGE
def test_a_timetable_takes_exactly_the_minutes_of_its_blocks(language):
    book = guide(language)
    for variant in variants(language, book, MINUTES):
        items = timetable(variant.blocks, book)
        assert sum(item.seconds for item in items) == 60 * variant.minutes
        assert all(item.seconds > 0 for item in items)
        for item in items:
            block = variant.blocks[item.place[0]]
            assert item.block == block.name and item.title == book.part(block.section).rows[item.place[1]].step


def test_a_block_of_half_the_minutes_has_steps_of_half_the_length():
    book = guide("en")
    whole, half = (timetable([Block("role_chain", "x", minutes)], book) for minutes in (45, 22))
    assert [item.seconds for item in whole] == [60 * row.minutes for row in book.part("role_chain").rows]
    assert sum(item.seconds for item in half) == 22 * 60
    assert all(abs(one.seconds - 22 / 45 * other.seconds) <= 1 for one, other in zip(half, whole, strict=True))


def test_a_block_without_minutes_is_left_out():
    assert timetable([Block("welcome", "x", 0), Block("debrief", "y", 15)], guide("en"))[0].place == (1, 0)


GOOD = '[[variant]]\nkey = "a"\nname = {en = "A", de = "B"}\nminutes = 55\nblocks = [{section = "welcome", minutes = 10}, {section = "role_chain"}]\n'


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("minutes = 55", "minutes = 60", "add up to 55"),
        ('key = "a"\n', "", "“key”"),
        ('en = "A"', 'fr = "A"', "“en”"),
        ('section = "welcome", minutes = 10', 'section = "welcome"', "“minutes”"),
        ('"welcome"', '"party"', "party"),
        ("[[variant]]", "[[", "cannot be read"),
    ],
)
def test_an_agenda_that_does_not_fit_says_where(before, after, said):
    assert variants("en", guide("en"), MINUTES, GOOD)[0].minutes == 55
    with pytest.raises(DatasetError, match=said):
        variants("en", guide("en"), MINUTES, GOOD.replace(before, after))


@EVERY_LANGUAGE
def test_every_agenda_asks_the_culture_check_before_the_first_exercise_and_again_after_the_last(language):
    book = guide(language)
    asked = {
        "de": ["Kulturcheck: Vorher", "Kulturcheck: Nachher"],
        "en": ["Culture check: before", "Culture check: after"],
    }
    for variant in variants(language, book, MINUTES):
        items = timetable(variant.blocks, book)
        played = [place for place, item in enumerate(items) if variant.blocks[item.place[0]].section in MINUTES]
        before, after = ([item.title for item in items].index(title) for title in asked[language])
        assert before < min(played) and after > max(played)
        for place, step in ((before, BEFORE), (after, AFTER)):  # two people at a screen get through
            assert items[place].seconds >= 2 * 60 * PERSON_MINUTES[step]


def test_the_order_of_the_debrief_is_that_of_the_agenda_as_it_was_changed():
    assert played_order("en", {}, MINUTES) == ("role_chain",)
    half = {"variant": "half_day"}
    assert played_order("de", half, MINUTES) == ("role_chain", "customer_forest", "incentives")
    changed = half | {"half_day.1.exercise": "incentives", "half_day.4.minutes": 0}
    assert played_order("en", changed, MINUTES) == ("incentives",)
    assert played_order("en", {"variant": 7, "ninety.1.exercise": "nothing"}, MINUTES) == ("role_chain",)
