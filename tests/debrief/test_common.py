"""Guesses, quiz and steps: what the groups of a session have in common, counted."""

import pytest

from kit.debrief import TOGETHER
from kit.exercises import exercises, find
from kit.groups import Session
from tests.debrief.sessions import english, group, only, rules, session

CHAIN, PLANS, FOREST = (find(name) for name in ("role_chain", "incentives", "customer_forest"))


def guesses(*given: dict, exercise: str = "role_chain") -> Session:
    return session(f"{exercise}.predict", *({"guess": "given"} | one for one in given))


# Guesses


def test_guesses_that_lie_far_apart_are_shown_from_end_to_end():
    question = only(rules.guesses_apart(guesses({"faster": 10}, {"faster": 55}, {"faster": 90})))
    assert (question.about, question.kind) == ("role_chain", TOGETHER)
    assert (
        english(question.seen) == "“Chain faster”: the guesses of 3 groups run from 10 of 100 years to 90 of 100 years."
    )


def test_of_several_guesses_the_one_furthest_apart_is_shown():
    apart = guesses({"faster": 30, "needed": 0.0}, {"faster": 80, "needed": 0.4})
    assert "from 0% to 40%" in english(only(rules.guesses_apart(apart)).seen)


def test_different_answers_to_a_choice_are_counted():
    question = only(
        rules.guesses_apart(guesses({"bottleneck": "close"}, {"bottleneck": "relation"}, {"bottleneck": "close"}, {}))
    )
    assert english(question.seen) == "“Longest wait”: 4 groups gave 3 different answers."


@pytest.mark.parametrize(
    "given",
    [[], [{"faster": 10}], [{"faster": 50}, {"faster": 60}], [{"faster": "much"}, {"faster": None}, {"faster": 1000}]],
)
def test_guesses_that_lie_close_together_or_make_no_sense_are_no_question(given):
    assert rules.guesses_apart(guesses(*given)) == []


@pytest.mark.parametrize(("given", "asked"), [((30, 70), 1), ((30, 65), 0), ((0, 100), 1)])
def test_guesses_are_far_apart_from_four_tenths_of_the_scale_on(given, asked):
    assert len(rules.guesses_apart(guesses(*({"faster": one} for one in given)))) == asked


def test_the_further_apart_the_more_striking_and_answers_to_a_choice_lie_apart_by_their_number():
    far = [
        only(rules.guesses_apart(guesses(*({"faster": one} for one in given)))).striking
        for given in ((30, 70), (0, 100))
    ]
    assert far == pytest.approx([0.46, 0.7])
    two_of_three = guesses({"bottleneck": "close"}, {"bottleneck": "relation"}, {"bottleneck": "close"})
    assert only(rules.guesses_apart(two_of_three)).striking == pytest.approx(0.3 + 0.4 / 2)


def test_a_guess_that_was_skipped_counts_as_no_guess():
    assert (
        rules.guesses_apart(
            session("role_chain.predict", {"guess": "given", "faster": 10}, {"guess": "skipped", "faster": 90})
        )
        == []
    )


def test_guesses_on_one_side_of_the_laboratory_are_counted():
    truth, right = CHAIN.guesses[0].truth(), CHAIN.guesses[2].truth()
    question = only(rules.guesses_on_one_side(guesses(*({"faster": share, "needed": right} for share in (90, 70, 5)))))
    assert question.kind == TOGETHER and 10 < truth < 65
    assert question.seen.values["truth"].value == truth
    assert (
        english(question.seen)
        == f"“Chain faster”: 2 of 3 groups guessed clearly more than the laboratory says, which is about {truth} of 100 years."
    )


def test_guesses_near_the_answer_or_on_both_sides_are_no_question():
    truth, right = CHAIN.guesses[0].truth(), CHAIN.guesses[2].truth()
    assert (
        rules.guesses_on_one_side(
            guesses({"faster": truth + 2, "needed": right}, {"faster": truth + 4, "needed": right})
        )
        == []
    )
    assert rules.guesses_on_one_side(guesses({"faster": 90, "needed": 0.4}, {"faster": 5, "needed": 0.0})) == []


@pytest.mark.parametrize(
    ("hundredths", "counted"),
    [
        ((2, 3, 3), ("more", 2, 3)),
        ((3, 3, -3), ("more", 2, 3)),
        ((-3, -3, -2), ("less", 2, 3)),
        ((2, 2, 3), None),
        ((3, 3, 3, 0, 0), None),
    ],
)
def test_a_guess_is_clear_beyond_a_twentieth_of_the_scale_and_two_of_three_groups_are_most(hundredths, counted):
    truth, right = CHAIN.guesses[2].truth(), 5 * round(CHAIN.guesses[0].truth() / 5)
    asked = rules.guesses_on_one_side(
        guesses(*({"faster": right, "needed": round(truth + one / 100, 2)} for one in hundredths))
    )
    said = [english(one.seen) + english(one.ask) for one in asked]
    sides = [next(side for side in ("more", "less") if one.count(f"{side} than") == 2) for one in said]
    assert [
        (side, one.seen.values["count"], one.seen.values["all"]) for side, one in zip(sides, asked, strict=True)
    ] == ([counted] if counted else [])


def test_groups_that_went_on_without_a_guess_are_counted_among_those_that_came_so_far():
    question = only(
        rules.guesses_skipped(
            session(
                "incentives.predict", {"guess": "given"}, {"guess": "skipped"}, {"guess": "open"}, {"guess": "skipped"}
            )
        )
    )
    assert (question.about, english(question.seen)) == ("incentives", "Groups that went on without a guess: 2 of 3.")


@pytest.mark.parametrize("guess", [["given", "given"], ["skipped"], ["skipped", "open"], [7, None]])
def test_without_a_skipped_guess_among_several_groups_there_is_no_question(guess):
    assert rules.guesses_skipped(session("incentives.predict", *({"guess": one} for one in guess))) == []


# Quiz


@pytest.mark.parametrize(
    "exercise", [one for one in exercises().values() if len(one.quiz) > 1], ids=lambda one: one.name
)
def test_the_question_that_most_groups_answered_otherwise_is_shown(exercise):
    first, second = exercise.quiz[:2]
    right, wrong = (
        {one.key: str(one.right) for one in (first, second)},
        {one.key: str((one.right + 1) % len(one.options)) for one in (first, second)},
    )
    answers = [
        {first.key: right[first.key], second.key: wrong[second.key]},
        {first.key: wrong[first.key], second.key: wrong[second.key]},
        right,
    ]
    question = only(rules.quiz(session(f"{exercise.name}.reflect", *answers, {first.key: "9", second.key: None})))
    assert question.seen.values == {"question": second.question, "count": 2, "all": 3}
    assert (question.about, question.kind) == (exercise.name, TOGETHER)


def test_a_quiz_that_most_groups_answered_as_the_laboratory_is_no_question():
    one = CHAIN.quiz[0]
    right, wrong = {one.key: str(one.right)}, {one.key: str((one.right + 1) % 3)}
    assert rules.quiz(session("role_chain.reflect", right, right, wrong)) == []
    assert rules.quiz(session("role_chain.reflect", wrong)) == []
    assert rules.quiz(session("role_chain.reflect", {one.key: "x"}, {one.key: 7}, {one.key: True})) == []


@pytest.mark.parametrize(("others", "groups", "asked"), [(1, 2, True), (2, 4, True), (2, 5, False), (1, 3, False)])
def test_a_quiz_is_a_question_when_half_of_those_who_answered_chose_otherwise(others, groups, asked):
    one = CHAIN.quiz[0]
    answers = [{one.key: str((one.right + (place < others)) % 3)} for place in range(groups)]
    assert bool(rules.quiz(session("role_chain.reflect", *answers, {}))) == asked


def test_of_two_quiz_questions_answered_otherwise_as_often_the_first_is_shown():
    first, second = CHAIN.quiz[:2]
    wrong = {one.key: str((one.right + 1) % 3) for one in (first, second)}
    assert only(rules.quiz(session("role_chain.reflect", wrong, wrong))).seen.values["question"] == first.question


def test_the_more_groups_the_more_striking_and_every_question_asks_something():
    right, wrong = ({CHAIN.quiz[0].key: str((CHAIN.quiz[0].right + off) % 3)} for off in (0, 1))
    near = 5 * round(CHAIN.guesses[0].truth() / 5)
    found = [
        (rules.quiz(session("role_chain.reflect", wrong, wrong)), 0.6), (rules.quiz(session("role_chain.reflect", wrong, right)), 0.4),
        (rules.guesses_on_one_side(guesses({"faster": near, "needed": 0.4}, {"faster": near, "needed": 0.4})), 0.7),
        (rules.guesses_on_one_side(guesses({"faster": near, "needed": 0.4}, {"faster": near, "needed": 0.4}, {"faster": near, "needed": 0.0})), 0.2 + 0.5 * 2 / 3),
        (rules.guesses_skipped(session("incentives.predict", {"guess": "skipped"}, {"guess": "skipped"})), 0.4),
        (rules.guesses_skipped(session("incentives.predict", {"guess": "given"}, {"guess": "skipped"})), 0.25),
        (rules.steps_missing(of(*steps(WHOLE, {"what": ""}), {"incentives.play": {"luck": 3}})), 0.6), (rules.steps_open(of(*steps(WHOLE, {"what": "ask"}))), 0.6),
        (rules.steps_on_one_topic(of(*steps(WHOLE, WHOLE, exercise="customer_forest"), *steps(WHOLE))), 0.3),
    ]  # fmt: skip
    assert [only(asked).striking for asked, _striking in found] == pytest.approx(
        [striking for _asked, striking in found]
    )
    assert all(english(only(asked).ask) for asked, _striking in found)


# Steps


def steps(*written: dict, exercise: str = "role_chain") -> list[dict]:
    return [{f"{exercise}.commit": one} for one in written]


WHOLE = {"what": "call five customers", "who": "Ada", "until": "2030-01-31"}


def of(*decided: dict) -> Session:
    return Session(tuple(group(f"Group {place}", one) for place, one in enumerate(decided)))


def test_groups_without_a_step_are_counted_once_others_have_one():
    asked = of(*steps(WHOLE, {"what": "  "}), {"incentives.play": {"luck": 3}}, {})
    assert english(only(rules.steps_missing(asked)).seen) == "Groups that have written down a step so far: 1 of 3."


def test_where_nobody_or_everybody_has_a_step_none_is_missing():
    assert rules.steps_missing(of(*steps({}, {"what": ""}))) == []
    assert rules.steps_missing(of(*steps(WHOLE, WHOLE))) == []


def test_steps_without_a_date_or_a_person_are_counted():
    written = steps(WHOLE, {"what": "ask"}, WHOLE | {"until": "soon"}, WHOLE | {"who": " "})
    assert (
        english(only(rules.steps_open(of(*written))).seen)
        == "Steps written down: 4. Without a date: 2; without anybody who does it: 2."
    )


def test_whole_steps_or_a_single_one_are_no_question():
    assert rules.steps_open(of(*steps(WHOLE, WHOLE))) == []
    assert rules.steps_open(of(*steps({"what": "ask"}))) == []


def test_the_exercise_with_most_of_the_steps_is_named():
    asked = of(*steps(WHOLE, WHOLE, exercise="customer_forest"), *steps(WHOLE))
    values = only(rules.steps_on_one_topic(asked)).seen.values
    assert values == {"title": FOREST.title, "count": 2, "all": 3}


def test_steps_spread_over_the_exercises_or_in_the_only_one_are_no_question():
    assert rules.steps_on_one_topic(of(*steps(WHOLE, WHOLE), *steps(WHOLE, WHOLE, exercise="incentives"))) == []
    assert rules.steps_on_one_topic(of(*steps(WHOLE, WHOLE, WHOLE))) == []
