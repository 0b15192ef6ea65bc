"""Pretend groups: they go through everything, by the rules, and keep to what the facilitator holds."""

from dataclasses import asdict, replace
from random import Random

import pytest

from kit.exercise import guess_state
from kit.exercises import checks, exercises
from kit.gather import session
from kit.groups import Group, code_of, decisions_of
from kit.journal import Journal
from kit.parameters import restored
from kit.progress import Progress
from kit.rehearsal import Programme, _tried, is_pretend, pretend_groups
from kit.room.entries import ROOM, SHARED, Entry
from kit.wording import Language
from tests.exercises.conftest import TINY
from tests.exercises.plays import play_of

KNOWN = exercises()
MOST_TURNS = 400  # of a group that comes to an end
FIRST, *_between, LAST = pretend_groups("a room")


def played_through(group, programme: Programme) -> tuple[Journal, list]:
    """What a group decides until nothing is left, and its turns."""
    journal, turns = Journal(), []
    while (turn := group.next_turn(journal, programme)) and len(turns) < MOST_TURNS:
        journal = journal.adding(journal.deciding(turn.exercise, turn.step, turn.decisions))
        turns.append(turn)
    return journal, turns


@pytest.fixture(scope="module")
def everything() -> dict:
    """The journals and turns of all pretend groups, by key."""
    programme = Programme(list(KNOWN.values()), list(checks().values()))
    return {one.key: played_through(one, programme) for one in pretend_groups("a room")}


def test_every_pretend_group_plays_every_exercise_and_answers_both_rounds_of_the_check_to_the_end(everything):
    for journal, turns in everything.values():
        assert len(turns) < MOST_TURNS and all(turn.minutes > 0 for turn in turns)
        for exercise in KNOWN.values():
            assert set(Progress(exercise, journal, "en").done) == set(exercise.verbs), exercise.name
        for check in checks().values():
            assert check.due(lambda step, name=check.name: journal.decided(name, step), True) == ""


@pytest.mark.parametrize("until", ["predict", "play", "reflect"])
def test_where_a_step_is_held_a_pretend_group_does_nothing_that_comes_later(until):
    def allows(exercise, verb) -> bool:
        return exercise.verbs.index(verb) <= exercise.verbs.index(until)

    programme = Programme(list(KNOWN.values()), list(checks().values()), allows=allows)
    journal, turns = played_through(FIRST, programme)
    first = next(iter(KNOWN.values()))
    rounds = {name for name, check in checks().items() if check.due(lambda _step: {}, False)}
    assert rounds and {turn.exercise for turn in turns} == {first.name, *rounds}
    assert {turn.step for turn in turns if turn.exercise == first.name} <= {
        "setting",
        *first.verbs[: first.verbs.index(until) + 1],
    }
    for name in rounds:
        assert checks()[name].due(lambda step, name=name: journal.decided(name, step), True) == "after"


def test_no_pretend_group_tries_a_choice_whose_figure_comes_from_somewhere_else():
    tried = [values for number in range(200) if (values := _tried(KNOWN["role_chain"], Random(number)))]
    assert {one["handover"] for one in tried} == {"spoken", "mixed", "notes", "sheet"}


def test_pretend_groups_are_known_by_their_key_and_by_the_names_of_their_codes():
    say = Language("de").say
    assert all(is_pretend(Group(one.key, "renamed", Journal()), say) for one in pretend_groups("a room"))
    assert is_pretend(Group(f"code {say(FIRST.name)}", "x", Journal()), say)
    assert not is_pretend(Group("a" * 32, say(FIRST.name), Journal()), say)


def test_what_pretend_groups_decide_is_possible_and_is_not_all_the_same(everything):
    for exercise in KNOWN.values():
        groups = [Group(key, key, journal) for key, (journal, _turns) in everything.items()]
        assert all(restored(exercise.setting, one.decided(exercise, "setting"))[1] == [] for one in groups)
        assert all(guess_state(one.decided(exercise, "predict")) == "given" for one in groups)
        assert len({str(one.guesses(exercise)) for one in groups}) > 3
        assert len({str(one.decided(exercise, "play")) for one in groups}) == len(groups)


def test_a_rehearsal_goes_the_same_way_again_and_takes_about_as_long_as_the_exercises_say(everything):
    programme = Programme(list(KNOWN.values()), list(checks().values()))
    journal, turns = everything[FIRST.key]
    assert played_through(FIRST, programme)[1] == turns
    said = sum(exercise.minutes for exercise in KNOWN.values())
    assert 0.4 * said < sum(turn.minutes for turn in turns) < 1.6 * said


def test_a_group_waits_where_the_facilitator_holds_and_goes_on_when_it_may():
    chain = KNOWN["role_chain"]
    held = Programme([chain], [], allows=lambda exercise, verb: verb in ("predict", "play"))
    journal, _turns = played_through(LAST, held)
    assert Progress(chain, journal, "en").done == ("predict", "play") and LAST.next_turn(journal, held) is None
    assert LAST.next_turn(journal, replace(held, allows=lambda *_any: True)).step == "compare"


def test_on_common_ground_pretend_groups_give_their_days_for_every_season():
    forest, groups = KNOWN["customer_forest"], pretend_groups("a room")[:3]
    names = [(one.key, str(one.name)) for one in groups]
    common, facts = forest.play.common, play_of(forest.name).together(names)[:1]
    entries, days, journals = list(facts), set(), {one.key: Journal() for one in groups}
    for _season in range(100):
        (ground,) = common.grounds(entries, ROOM)
        if ground.game.now is None:
            break
        if ground.game.must_talk:
            entries.append(Entry(0, ROOM, ground.agreement("20", "word"), ""))
            continue
        for one in groups:
            turn = one.next_turn(journals[one.key], Programme([forest], [], grounds={forest.name: (ground,)}))
            assert (turn.exercise, turn.step) == (forest.name, SHARED)
            days |= set(turn.decisions.values())
            given = journals[one.key].deciding(forest.name, SHARED, turn.decisions)
            journals[one.key] = journals[one.key].adding(given)
            entries += [Entry(0, one.key, event, "") for event in given]
        entries.append(Entry(0, ROOM, common.grounds(entries, ROOM)[0].due(), ""))
    assert ground.game.now is None and len(days) > 3
    assert (
        0 < sum(bool(season.broken) for season in ground.game.ground.seasons) <= 6
    )  # some keep their word, some do not


def test_the_code_of_what_a_pretend_group_decided_says_the_same_decisions(everything):
    journal, _turns = everything[LAST.key]
    for exercise in KNOWN.values():
        setting = Group("", "", journal).setting(exercise)
        code = code_of(
            exercise, setting, journal.decided(exercise.name, "predict"), journal.decided(exercise.name, "play")
        )
        said = decisions_of(exercise, code)
        assert said["setting"] == asdict(setting) and said["predict"]["guess"] == "given"
        found = session([("Blue", exercise.name, code)], [], KNOWN).groups[0]
        played = [
            exercise.play.table(Group("", "", one).played(exercise, "en"), {}).rows for one in (journal, found.journal)
        ]
        assert played[0] == played[1] or not exercise.moves


@pytest.mark.parametrize("exercise", [TINY], indirect=True)
def test_a_new_exercise_is_rehearsed_by_itself(exercise):
    journal, _turns = played_through(LAST, Programme([exercise], []))
    assert set(Progress(exercise, journal, "en").done) == set(exercise.verbs)
