"""What is kept of the debrief: ticks and answers by question, and the questions themselves."""

import pytest

from kit.debrief.notes import LONGEST_ANSWER, Note, Written, keeping, kept, notes, with_noted

ONE = Written("role_chain", "hours", "together", "Seen “this”: 3.", "What did the customer get?")
OTHER = Written("role_chain", "quiz", "together", "Seen that.", "Who?")
LAST = Written("", "steps_open", "together", "Seen.", "Who does them?")


def test_what_was_asked_and_answered_is_read_by_question():
    decided = {
        "asked|role_chain|hours": "What did you get?",
        "answer|role_chain|hours": " nothing <b>at all</b> ",
        "answer||steps_open": "Ada",
        "asked|role_chain|quiz": "",
        "asked|customer_forest|never_tried.rest": "Who?",
    }
    assert notes(decided) == (
        Note("role_chain", "hours", "What did you get?", "nothing <b>at all</b>"),
        Note("", "steps_open", "", "Ada"),
        Note("customer_forest", "never_tried.rest", "Who?", ""),
    )


def test_nonsense_is_no_note_and_an_answer_has_an_end():
    assert notes({"asked": "x", "asked|": "x", "asked|a|": "x", "asked|a|b": 7, "made": "x", "other|a|b": "x"}) == ()
    assert len(notes({"answer|a|b": "x" * 5000})[0].answer) == LONGEST_ANSWER


def test_questions_are_kept_in_their_order_and_in_their_language():
    decided = keeping("en", (ONE, OTHER, LAST), ())
    assert kept("en", decided) == (ONE, OTHER, LAST) and kept("de", decided) == ()
    again = decided | keeping("en", (LAST,), decided)
    assert kept("en", again) == (LAST,) and again["made|role_chain"] == ""


@pytest.mark.parametrize(
    "damage", [{"made": "{"}, {"made": "7"}, {"made": None}, {"made|": "[7]"}, {"made|": '[{"x": 1}]'}, {"made|": ""}]
)
def test_questions_that_cannot_be_read_are_made_anew(damage):
    assert kept("en", keeping("en", (ONE, LAST), ()) | damage) == ()


def test_a_question_that_was_asked_or_answered_stays_when_the_others_are_made_anew():
    before = (ONE, OTHER, LAST)
    assert with_noted((LAST,), before, {"answer|role_chain|quiz": "Ada"}) == (LAST, OTHER)
    changed = Written(ONE.about, ONE.rule, ONE.kind, "Seen otherwise.", "What else?")
    assert with_noted((changed, LAST), before, {"asked|role_chain|hours": ONE.ask}) == (changed, LAST)
