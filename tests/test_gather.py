"""From pasted codes and from the entries of a room to a session of groups."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.exercises import exercises
from kit.gather import LONGEST_NAME, from_nobody, from_room, read_codes, session
from kit.journal import Event
from kit.room.entries import FACILITATOR, REMOVED, RENAMED, Entry, controls
from kit.room.names import named

KNOWN = exercises()
CHAIN, FOREST = KNOWN["role_chain"], KNOWN["customer_forest"]


def code(exercise, **changes) -> str:
    return exercise.code.encode(asdict(exercise.setting(**changes)) | {"guess": "given"})


BLUE, RED, GREEN = code(CHAIN, gain=0.3), code(CHAIN, gain=0.1), code(FOREST, sellers=6)


def entries(*decisions) -> list[Entry]:
    return [
        Entry(seq, author, Event(f"e{seq}", f"2026-11-24T10:{seq:02d}", *rest), "")
        for seq, (author, *rest) in enumerate(decisions, start=1)
    ]


@pytest.mark.parametrize(
    "line",
    [
        f"Blue: {BLUE}",
        f"Blue {BLUE}",
        f"  Blue :  {BLUE.lower()}  ",
        f"10:32 Anna: Blue: {BLUE}",
        f"Blue\t{BLUE}",
        f"Blue - {BLUE}",
        f"Blue: {BLUE.replace('-', ' ')}",
        f"Blue: {BLUE.replace('-', '')}",
        f"Blue; {BLUE.replace('0', 'O')}",
    ],
)
def test_a_code_is_found_however_a_chat_writes_it(line):
    (read,) = read_codes(line, KNOWN)
    assert (read.name, read.exercise, read.code, read.error) == ("Blue", CHAIN, BLUE, None)


@pytest.mark.parametrize(
    "line",
    [
        f"Blue: **{BLUE}**",
        f"> *Blue*: `{BLUE}`",
        f"Blue: “{BLUE}”.",
        f"Blue: ({BLUE}),",
        f"Blue: Your team code: {BLUE}",
        f"Blue – euer Team-Code: {BLUE}",
        f"Blue: {BLUE.replace('-', chr(0x2011))}",
        f"Blue: {BLUE.replace('-', chr(0x2212))} thanks!",
        f"\ufeffBlue:\u200b {BLUE.replace('-', '-' + chr(0xAD))}",
        f"“Blue”: {BLUE}",
    ],
)
def test_a_code_and_its_name_are_found_however_another_program_hands_them_over(line):
    (read,) = read_codes(line, KNOWN)
    assert (read.name, read.exercise, read.code, read.error) == ("Blue", CHAIN, BLUE, None)


def test_brackets_that_belong_to_a_name_stay():
    (read,) = read_codes(f"Blue (2): {BLUE}", KNOWN)
    assert (read.name, read.code) == ("Blue (2)", BLUE)


def test_two_codes_in_one_line_are_said():
    (read,) = read_codes(f"Blue: {BLUE} {RED}", KNOWN)
    assert read.exercise is None and "2 different team codes" in str(read.error)


def test_many_codes_in_any_order_become_groups():
    text = f"Red: {RED}\n\nBlue: {GREEN}\nBlue: {BLUE}\n"
    read = read_codes(text, KNOWN)
    found = session([(one.name, one.exercise.name, one.code) for one in read], [], KNOWN)
    assert [group.name for group in found.groups] == ["Red", "Blue"]
    red, blue = found.groups
    assert red.setting(CHAIN).gain == 0.1 and blue.setting(CHAIN).gain == 0.3
    assert blue.setting(FOREST).sellers == 6 and not red.begun(FOREST)
    assert blue.changes(FOREST) == {"sellers": 6}


def test_results_are_computed_anew_and_are_those_of_the_setting():
    (group,) = session([("Blue", CHAIN.name, BLUE)], [], KNOWN).groups
    assert group.years(CHAIN).count == 400
    assert group.setting(CHAIN) == CHAIN.setting(gain=0.3)
    assert group.years(CHAIN) is group.years(CHAIN) and group.years(CHAIN, blocks=2).count == 100


def test_a_wrong_block_is_named_with_its_line():
    wrong = BLUE[:7] + ("A" if BLUE[7] != "A" else "B") + BLUE[8:]
    good, bad = read_codes(f"Red: {RED}\nBlue: {wrong}", KNOWN)
    assert good.error is None and bad.line == 2 and bad.error.values["block"] == 2


def test_a_line_without_a_code_and_an_unknown_exercise_are_said():
    (chat,) = read_codes("Thanks, see you!", KNOWN)
    assert chat.error[1] == {"line": 1, "text": "Thanks, see you!"}
    (unknown,) = read_codes(f"Blue: {BLUE}", {"customer_forest": FOREST})
    assert unknown.error[1] == {"line": 1, "number": CHAIN.number}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_pasted_each_line_becomes_a_code_or_an_error(text):
    for read in read_codes(text, KNOWN):
        assert (read.error is None) == (read.exercise is not None)


A, B = "a" * 32, "b" * 32


def test_groups_of_a_room_stand_in_the_order_in_which_they_came():
    found = from_room(
        entries(
            (B, "start", "team", "name", "Red"),
            (A, "start", "team", "name", "Blue"),
            (B, "role_chain", "predict", "guess", "given"),
        )
    )
    assert [(group.key, group.name) for group in found] == [(B, "Red"), (A, "Blue")]
    assert found[0].begun(CHAIN) and not found[1].begun(CHAIN)


def test_who_has_no_name_or_has_gone_on_as_another_group_is_none():
    looks = entries((A, "room", "join", "key.x", A), (B, "role_chain", "predict", "guess", "given"))
    assert from_room(looks) == [] and len(from_nobody(looks)) == 2
    both = looks + entries((A, "start", "team", "name", "Blue"), (B, "start", "team", "name", "Red"))
    assert named(both) == {A: "Blue", B: "Red"} and len(from_nobody(both)) == 0
    gone = both + entries((B, "room", "join", "left", "yes"))
    assert named(gone) == {A: "Blue"} and len(from_nobody(gone)) == 0


def test_two_groups_of_one_name_stay_two():
    found = session([], entries((A, "start", "team", "name", "Blue"), (B, "start", "team", "name", "Blue")), KNOWN)
    assert found.names() == {A: "Blue", B: "Blue (2)"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("x" * 10_000, "x" * (LONGEST_NAME - 1) + "…"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\n b\t", "a b"),
    ],
)
def test_any_name_fits_on_the_board(typed, shown):
    (group,) = from_room(entries((A, "start", "team", "name", typed)))
    assert group.name == shown


def test_the_facilitator_can_change_a_name_and_take_a_group_off_and_back():
    joined = entries((A, "start", "team", "name", "Prank"), (FACILITATOR, "room", "control", RENAMED + A, "Blue"))
    assert [group.name for group in from_room(joined)] == ["Blue"]
    off = joined + entries((FACILITATOR, "room", "control", REMOVED + A, "yes"))
    assert from_room(off) == []
    assert len(from_room(off + entries((FACILITATOR, "room", "control", REMOVED + A, "")))) == 1


def test_a_group_controls_nothing():
    assert controls(entries((A, "room", "control", REMOVED + B, "yes"))) == {}


def test_what_is_no_group_is_none():
    assert (
        from_room(entries(("nobody", "start", "team", "name", "X"), (FACILITATOR, "room", "control", "x", "y"))) == []
    )


def test_names_stay_apart_whatever_groups_call_themselves():
    keys = [one * 32 for one in "abcd"]
    joined = [(key, "start", "team", "name", name) for key, name in zip(keys, ("A", "A", "A (2)", "A"), strict=True)]
    assert list(session([], entries(*joined), KNOWN).names().values()) == ["A", "A (2)", "A (2) (2)", "A (3)"]
