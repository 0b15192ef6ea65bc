"""The rules of “Pass the customer on”: what is kept, what is lost, and what it costs, on every case and any decisions."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import (
    AGAIN,
    AGAIN_HOURS,
    CAREFUL,
    CHAIN,
    CHATTY,
    HASTY,
    HUMAN,
    MOST_AGAIN,
    MOST_NOTED,
    MOST_QUESTIONS,
    RIGHT,
    WOLF,
    Game,
)
from kit.models.chain.setting import ROLES

CASES = list(cases("en").values())
CASE = CASES[0]
LISTS = strategies.lists(strategies.integers(0, 15), max_size=8).map(lambda numbers: ",".join(map(str, numbers)))
ANSWERS = strategies.sampled_from([RIGHT, AGAIN, "wrong0", "wrong1", "wrong9", "", "wrongx"])


def decisions():
    """Any decisions that a journal could hold, sensible or not."""
    drawn = {f"{way}.{role}.asked": LISTS for way in (CHAIN, WOLF) for role in ROLES}
    drawn |= {f"chain.{role}.noted": LISTS for role in ROLES}
    drawn |= {f"chain.{role}.pairing": strategies.sampled_from(["yes", "no", ""]) for role in ROLES}
    drawn |= {f"seat.{role}": strategies.sampled_from([HUMAN, CAREFUL, HASTY, CHATTY]) for role in ROLES}
    drawn |= {f"{way}.answer{place}": ANSWERS for way in (CHAIN, WOLF) for place in range(8)}
    return strategies.fixed_dictionaries({}, optional=drawn)


GAMES = strategies.builds(Game, strategies.sampled_from(CASES), decisions())


@given(GAMES)
def test_nothing_arrives_that_was_not_known_before(game):
    for handover in game.handovers:
        assert handover.arrived <= handover.known
        assert handover.paired or len(handover.arrived) <= MOST_NOTED


@given(GAMES, strategies.sampled_from(ROLES[:-1]))
def test_pairing_never_loses_more(game, role):
    alone, paired = (
        Game(game.case, {**game.decided, f"seat.{role}": HUMAN, f"chain.{role}.pairing": word})
        for word in ("no", "yes")
    )
    receiver = ROLES[ROLES.index(role) + 1]
    assert alone.received(receiver) <= paired.received(receiver) == paired.known(CHAIN, role)
    # What pairing saves at the end, when the customer need not be asked again, is not counted here.
    hours = [sum(one.outcome(CHAIN).hours.values()) - AGAIN_HOURS * one.outcome(CHAIN).again for one in (alone, paired)]
    assert hours[0] < hours[1]


@given(GAMES)
def test_nobody_asks_more_than_three_questions(game):
    assert all(len(game.asked(way, role)) <= MOST_QUESTIONS for way in (CHAIN, WOLF) for role in ROLES)


@given(GAMES)
def test_a_lone_wolf_loses_nothing_and_digs_less_deep(game):
    found = frozenset().union(*(game.learnt(WOLF, role) for role in ROLES))
    assert game.known(WOLF, ROLES[-1]) == found
    assert all(game.facts[number].depth < 3 for number in found)
    assert game.doubts(WOLF) == []


@given(GAMES)
def test_the_customer_feels_sold_to_exactly_as_the_shown_rule_says(game):
    for way in (CHAIN, WOLF):
        outcome = game.outcome(way)
        assert outcome.felt_sold_to == (len(outcome.broken) > 0 or outcome.again > MOST_AGAIN)
        assert outcome.right + outcome.again + len(outcome.broken) <= len(game.case.end)


@given(GAMES)
def test_the_film_agrees_with_what_was_known(game):
    for way in (CHAIN, WOLF):
        for number, marks in enumerate(game.trace(way)):
            for role, mark in zip(ROLES, marks, strict=True):
                assert (mark in ("found", "kept")) == (number in game.known(way, role))
                assert mark != "lost" or way == CHAIN


@given(GAMES)
def test_the_lost_share_is_a_share(game):
    assert 0 <= game.lost_share <= 1


def played(**bots) -> Game:
    return Game(CASE, {f"seat.{role}": bots.get(role, CAREFUL) for role in ROLES})


def test_a_chain_of_bots_plays_to_the_end_by_itself():
    game = played()
    assert game.role_now(CHAIN) is None and game.answered(CHAIN)


def test_temperament_shows_in_what_the_customer_experiences():
    careful = played().outcome(CHAIN)
    hasty = played(**dict.fromkeys(ROLES, HASTY)).outcome(CHAIN)
    chatty = played(**dict.fromkeys(ROLES, CHATTY)).outcome(CHAIN)
    assert careful.right > max(hasty.right, chatty.right)
    assert not careful.broken and hasty.broken and chatty.broken


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_perfect_play_answers_everything_in_a_paired_chain_but_not_as_a_lone_wolf(case):
    decided = {f"chain.{role}.pairing": "yes" for role in ROLES}
    for role in ROLES:
        useful = [str(number) for number, one in enumerate(Game(case, {}).seat(role).questions) if one.uncovers]
        decided |= {f"{way}.{role}.asked": ",".join(useful[:MOST_QUESTIONS]) for way in (CHAIN, WOLF)}
    needed = {key for final in case.end for key in final.needs}
    game = Game(case, decided)

    def known(way):
        return {game.facts[number].key for number in game.known(way, ROLES[-1])}

    assert needed <= known(CHAIN)
    assert not needed <= known(WOLF)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_lone_wolf_never_reads_a_fact_that_takes_a_specialist(case):
    game = Game(case, {f"wolf.{role}.asked": "0,1,2,3,4" for role in ROLES})
    for role in ROLES:
        for number, question in enumerate(game.seat(role).questions):
            deep = [fact for fact in game.facts if fact.key == question.uncovers and fact.depth == 3]
            assert game.reply(WOLF, role, number) == (deep[0].hint if deep else question.answer)


def test_who_sat_in_doubts_promises_against_what_they_knew():
    final = CASE.end[0]
    needed = [number for number, fact in enumerate(Game(CASE, {}).facts) if fact.key in final.needs]
    questions = {f"chain.{role}.asked": "0,1,2,3,4" for role in ROLES}
    pairs = {f"chain.{role}.pairing": "yes" for role in ROLES}
    game = Game(CASE, {**questions, **pairs, "chain.answer0": "wrong0"})
    knew = bool(set(needed) & game.known(CHAIN, "explain"))
    assert (0 in game.doubts(CHAIN)) == knew
    assert Game(CASE, {**game.decided, "chain.explain.pairing": "no"}).doubts(CHAIN) == []


def test_a_game_is_the_same_whenever_it_is_resumed():
    decided = {"chain.contact.asked": "1,2", "chain.contact.noted": "0,1", "chain.contact.handed": "yes"}
    game = Game(CASE, decided)
    assert replace(game) == game and game.role_now(CHAIN) == "relation"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"seat.contact": "nobody"},
        {"chain.contact.asked": "9" * 5000},
        {"chain.contact.noted": "٣,²,-1,x"},
        {"seat.contact": 3},
    ],
)
def test_nonsense_in_a_journal_is_as_good_as_nothing(nonsense):
    case = next(iter(cases("en").values()))
    decided = {"begun.chain": "yes"} | nonsense
    assert Game(case, decided).trace(CHAIN) == Game(case, {"begun.chain": "yes"}).trace(CHAIN)
