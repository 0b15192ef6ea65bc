"""The laboratories: which assumptions groups changed, and to which results their own settings lead."""

import numpy as np
import pytest

from kit.debrief import CHANCE, CULTURE, TOGETHER
from kit.exercises import find
from kit.groups import Session
from kit.parameters import parameters
from tests.debrief.sessions import english, group, only, rules, session

CHAIN = find("role_chain")


def settings(*changed: dict, exercise: str = "role_chain") -> Session:
    return session(f"{exercise}.setting", *changed)


def figures(changes: dict, exercise=CHAIN) -> dict:
    """How often who is ahead, played here without the groups' own cache."""
    pairs = [exercise.laboratory.simulate(exercise.setting(**changes), 50, block) for block in range(8)]
    judge = exercise.laboratory.outcomes[0]
    old, new = (np.concatenate([judge.measure(pair[side]) for pair in pairs]) for side in (0, 1))
    return {"count": round(100 * float((new < old).mean())), "old": round(100 * float((old < new).mean()))}


# Assumptions


def test_the_assumption_that_most_groups_changed_is_shown_with_its_values():
    question = only(
        rules.same_assumption(settings({"gain": 0.3}, {"gain": 0.1, "win": 0.5}, {"people_close": 2, "rework": 2.0}))
    )
    assert question.kind == TOGETHER
    assert (
        english(question.seen)
        == "“work saved by specialising” was changed by 2 of 3 groups (now 10% to 30%); the kit assumes 20%."
    )


def test_an_assumption_with_names_instead_of_figures_is_shown_by_its_name():
    question = only(rules.same_assumption(settings({"handover": "sheet"}, {"handover": "spoken"})))
    assert (
        english(question.seen)
        == "“form of the handover” was changed by 2 of 2 groups; the kit assumes “mixed practice”."
    )


@pytest.mark.parametrize(
    "changed",
    [
        [],
        [{"gain": 0.3}],
        [{"gain": 0.3}, {"win": 0.5}],
        [{"gain": 0.3}, {"gain": 0.2}],
        [{"gain": 9}, {"gain": "much"}],
        [{"leave_month": 3}] * 3,
    ],
)
def test_assumptions_that_few_changed_and_decisions_are_no_question(changed):
    assert rules.same_assumption(settings(*changed)) == []


def test_that_nobody_changed_an_assumption_is_a_question_of_its_own():
    seen = session("incentives.reflect", {"question1": "a"}, {"question1": "b"})
    question = only(rules.no_assumption(seen))
    assert (question.about, question.seen.values) == ("incentives", {"all": 2})
    decided = only(rules.no_assumption(settings({"new_new": 0.2}, {}, {"new_pool": 0.1}, exercise="incentives")))
    assert decided.seen.values == {"all": 2}  # levers are decisions; the group in the middle has decided nothing


def test_one_changed_assumption_or_one_group_is_enough_not_to_ask():
    assert rules.no_assumption(settings({"gain": 0.3}, {"leaver": "close"})) == []
    assert rules.no_assumption(settings({"leaver": "close"})) == []
    assert rules.no_assumption(session("role_chain.predict", {"guess": "given"}, {"guess": "given"})) == []


# Who is ahead

FAST, SLOW, EVEN = {"gain": 0.3}, {"gain": 0.1}, {"gain": 0.22}


def test_settings_that_lead_to_opposite_results_are_shown_from_end_to_end():
    question = only(rules.settings_disagree(settings(FAST, SLOW, {"gain": 0.35}, {"gain": 0.2})))
    fastest, slowest = figures({"gain": 0.35}), figures(SLOW)
    assert fastest["count"] > 90 and slowest["old"] > 90
    assert (question.about, question.kind) == ("role_chain", CULTURE)
    values = question.seen.values
    assert (values["new"], values["old"], values["all"]) == (2, 1, 3)
    assert {name: values["most"].values[name] for name in fastest} == fastest
    assert {name: values["least"].values[name] for name in slowest} == slowest
    assert "(± 1)" in english(values["most"])


def test_settings_that_agree_or_are_the_start_setting_are_no_disagreement():
    assert rules.settings_disagree(settings(FAST, {"gain": 0.35})) == []
    assert rules.settings_disagree(settings(FAST, {"gain": 0.2})) == []


def test_a_setting_close_to_a_coin_is_chance_and_its_group_is_named():
    question = only(rules.close_to_a_coin(settings(FAST, EVEN, {"gain": 0.2})))
    even = figures(EVEN)
    assert 40 <= even["count"] <= 60 and question.kind == CHANCE
    assert question.seen.values["groups"] == "B"
    assert english(question.seen).startswith(
        f"Settings whose result is close to a coin: those of B. The closest one: NEW is faster in {even['count']}, OLD in {even['old']} of 100 years (± "
    )


def test_groups_of_the_same_name_are_told_apart():
    twins = Session(tuple(group("Blue", {"role_chain.setting": EVEN}, key=key) for key in "ab"))
    assert only(rules.close_to_a_coin(twins)).seen.values["groups"] == "Blue, Blue (2)"


def test_a_clear_setting_and_the_start_setting_are_no_coin():
    assert rules.close_to_a_coin(settings(FAST, SLOW)) == []
    assert rules.close_to_a_coin(settings({}, {"view": "x"}, exercise="incentives")) == []


def test_two_settings_that_differ_little_and_lead_to_opposite_results_are_shown():
    one, other = {"gain": 0.25, "win": 0.5}, {"gain": 0.2, "win": 0.5, "chance": 1}
    assert figures(one)["count"] > 65 and figures(other)["old"] > 65
    question = only(rules.hardly_different(settings(one, other, {"rework": 3.0, "gain": 0.0})))
    assert question.kind == CULTURE
    assert english(question.seen).startswith(
        "Two settings differ in one figure only, “work saved by specialising”: 25% and 20%. With the first: NEW is faster in "
    )
    assert {name: question.seen.values["first"].values[name] for name in ("count", "old")} == figures(one)


def test_a_lever_that_differs_is_named_with_its_side():
    one, other = {"old_care_days": 5, "years": 3}, {"old_care_days": 0, "years": 3, "churn": 0.31}
    lever = parameters(find("customer_forest").setting)["old_care_days"]
    assert english(lever.named) == "clear-cutting: caring for customers"
    assert rules.hardly_different(settings(one, other, exercise="customer_forest")) == []


@pytest.mark.parametrize(
    "changed",
    [
        [FAST],
        [FAST, {"gain": 0.31}],
        [FAST, SLOW | {"win": 0.5}],
        [{"gain": 0.4}, {"gain": 0.0}],
        [{"handover": "sheet"}, {"handover": "spoken"}],
    ],
)
def test_settings_that_differ_much_or_agree_in_the_result_are_no_question(changed):
    assert rules.hardly_different(settings(*changed)) == []
