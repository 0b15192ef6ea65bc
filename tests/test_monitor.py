"""Who is where, and the next thing for whoever leads: from what groups decided, their signs of life and the clock."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kit.exercises import checks, exercises
from kit.gather import session
from kit.journal import Event, moment
from kit.monitor import (
    GONE_SECONDS,
    IDLE_SECONDS,
    LATE_SECONDS,
    LOOK_SECONDS,
    Now,
    Overview,
    Row,
    Stand,
    exercise_at_hand,
    next_thing,
    not_guessed,
)
from kit.room.entries import AWAY, ROOM, SHARED, YES, Entry, Sign, is_key
from kit.screen.stage import VERB_LABELS
from kit.wording import Language
from tests.exercises.plays import play_of

KNOWN = exercises()
CHAIN, FOREST = KNOWN["role_chain"], KNOWN["customer_forest"]
BLUE, RED, GREEN = "a" * 32, "b" * 32, "c" * 32
START = datetime(2026, 11, 28, 9, tzinfo=UTC)
NOW = moment(START.isoformat()) + 3_600_000
STRANGE = "<b>" + "x" * 100


def at(minutes: float) -> str:
    """A moment so many minutes after the start, as the store writes it."""
    return (START + timedelta(minutes=minutes)).isoformat()


def entry(
    author: str, minutes: float, step: str, name: str = "opened", value: object = "yes", exercise="role_chain"
) -> Entry:
    return Entry(
        0, author, Event(f"{author}{minutes}{step}{name}", at(minutes), exercise, step, name, value), at(minutes)
    )


def named(key: str, name: str) -> Entry:
    return entry(key, 0, "team", "name", name, "start")


def rows(*entries: Entry, signs=None, decided=None, minutes: float = 60, overview=None) -> list[Row]:
    """The overview of a room in which this was said."""
    watched = overview or Overview(KNOWN, checks(), "en")
    now = moment(at(minutes))
    known = {one.author for one in entries if one.event.name == "name"}
    authors = dict.fromkeys(one.author for one in entries if is_key(one.author) and one.author not in known)
    entries = (*(named(key, key[0].upper()) for key in authors), *entries)
    return watched.rows(session([], entries, KNOWN), entries, signs or {}, decided or {}, now)


def row(name: str, step: str = "", idle: int = 0, gone: int = 0, exercise="role_chain", **more) -> Row:
    """A group that entered its last decision `idle` seconds ago, and whose page was last heard `gone` seconds ago."""
    stand = Stand(exercise if step else "", step, NOW - idle * 1000, NOW - idle * 1000)
    guessed = frozenset([exercise] if more.get("guess", "open") != "open" else [])
    return Row(name * 32, name, stand, NOW - gone * 1000, gone <= GONE_SECONDS, guessed=guessed, **more)


def said(*groups: Row, **now) -> str:
    """The sentence on top."""
    known = {"exercise": CHAIN} | now
    return Language("en").say(next_thing(groups, Now(NOW, **known), VERB_LABELS))


# Rows


def test_a_group_is_where_it_decided_last_since_it_came_there():
    (blue,) = rows(
        named(BLUE, "Blue"),
        entry(BLUE, 1, "predict", "guess", "given"),
        entry(BLUE, 2, "play"),
        entry(BLUE, 9, "play", "begun"),
        minutes=10,
    )
    assert (blue.name, blue.stand.exercise, blue.stand.step) == ("Blue", "role_chain", "play")
    assert (blue.stand.since, blue.stand.heard, blue.guess) == (moment(at(2)), moment(at(9)), "given")


def test_a_slider_of_the_laboratory_belongs_to_the_comparison_and_common_days_to_the_game():
    assert rows(entry(BLUE, 1, "setting", "gain", 0.2))[0].stand.step == "compare"
    assert rows(entry(BLUE, 1, SHARED, "1.1.days.1", "20,20,20,0", "customer_forest"))[0].stand.step == "play"


def test_what_no_exercise_knows_moves_nobody():
    (blue,) = rows(entry(BLUE, 1, "play"), entry(BLUE, 2, "nonsense"), entry(BLUE, 3, "play", exercise="nowhere"))
    assert (blue.stand.exercise, blue.stand.step, blue.stand.heard) == ("role_chain", "play", moment(at(3)))


def test_whoever_opened_a_page_and_decided_nothing_there_is_at_its_first_step():
    entries = named(BLUE, "Blue"), entry(BLUE, 1, "play")
    there = rows(*entries, signs={BLUE: Sign(at(5), "customer_forest")}, minutes=5)[0]
    assert (there.stand.exercise, there.stand.step, there.stand.since) == ("customer_forest", "predict", 0)
    assert rows(*entries, signs={BLUE: Sign(at(5), "")}, minutes=5)[0].stand.step == "play"
    assert rows(*entries, signs={BLUE: Sign(at(5), "nowhere")}, minutes=5)[0].stand.step == "play"


def test_a_page_without_a_sign_of_life_is_not_connected_and_a_group_that_left_is_away():
    entries = [named(key, name) for key, name in ((BLUE, "Blue"), (RED, "Red"), (GREEN, "Green"))]
    found = rows(
        *entries,
        signs={BLUE: Sign(at(10)), RED: Sign(at(10 - (GONE_SECONDS + 1) / 60))},
        decided={AWAY + RED: YES},
        minutes=10,
    )
    assert [(one.is_connected, one.is_away, bool(one.sign)) for one in found] == [
        (True, False, True),
        (False, True, True),
        (False, False, False),
    ]


def test_whoever_guessed_and_went_on_to_another_exercise_has_guessed():
    entries = entry(BLUE, 1, "predict", "guess", "given"), entry(BLUE, 2, "play", exercise="customer_forest")
    assert not_guessed(rows(*entries), CHAIN) == [] and len(not_guessed(rows(*entries), FOREST)) == 1


def test_what_a_group_came_to_is_worked_out_again_only_when_it_has_decided_something():
    overview, entries = Overview(KNOWN, {}, "en"), [named(BLUE, "Blue"), entry(BLUE, 1, "play")]
    worked = []
    original = overview._work_out
    overview._work_out = lambda group, stand: worked.append(group.key) or original(group, stand)
    for _time in range(3):
        rows(*entries, overview=overview)
    rows(*entries, entry(BLUE, 2, "play", "begun"), overview=overview)
    assert worked == [BLUE, BLUE]


def test_a_row_follows_a_session_that_is_gathered_a_moment_after_its_entries():
    watched = Overview(KNOWN, checks(), "en")
    before = [named(BLUE, "Blue"), entry(BLUE, 1, "predict", "guess", "open")]
    after = [*before, entry(BLUE, 2, "predict", "guess", "given")]  # the same decision, overwritten
    late = session([], before, KNOWN)
    assert watched.rows(late, after, {}, {}, NOW)[0].guess == "open"
    (blue,) = watched.rows(session([], after, KNOWN), after, {}, {}, NOW)
    assert (blue.guess, blue.guessed) == ("given", frozenset(["role_chain"]))


def test_a_common_game_is_read_anew_from_other_entries_that_are_as_many():
    play = play_of("customer_forest")
    entries = [named(BLUE, "Blue"), named(RED, "Red"), *play.together([(BLUE, "Blue"), (RED, "Red")])]
    watched = Overview(KNOWN, checks(), "en")
    scenes = [one.scene for one in rows(*entries, overview=watched)]
    other = [one for one in entries if one.author != ROOM]
    other += [entry(BLUE, 1, "predict", f"{number}") for number in range(len(entries) - len(other))]
    assert [one.scene for one in rows(*other, overview=watched)] != scenes


def test_a_game_that_is_over_is_over_and_one_under_way_says_where_it_stands():
    play = play_of("customer_forest")
    half = [entry(BLUE, 1, "play", name, value, "customer_forest") for name, value in play.half.items()]
    whole = [entry(RED, 1, "play", name, value, "customer_forest") for name, value in play.one.items()]
    blue, red = rows(*half, *whole)
    assert blue.scene and not blue.is_over and red.is_over and red.scene is None


def test_a_common_game_stands_where_all_of_its_groups_stand():
    teams = json.dumps({"groups": [[BLUE, "Blue"], [RED, "Red"]], "bots": [], "luck": 1})
    fact = Entry(0, ROOM, Event("f", "", "customer_forest", SHARED, "1.1.teams", teams), at(1))
    blue, red = rows(fact, *(entry(key, 2, "play", exercise="customer_forest") for key in (BLUE, RED)))
    assert Language("en").say(blue.scene) == "season 1 of 12" and blue.scene == red.scene and not blue.is_over


def test_one_groups_nonsense_never_hides_the_others():
    nonsense = [entry(BLUE, 1, "predict", "guess", STRANGE), entry(BLUE, 2, "play", "seat_1", STRANGE)]
    nonsense += [entry(BLUE, 3, "play", name, STRANGE, "customer_forest") for name in play_of("customer_forest").one]
    assert [one.key for one in rows(*nonsense, entry(RED, 2, "play"))] == [BLUE, RED]


# The next thing


def test_nobody_is_here_or_everybody_looks_up():
    assert said() == "Nobody is here yet: show the code and the address."
    assert said(row("A", is_away=True)) == said()
    assert said(row("A", "play"), is_paused=True).startswith("Everybody is asked to look up")


def test_the_guess_is_waited_for_by_name():
    guessed = [row(name, "predict", guess="given") for name in "ABCDE"]
    assert said(*guessed, row("F", "predict")) == "Wait for F: 5 of 6 have guessed."
    assert said(*guessed, row("F", "", exercise="")) == "Wait for F: 5 of 6 have guessed."
    assert said(*guessed[:2], *(row(name, "predict") for name in "WXYZ")).startswith("2 of 6 have guessed")
    assert said(row("A", "predict"), row("B", "predict")) == "The groups are guessing; nobody is through yet."
    assert said(*guessed, until="predict") == "Everybody has guessed: open the game."
    assert said(*guessed[:4], row("F", "predict", guess="skipped")) == "Everybody has guessed: begin the game."
    assert [one.name for one in not_guessed([*guessed, row("F", "predict")], CHAIN)] == ["F"]


def test_the_game_is_over_at_so_many_tables():
    over = [row(name, "play", guess="given", is_over=True) for name in "ABCD"]
    playing = [row(name, "play", guess="given") for name in "EF"]
    assert said(*over, *playing) == "The game has come to its end at 4 of 6 tables: wait for E, F."
    assert said(*playing).startswith("All are playing")
    assert said(*over) == "All are through with “Play”: open “Compare”."
    late = said(*over, *playing, left=-LATE_SECONDS)
    assert late == "2 minutes over time, and the game has come to its end at 4 of 6 tables."


def test_later_steps_name_whoever_is_last():
    at_compare = [row(name, "compare", guess="given", is_over=True) for name in "ABC"]
    assert said(*at_compare, row("D", "play", guess="given")) == "The last ones are D, at “Play”."
    assert said(*at_compare, row("D", exercise="")) == "Not in “Lone wolf or chain?”: D."
    assert said(*at_compare) == "All are at “Compare”."
    assert said(*at_compare, until="compare") == "All are at “Compare”: open “Fair trial” when they are ready."
    assert said(*at_compare, left=-180).startswith("3 minutes over time at “Compare”")


def test_a_silent_group_comes_before_everything_else():
    others = [row(name, "play", guess="given") for name in "AB"]
    assert said(*others, row("R", "play", gone=240)) == "Nobody heard from R for 4 minutes: go and look."
    assert said(*others, row("R", "play", gone=LOOK_SECONDS - 1, guess="given")).startswith("All are playing")
    assert said(*others, row("R", "play", gone=240, is_away=True)).startswith("All are playing")
    assert said(*others, row("R", "play", idle=IDLE_SECONDS)) == "R entered nothing for 5 minutes: go and look."
    assert "entered nothing" not in said(*(row(name, "play", idle=IDLE_SECONDS, guess="given") for name in "AB"))


def test_a_break_is_a_break():
    groups = [row("A", "play", gone=900)]
    assert said(*groups, is_break=True, left=601) == "Break: 11 min to go."
    assert said(*groups, is_break=True, left=-5) == "The break is over: call everybody back."


def test_in_the_agendas_debrief_the_next_thing_is_the_debrief_whatever_the_groups_do():
    at_play = row("a", "play", idle=IDLE_SECONDS + 60, guess="given")
    assert said(at_play, row("b", "play", guess="given"), is_debrief=True).startswith("It is time for the debrief")
    assert said(at_play, is_debrief=True, is_paused=True).startswith("Everybody is asked to look up")


def test_before_the_first_exercise_and_before_anybody_opened_one():
    assert said(row("A"), row("B"), exercise=None) == "Groups here: 2. Begin when all are here."
    assert "Nobody has opened “Lone wolf" in said(row("A"), row("B"))
    assert exercise_at_hand([row("A")], KNOWN) is None
    assert (
        exercise_at_hand([row("A", "play"), row("B", "play", exercise="customer_forest"), row("C", "play")], KNOWN)
        is CHAIN
    )


@pytest.mark.parametrize("count", [4, 40])
def test_of_many_groups_the_first_are_named_and_the_others_counted(count):
    groups = [row(chr(0x4E00 + place), "play", gone=240) for place in range(count)]
    assert f"and {count - 3} more for 4 minutes" in said(*groups)


def test_a_long_name_is_cut_in_a_sentence():
    long = row("x", "play", gone=240)
    assert len(said(Row(long.key, "Ö" * 60, long.stand, long.sign))) < 90
