"""“Pass the customer on”: what rules see in two cases whose facts can be counted by hand.

The case is the bike warehouse: facts 0 to 2 belong to the first seat, 3 to 5 to the second, and so on; 0, 3 and 6 are
heard without asking. `LOSES` loses facts on the way and promises on, `KEEPS` loses nothing.
"""

import pytest

from kit.debrief import CHANCE, CULTURE, TOGETHER
from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.debrief import RULES
from kit.exercises.role_chain.game import CAREFUL, CHAIN, Game
from kit.groups import Session
from kit.models.chain.setting import ROLES
from kit.wording import Language
from tests.debrief.sessions import english, handed, only, rules, session

BIKES, CLINIC = {"case.chain": "bike_warehouse"}, {"case.wolf": "clinic_rota"}
# Known before the handovers: 0, 1, 2; then 1, 2, 3, 4; then 1, 6. At the end: 1, 6, 9.
LOSES = BIKES | handed(
    {"asked": "0,2", "noted": "1,2"},
    {"asked": "0", "noted": "1"},
    {"pairing": "yes"},
    {"asked": "0"},
    answer0="right",
    answer1="wrong0",
    answer2="wrong1",
)
ASKS = ("0,2", "0,2", "2,4", "0,2,3")
KEEPS = BIKES | handed(
    *({"asked": asked, "pairing": "yes"} for asked in ASKS), **{f"answer{place}": "right" for place in range(8)}
)


def played(*decided: dict) -> Session:
    return session("role_chain.play", *decided)


BOTH = played(LOSES, KEEPS)
NOBODY = played({}, BIKES, {"chain.contact.asked": "0"})
ALONE = handed(*({"asked": ""} for _role in ROLES), way="wolf")
RIGHT = {f"wolf.answer{place}": "right" for place in range(8)}


def test_the_handover_that_loses_most_is_named_with_its_spread():
    question = only(rules.weak_handover(BOTH))
    assert question.kind == TOGETHER
    assert (
        english(question.seen)
        == "Most was lost between relationship manager and explainer: 3 of 10 known facts did not arrive there, in single games 0% to 75%."
    )
    assert (
        english(only(rules.weak_handover(played(LOSES))).seen)
        == "Most was lost between relationship manager and explainer: 3 of 4 known facts did not arrive there."
    )


def test_handovers_that_lose_alike_or_were_made_by_bots_are_no_question():
    alike = BIKES | handed({"noted": ""}, {"noted": ""}, {"noted": ""})
    bots = {f"seat.{role}": CAREFUL for role in ROLES[1:]}
    for asked in (played(KEEPS), played(alike), played(LOSES | bots), NOBODY):
        assert rules.weak_handover(asked) == []


def test_notes_with_room_left_are_counted_with_what_would_have_fitted():
    question = only(rules.room_on_notes(BOTH))
    assert question.kind == CULTURE
    assert (
        english(question.seen)
        == "Handover notes with room left: 2 of 2. Facts that were known and would still have fitted on them: 4."
    )


def test_full_notes_or_no_notes_are_no_question():
    full = BIKES | handed({"noted": "0"}, {"noted": "0,3"}, {"noted": "0,3,6"})
    for asked in (played(full, full), played(KEEPS), NOBODY):
        assert rules.room_on_notes(asked) == []


def test_what_arrived_with_and_without_sitting_in_is_compared():
    question = only(rules.sitting_in(BOTH))
    assert question.kind == CULTURE
    assert (
        english(question.seen)
        == "Facts that arrived where the next seat sat in: 20 of 20; by note alone: 3 of 7. Sitting in took 6 hours more than notes would have."
    )


def test_without_both_kinds_of_handover_there_is_nothing_to_compare():
    for asked in (played(KEEPS), played(BIKES | handed({}, {}, {})), NOBODY):
        assert rules.sitting_in(asked) == []


def test_missing_facts_are_told_apart_by_whether_anybody_ever_knew_them():
    question = only(rules.missing_facts(BOTH))
    assert question.kind == CULTURE
    assert question.seen.values == {"missing": 8, "lost": 3, "never": 5}


def test_where_nothing_is_missing_nobody_is_asked():
    for asked in (played(KEEPS, KEEPS), NOBODY):
        assert rules.missing_facts(asked) == []


def test_broken_promises_are_counted_with_what_somebody_had_known():
    question = only(rules.broken_promises(BOTH))
    assert question.kind == CULTURE
    assert (
        english(question.seen)
        == "Promises broken in the chain: 2, in 1 of 2 cases. In 1 of these somebody in the chain had known better."
    )


def test_without_a_broken_promise_there_is_no_question():
    for asked in (
        played(KEEPS, KEEPS),
        played(KEEPS, KEEPS | {"chain.answer0": "wrong9", "chain.answer1": "wrongx"}),
        NOBODY,
    ):
        assert rules.broken_promises(asked) == []


def test_asking_again_is_counted_with_what_somebody_had_known():
    question = only(rules.asked_again(BOTH))
    assert question.kind == TOGETHER
    assert (
        english(question.seen)
        == "Asked again in the chain: 0 to 5 times per case, 5 in all. In 1 of these the answer had been known to somebody in the chain."
    )


def test_groups_that_asked_again_equally_often_are_no_question():
    for asked in (played(KEEPS, KEEPS), played(LOSES, LOSES), played(KEEPS), NOBODY):
        assert rules.asked_again(asked) == []


def test_promises_that_stood_against_a_doubt_are_counted():
    stood = LOSES | {"chain.answer0": "wrong0", "chain.confirmed": "yes"}
    question = only(rules.doubts(played(stood, KEEPS | {"chain.confirmed": "yes"}, LOSES)))
    assert question.kind == CULTURE
    assert question.seen.values == {"count": 1, "games": 1, "all": 2}


def test_a_doubt_that_can_still_be_heard_is_no_question():
    for asked in (
        played(LOSES | {"chain.answer0": "wrong0"}, KEEPS),
        played(KEEPS | {"chain.confirmed": "yes"}, LOSES | {"chain.confirmed": "yes"}),
        NOBODY,
    ):
        assert rules.doubts(asked) == []


def test_hours_of_both_ways_are_compared_over_groups_that_played_both():
    question = only(rules.hours(played(LOSES | CLINIC | ALONE, KEEPS | CLINIC | ALONE | RIGHT, LOSES)))
    assert question.kind == TOGETHER
    assert (
        english(question.seen)
        == "Hours per case: 11.5 to 14.5 in the chain, 4 to 8 as lone wolf. The chain took longer in 2 of 2 groups; each played two different customers."
    )


def test_hours_need_a_group_that_played_both_ways():
    for asked in (BOTH, NOBODY):
        assert rules.hours(asked) == []


def test_customers_who_felt_sold_to_are_counted_by_way():
    one, other, neither = LOSES | CLINIC | ALONE, KEEPS | CLINIC | ALONE, KEEPS | CLINIC | ALONE | RIGHT
    question = only(rules.sold_to(played(one, one, other, neither, LOSES | CLINIC | ALONE | RIGHT)))
    assert question.kind == CULTURE
    assert question.seen.values == {"both": 2, "chain": 1, "wolf": 1, "neither": 1}


def test_where_nobody_feels_sold_to_there_is_no_question():
    neither = KEEPS | CLINIC | ALONE | RIGHT
    for asked in (played(neither, neither), played(neither), BOTH, NOBODY):
        assert rules.sold_to(asked) == []


# What figures rest on


def test_every_question_says_whose_handovers_and_which_customers_it_rests_on():
    bots = {f"seat.{role}": CAREFUL for role in ROLES[1:]}
    asked = played(LOSES | CLINIC | ALONE, LOSES | bots, KEEPS | CLINIC | ALONE | RIGHT)
    found = [one for rule in RULES for one in rule(asked)]
    assert len(found) >= 7 and all(one.basis for one in found)
    assert english(only(rules.missing_facts(asked)).basis) == (
        "Based on cases played as a chain: 3 (seats of people: 9, of bots: 3). Customers: A roof for cargo bikes (3 ×)."
    )
    assert english(only(rules.sitting_in(asked)).basis) == (
        "Based on handovers made by people: 7; those of bots are left out. Cases: 3, customers: A roof for cargo bikes (3 ×)."
    )
    german = Language("de").say(only(rules.hours(asked)).basis)
    assert german.startswith("Grundlage: Gruppen, die beide Wege gespielt haben: 2.") and "Lastenräder" in german


# One group alone


def test_what_the_customers_got_from_chains_of_people_is_said_of_one_group_and_of_many():
    question = only(rules.passed_on(BOTH))
    assert question.kind == CULTURE and question.seen.values["right"] == 9 and question.seen.values["questions"] == 16
    assert (
        english(only(rules.passed_on(played(LOSES))).seen)
        == "The chain answered 1 of the customer’s 8 questions. 57% of the facts known on the way did not reach the end."
    )
    bots = {f"seat.{role}": CAREFUL for role in ROLES}
    for asked in (played(KEEPS | bots), NOBODY):
        assert rules.passed_on(asked) == []


def test_a_group_that_played_alone_is_asked_what_happened_to_its_customer():
    lost = LOSES | CLINIC | ALONE | {"chain.answer0": "wrong0", "chain.confirmed": "yes"}
    said = {one.__name__: [english(found.seen) for found in one(played(lost))] for one in RULES}
    assert said["missing_facts"] == [
        "Facts that the customer’s questions needed and that were unknown at the end: 8. Lost on the way: 3; never found out: 5."
    ]
    assert said["broken_promises"] == [
        "Promises broken in the chain: 3. In 2 of these somebody in the chain had known better."
    ]
    assert said["asked_again"] == [
        "Times the customer was asked again in the chain: 5. In 1 of these the answer had been known to somebody in the chain."
    ]
    assert said["doubts"] == ["Promises that stood although a colleague who had sat in knew facts against them: 1."]
    assert said["hours"] == ["Hours for a case: 11.5 in the chain, 8 as lone wolf, with two different customers."]
    assert said["sold_to"] == ["Of your two customers, felt sold to: 2."]


# Luck


def answered(case: str, right: int) -> dict:
    return {"case.chain": case} | handed({}, {}, {}, **{f"answer{place}": "right" for place in range(right)})


def bots_right(case: str) -> int:
    return Game(cases("de")[case], {f"seat.{role}": CAREFUL for role in ROLES}).outcome(CHAIN).right


def test_a_lead_that_careful_bots_have_as_well_comes_partly_from_the_customer():
    easy, hard = bots_right("laundry_heat"), bots_right("clinic_rota")
    assert easy - hard == 2
    question = only(
        rules.easier_customer(
            played(answered("clinic_rota", 4), answered("laundry_heat", 7), answered("clinic_rota", 5))
        )
    )
    assert question.kind == CHANCE
    assert question.seen.values == {
        "a": "B",
        "b": "A",
        "right_a": 7,
        "right_b": 4,
        "questions": 8,
        "bots_a": easy,
        "bots_b": hard,
    }


@pytest.mark.parametrize(
    "asked",
    [
        played(answered("clinic_rota", 3), answered("laundry_heat", 8)),  # far more than the customer explains
        played(answered("clinic_rota", 7), answered("laundry_heat", 4)),  # ahead although the customer was harder
        played(answered("clinic_rota", 7), answered("clinic_rota", 4)),
        played(answered("laundry_heat", 4), answered("clinic_rota", 4)),
        NOBODY,
    ],
)
def test_a_lead_that_the_customer_does_not_explain_is_not_called_luck(asked):
    assert rules.easier_customer(asked) == []


def test_a_chain_with_players_that_do_not_exist_is_passed_over():
    strange = KEEPS | {"seat.relation": "nobody knows"}
    assert [rule(played(strange, strange)) for rule in RULES] == [[]] * len(RULES)
