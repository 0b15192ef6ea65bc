"""What came of “Pass the customer on”, as facts: who did what at which seat, what the customer heard, and where a group stopped."""

from functools import partial

import pytest

from kit.contract import Played
from kit.exercises.role_chain import facts
from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import CAREFUL
from kit.journal import Event, Journal
from kit.messages import Finding
from kit.models.chain.setting import ROLES
from kit.wording import Language
from tests.exercises.plays import play_of

ENGLISH = Language("en")
CASE = cases("en")["bike_warehouse"]
PLAYED = play_of("role_chain").one | {"case.wolf": "bike_warehouse"}


def decided(**steps):
    """What was decided, by step, as exercises ask for it."""
    events = [
        Event(f"{step}{name}", "", "role_chain", step, name, value)
        for step, values in steps.items()
        for name, value in values.items()
    ]
    return partial(Journal(tuple(events)).decided, "role_chain")


def said(**steps) -> list[tuple]:
    """All facts as part, what and value in English."""
    found = facts.facts(Played("role_chain", "", facts.read(decided(**steps), "en")), {})
    return [
        (
            ", ".join(map(ENGLISH.said, one.part)),
            ENGLISH.said(one.what),
            one.value if isinstance(one.value, int | float) else ENGLISH.said(one.value),
        )
        for one in found
    ]


def at(seat: str, play: dict) -> list[tuple]:
    return [(what, value) for part, what, value in said(play=play) if part == seat]


def test_a_seat_of_the_chain_says_who_sat_there_what_was_asked_and_what_went_on():
    play = PLAYED | {"chain.contact.words": "he frowned"}
    assert [what for what, _value in at("Chain, contact maker", play)] == [
        "who plays",
        *["question asked"] * 3,
        "the next one sat in",
        *["fact on the note"] * 2,
        "own words on the note",
    ]
    assert dict(at("Chain, contact maker", play))["own words on the note"] == "he frowned"
    assert (
        dict(at("Chain, contact maker", play))["the next one sat in"] == "no"
        and dict(at("Chain, relationship manager", play))["the next one sat in"] == "yes"
    )


def test_the_last_seat_and_the_lone_wolf_hand_nothing_over():
    for seat in ("Chain, negotiator", "Lone wolf, talk 1"):
        assert {what for what, _value in at(seat, PLAYED)} <= {"who plays", "question asked"}
    assert [what for what, _value in at("Lone wolf, talk 1", PLAYED)] == ["question asked"] * 3


def test_what_a_person_has_not_handed_over_is_not_told_and_a_bot_has_always():
    unfinished = {name: value for name, value in PLAYED.items() if name != "chain.contact.handed"}
    assert "the next one sat in" not in dict(at("Chain, contact maker", unfinished))
    bot = at("Chain, contact maker", unfinished | {"seat.contact": CAREFUL})
    assert dict(bot)["who plays"].startswith("Careful Clara (bot)") and "the next one sat in" in dict(bot)


@pytest.mark.parametrize(("answer", "heard"), [
    ("right", CASE.end[0].right.text), ("again", "“We have to ask you about that again.”"), *((f"wrong{place}", one.text) for place, one in enumerate(CASE.end[0].wrong)),
])  # fmt: skip
def test_the_customer_heard_the_answer_that_was_given(answer, heard):
    found = dict(at("Chain", PLAYED | {"chain.answer0": answer}))
    assert found[f"answer to “{CASE.end[0].asks}”"] == heard
    assert found[f"answer to “{CASE.end[1].asks}”"] == CASE.end[1].right.text


def test_what_was_counted_on_paper_stands_under_its_own_name():
    paper = {"known": 20, "arrived": 14, "right": 6, "again": 1, "broken": 2}
    assert said(paper=paper) == [
        ("on paper", "facts known before the three handovers, added up", 20), ("on paper", "of these arrived, added up", 14),
        ("on paper", "Questions answered", 6), ("on paper", "Asked again", 1), ("on paper", "Promises broken", 2),
    ]  # fmt: skip
    assert (
        said(paper=paper | {"arrived": 21})
        == said(paper=paper | {"right": 100})
        == said(paper=paper | {"right": -1})
        == said(paper=dict.fromkeys(paper, 0))
        == []
    )
    assert (
        len(said(paper=paper | {"arrived": 20}))
        == len(said(paper=paper | {"right": 99}))
        == len(said(paper={"again": 1}))
        == 5
    )


def test_the_rule_by_which_a_customer_feels_sold_to_is_said_with_every_table():
    (rule,) = facts.table(Played("role_chain", "", facts.read(decided(play=PLAYED), "en")), {}).rules
    assert (
        ENGLISH.say(rule)
        == "The rule of this game: a customer feels sold to as soon as one promise breaks, or when we have to ask again about more than 2 of their questions."
    )


def where(**play) -> str | None:
    found = facts.scene(decided(play=play), "en", None)
    return ENGLISH.say(found) if isinstance(found, Finding) else found


def test_where_a_group_stopped_is_its_case_and_its_seat_and_nothing_before_and_after_a_game():
    done = {f"wolf.{role}.{step}": "yes" for role in ROLES for step in ("begun", "handed")}
    begun = {"case.chain": "bike_warehouse", "begun.chain": "yes"}
    assert where() is None and where(**{"case.chain": "bike_warehouse"}) is None
    assert where(**begun) == f"case “{CASE.title}”, seat “contact maker”"
    assert where(**begun, **{"chain.contact.handed": "yes"}) == f"case “{CASE.title}”, seat “relationship manager”"
    assert (
        where(**begun, **{f"chain.{role}.handed": "yes" for role in ROLES}) == f"case “{CASE.title}”, the customer asks"
    )
    assert (
        where(**begun, **{"case.wolf": "mustard_line", "begun.wolf": "yes"})
        == f"case “{cases('en')['mustard_line'].title}”, talk 1 of 4"
    )
    assert where(**PLAYED | done) is None
    assert where(**PLAYED | done | {"wolf.revealed": 7}) == f"case “{CASE.title}”, the customer asks"
    assert where(**PLAYED | done | {"wolf.revealed": 8}) is None
