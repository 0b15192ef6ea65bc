"""Handouts say what the guide says, and nothing else."""

import pytest

from kit.exercises import exercises
from kit.guide import Guide, guide
from kit.report.handout import LARGEST, SMALLEST, handouts
from kit.screen.facilitator.agenda import Agenda
from kit.screen.facilitator.page import Facilitator
from kit.wording import LANGUAGES, Language
from tests.test_report import Page

PART = "# T\n\n<!-- role_chain -->\n\n## Chain\n\nAim: {aim}\n\n| M | S | A | E |\n|---|---|---|---|\n| 5 | one | say | expect |\n\n*“Why?”* So.\n\n*Looking on.* Do not.\n\n*Head-count.* Two.\n"


def page(language: str, book: Guide | None = None) -> Page:
    return Page(handouts(Language(language), book or guide(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_has_its_sheet_with_steps_and_what_ifs(language):
    made, book = page(language), guide(language)
    for name in exercises():
        part = book.part(name)
        plain = [part.title, *(piece for row in part.rows for piece in (row.step, row.say.striptags()))]
        plain += [one.striptags() for one, _answer in (*part.objections, *part.notes)]
        assert [one for one in plain if " ".join(one.replace("\u00a0", " ").split()) not in made.text] == []
    assert {"script", "img", "link", "iframe"}.isdisjoint(made.tags)


@pytest.mark.parametrize(("language", "answers"), [("en", "with answers"), ("de", "mit Lösungen")])
def test_every_name_of_the_sheets_says_that_they_hold_the_answers(language, answers):
    made = handouts(Language(language), guide(language))
    assert answers in made.partition("<title>")[2].partition("</title>")[0]
    heads = made.count('<section style="font-size')
    assert made.count(f"<p>{answers}") == heads >= len(exercises())
    sheet = Agenda(Facilitator(language)).handouts
    assert all(answers in one for one in (sheet.label, sheet.keep))
    assert answers.replace(" ", "-").replace("ö", "oe").lower() in sheet.file_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_observers_sheet_counts_and_gives_no_marks(language):
    made, part = page(language), guide(language).part("observer")
    counted, written = part.lists
    assert [row[0] for row in made.tables[-1][1:]] == [one.striptags() for one in counted]
    assert not any(any(row[1:]) for row in made.tables[-1][1:]) and len(written) >= 3


def test_a_sentence_that_a_trainer_changed_stands_on_the_sheet_as_text():
    made = page("en", Guide("g.md", PART.format(aim="to see <b>nothing</b>.")))
    assert "Aim: to see <b>nothing</b>." in made.text and "Looking on. Do not." in made.text
    assert made.tags.count("section") == 1  # without an observers' part there is no such sheet


@pytest.mark.parametrize(("aim", "size"), [("short", LARGEST), ("much " * 2_000, SMALLEST)])
def test_a_longer_part_has_smaller_type(aim, size):
    assert ("style", f"font-size: {size}pt") in page("en", Guide("g.md", PART.format(aim=aim))).attributes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_stand_at_the_end_of_the_guide(language):
    text = guide(language).text
    before, after = text.split("<!-- commands -->")
    assert "-m kit" in after and "-m kit" not in before and "pip install" not in before
