"""Common grounds: what groups gave on their own screens becomes one game, whoever writes the seasons down and how often."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises.customer_forest.common import begin, grounds
from kit.exercises.customer_forest.game import BINDING, FELLER, FORESTER, MOST_TEAMS, SEASONS, TALK_AFTER, WORD, Game
from kit.journal import Event
from kit.room.entries import ROOM, SHARED, Entry
from tests.exercises.rounds import key

DAYS = ("60,0,0,0", "30,20,10,0", "20,30,10,0", "0,60,0,0", "10,20,20,10")


def said(events, author=ROOM) -> list[Entry]:
    return [Entry(0, author, event, "") for event in events]


def days(common, season: int, value: str, author: str) -> list[Entry]:
    return said([Event(f"{author}{season}", "", "customer_forest", SHARED, common.days_name(season), value)], author)


def ground(entries):
    return grounds(entries, ROOM)[0]


def started(groups: int = 3, bots=()) -> list[Entry]:
    return said(begin([(key(one), f"Group {one}") for one in range(groups)], 1, bots))


def played(entries, choose, limit="none", bound=WORD) -> list[Entry]:
    """A whole game: every group gives what `choose(group, season)` says."""
    entries = list(entries)
    for season in range(1, SEASONS + 1):
        if ground(entries).game.must_talk:
            entries += said([ground(entries).agreement(limit, bound)])
        for one, _name in ground(entries).groups:
            entries += days(ground(entries), season, choose(int(one, 16), season), one)
        entries += said([ground(entries).due()])
    return entries


@pytest.mark.parametrize(
    ("groups", "bots", "count"), [(1, 0, 1), (8, 0, 1), (9, 0, 2), (6, 2, 1), (7, 2, 2), (13, 0, 2), (17, 0, 3)]
)
def test_groups_are_dealt_out_evenly_and_nobody_is_left_out(groups, bots, count):
    found = grounds(started(groups, (FELLER, FORESTER)[:bots]), ROOM)
    sizes = [len(one.groups) for one in found]
    assert len(found) == count and sum(sizes) == groups
    assert max(sizes) - min(sizes) <= 1 and max(sizes) + bots <= MOST_TEAMS
    assert sorted(one for found_ground in found for one, _name in found_ground.groups) == sorted(
        key(one) for one in range(groups)
    )


def test_a_season_is_due_once_everybody_is_in_and_not_before():
    entries = started()
    entries += days(ground(entries), 1, "30,20,10,0", key(0)) + days(ground(entries), 1, "60,0,0,0", key(1))
    assert ground(entries).due() is None and ground(entries).missing == (key(2),)
    entries += days(ground(entries), 1, "0,60,0,0", key(2))
    assert ground(entries).due().value == "30,20,10,0;60,0,0,0;0,60,0,0"


def test_whoever_is_missing_works_as_in_the_season_before():
    entries = started()
    assert ground(entries).closed().value == "30,20,10,0;30,20,10,0;30,20,10,0"
    entries += days(ground(entries), 1, "60,0,0,0", key(1)) + said(
        [ground(entries + days(ground(entries), 1, "60,0,0,0", key(1))).closed()]
    )
    assert ground(entries).closed().value == "30,20,10,0;60,0,0,0;30,20,10,0"


def test_days_for_a_season_that_is_over_change_nothing():
    entries = started()
    entries += said([ground(entries).closed()])
    before = ground(entries)
    entries += days(before, 1, "0,60,0,0", key(0))
    assert ground(entries).seasons == before.seasons and ground(entries).given == {}


def test_of_two_divisions_of_a_group_the_one_decided_last_counts_whichever_arrives_first():
    name = ground(started()).days_name(1)
    early, late = (
        Event(at, f"2026-01-01T10:00:0{at}Z", "customer_forest", SHARED, name, value)
        for at, value in (("1", "30,20,10,0"), ("2", "20,30,10,0"))
    )
    for arriving in ([early, late], [late, early]):
        assert ground([*started(), *said(arriving, key(0))]).given == {key(0): "20,30,10,0"}


def test_the_first_fact_of_a_season_counts_whoever_writes_another():
    entries = started()
    entries += said(
        [
            Event("x", "", "customer_forest", SHARED, "1.1.season.1", value)
            for value in ("60,0,0,0;60,0,0,0;60,0,0,0", "0,60,0,0;0,60,0,0;0,60,0,0")
        ]
    )
    assert ground(entries).seasons == (("60,0,0,0",) * 3,)


def test_a_group_cannot_write_facts():
    entries = started()
    forged = [
        Event("x", "", "customer_forest", SHARED, name, "60,0,0,0;60,0,0,0;60,0,0,0")
        for name in ("1.1.season.1", "1.1.talk", "2.1.teams")
    ]
    assert grounds(entries + said(forged, key(1)), ROOM) == grounds(entries, ROOM)


@pytest.mark.parametrize(
    "value", ["", "70,0,0,0", "-10,0,0,0", "15,0,0,0", "1,2", "a,b,c,d", "<b>", "60,0,0,0;60,0,0,0", "9" * 5000]
)
def test_impossible_days_are_as_good_as_none(value):
    entries = started()
    assert ground(entries + days(ground(entries), 1, value, key(0))).missing == (key(0), key(1), key(2))


def test_days_of_somebody_who_does_not_play_here_change_nothing():
    entries = started()
    assert ground(entries + days(ground(entries), 1, "60,0,0,0", key(99))) == ground(entries)


def test_a_whole_game_is_the_same_as_on_one_screen():
    def choose(group, season):
        return DAYS[(group * 3 + season) % len(DAYS)]

    common = ground(played(started(3, (FELLER,)), choose, "20", WORD))
    decided = {f"team.{team}": player for team, player in enumerate(["human"] * 3 + [FELLER] + ["nobody"] * 4, start=1)}
    decided |= {
        f"days.{group + 1}": ";".join(choose(group, season) for season in range(1, SEASONS + 1)) for group in range(3)
    }
    alone = Game(decided | {"limit": "20", "bound": WORD, "talked": "done", "luck": 1})
    assert common.game.now is None
    for one, other in zip(common.game.ground.seasons, alone.ground.seasons, strict=True):
        assert one.earned_eur.tolist() == other.earned_eur.tolist() and one.broken == other.broken
    assert common.played.teams == tuple((place + 1, key(place)) for place in range(3))


def test_halfway_nothing_goes_on_without_an_agreement():
    entries = started()
    for _season in range(TALK_AFTER):
        entries += said([ground(entries).closed()])
    halfway = ground(entries)
    assert halfway.game.must_talk and not halfway.open and halfway.closed() is None and halfway.missing == ()
    assert ground(entries + said([halfway.agreement("none", WORD)])).open
    assert ground(started()).agreement("20", WORD) is None


def test_a_binding_agreement_refuses_more():
    entries = started()
    for _season in range(TALK_AFTER):
        entries += said([ground(entries).closed()])
    entries += said([ground(entries).agreement("20", BINDING)])
    bound = ground(entries)
    assert ground(entries + days(bound, TALK_AFTER + 1, "30,30,0,0", key(0))).missing == (key(0), key(1), key(2))
    assert ground(entries + days(bound, TALK_AFTER + 1, "20,40,0,0", key(0))).missing == (key(1), key(2))


def test_a_new_round_has_other_luck_and_leaves_the_old_one_as_it_was():
    entries = started() + said(begin([(key(0), "A"), (key(1), "B")], 2))
    first, second = grounds(entries, ROOM)
    assert (first.round, second.round) == (1, 2) and first == ground(started())
    assert first.game.setting.chance != second.game.setting.chance


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_order_and_repetition_of_what_arrives_do_not_matter(seed):
    entries = started(2)
    for one in (0, 1):
        entries += days(ground(entries), 1, DAYS[one], key(one))
    entries += said([ground(entries).due()])
    for one in (0, 1):
        entries += days(ground(entries), 2, DAYS[one + 2], key(one))
    shuffled = entries * 2
    random.Random(seed).shuffle(shuffled)
    assert ground(shuffled) == ground(entries)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=30)
    | st.sampled_from(
        (
            "",
            "{}",
            "[]",
            "null",
            '{"groups": [["a"]], "bots": [], "luck": 1}',
            '{"groups": [], "bots": [], "luck": 1}',
            '{"groups": [["a", "A"]], "bots": [], "luck": 0.5}',
            '{"groups": [["a", "A"], ["b", "B"]], "bots": 7, "luck": 1}',
            "60,0,0,0;60,0,0,0;60,0,0,0",
            "60,0,0,0;x;60,0,0,0",
            "20,binding",
            "20,",
            "7,word",
            ",",
        )
    )
)
FACTS = st.sampled_from(
    (
        "2.1.teams",
        "1.2.teams",
        "1.1.season.2",
        "1.1.season.99",
        "1.1.talk",
        "x.teams",
        ".teams",
        "1.1.1.teams",
        "99999999999.1.teams",
        "٣.1.teams",
        "2.1.season.1",
        "1.1.days.2",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((ROOM, key(0), key(1))), FACTS, SCALARS), max_size=6))
def test_damaged_facts_and_days_leave_the_grounds_that_can_be_read(told):
    entries = started()
    for one in range(3):
        entries += days(ground(entries), 1, DAYS[one], key(one))
    entries += said([ground(entries).due()])
    for author, name, value in told:
        entries += said([Event(name, "", "customer_forest", SHARED, name, value)], author)
    for found in grounds(entries, ROOM):
        assert found.game.complete == len(found.seasons) and found.played.teams
        assert found.closed() is None or found.closed().value.count(";") == len(found.groups) - 1
    assert ground(entries).seasons[0] == DAYS[:3] and [name for _key, name in ground(entries).groups] == [
        "Group 0",
        "Group 1",
        "Group 2",
    ]


# Days that nobody gave


def test_a_season_that_was_closed_without_a_group_is_marked_as_given_by_nobody():
    entries = started()
    for season in (1, 2):
        for one in range(3):
            if (one, season) != (2, 2):
                entries += days(ground(entries), season, "30,20,10,0", key(one))
        entries += said([ground(entries).closed()])
    assert ground(entries).missed == (frozenset(), frozenset({key(2)}))
    game = ground(entries).game
    assert [game.is_given(team, 1) for team in (1, 2, 3)] == [True, True, False] and game.is_given(3, 0)


def test_days_that_came_too_late_do_not_make_a_season_given_and_a_change_of_mind_does_not_unmake_it():
    entries = started()
    before = ground(entries)
    for one in (0, 1):
        entries += days(before, 1, "30,20,10,0", key(one))
    entries += said([ground(entries).closed()])
    entries += days(before, 1, "60,0,0,0", key(2))  # late
    late = Event("z", "2026-01-02T00:00:00Z", "customer_forest", SHARED, before.days_name(1), "0,60,0,0")
    entries += said([late], key(0))
    assert ground(entries).missed == (frozenset({key(2)}),)


def test_whoever_was_not_there_broke_no_word():
    entries = started(2)
    for season in range(1, SEASONS + 1):
        if ground(entries).game.must_talk:
            entries += said([ground(entries).agreement("20", WORD)])
        for one in (0, 1):
            if one == 0 or season == 1:
                entries += days(ground(entries), season, "30,20,10,0", key(one))
        entries += said([ground(entries).closed()])
    assert {place for season in ground(entries).game.ground.seasons for place in season.broken} == {0}
