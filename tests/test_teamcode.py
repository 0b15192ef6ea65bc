"""Team codes: short, unambiguous, and every slip of the keyboard is found and named."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given, strategies

from kit import teamcode
from kit.errors import CodeError
from kit.exercise import find

EXERCISE = find("role_chain")
KNOWN = EXERCISE.code_parameters
DEFAULTS = {name: parameter.default for name, parameter in KNOWN.items()}


def encode(**changes):
    return EXERCISE.code.encode(DEFAULTS | changes)


def decode(code):
    return DEFAULTS | EXERCISE.code.decode(code)


KNOWN_CODE = "08K2R-7GGMQ-D000G-0000W"
CODE = encode(gain=0.31, leads_per_day=9.5, handover="sheet", faster=35, guess="given")

CHANGES = strategies.lists(strategies.sampled_from(sorted(KNOWN)), unique=True, max_size=6).flatmap(
    lambda names: strategies.fixed_dictionaries(
        {name: strategies.integers(0, KNOWN[name].size - 1).map(KNOWN[name].at) for name in names}
    )
)


@given(CHANGES)
def test_a_code_says_exactly_what_was_decided(changes):
    assert decode(encode(**changes)) == DEFAULTS | changes


@given(CHANGES)
def test_a_code_has_at_most_24_characters_in_four_blocks(changes):
    code = encode(**changes)
    assert len(code) <= 24 and [len(block) for block in code.split("-")] == [5, 5, 5, 5]


def test_a_known_code_still_means_what_it_meant():
    """Fails when a setting is added, moved or rescaled: then the version of the codes must go up."""
    meant = {"gain": 0.31, "leads_per_day": 9.5, "handover": "sheet", "faster": 35, "guess": "given"}
    assert decode(KNOWN_CODE) == DEFAULTS | meant


def test_the_alphabet_has_no_characters_that_look_alike():
    assert len(set(teamcode.ALPHABET)) == 31
    assert not set("OILUZ") & set(teamcode.ALPHABET)


def test_every_single_wrong_character_is_found_and_its_block_named():
    for place, right in enumerate(CODE):
        for wrong in (letter for letter in teamcode.ALPHABET if right != "-" and letter != right):
            with pytest.raises(CodeError) as caught:
                decode(CODE[:place] + wrong + CODE[place + 1 :])
            assert caught.value.values["block"] == place // 6 + 1


def test_every_swap_of_neighbours_is_found():
    letters = CODE.replace("-", "")
    for place in range(len(letters) - 1):
        if letters[place] != letters[place + 1]:
            swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
            with pytest.raises(CodeError, match="Block"):
                decode(swapped)


def test_swapped_blocks_are_found():
    first, second, *rest = CODE.split("-")
    with pytest.raises(CodeError, match="Block 1"):
        decode("-".join([second, first, *rest]))


def test_a_code_may_be_typed_as_people_type():
    assert decode(f"  {CODE.lower().replace('-', ' ')} ") == decode(CODE)
    assert decode(CODE.replace("0", "O").replace("1", "l")) == decode(CODE)


@pytest.mark.parametrize(("code", "said"), [("", "four blocks"), ("ABCDE", "5 characters"), ("<script>alert(1)</script>", "four blocks")])
def test_what_is_no_code_is_said_so(code, said):
    with pytest.raises(CodeError, match=said):
        decode(code)


def test_a_character_outside_the_alphabet_is_named():
    with pytest.raises(CodeError, match="Block 3.*“Ä”"):
        decode(CODE[:12] + "Ä" + CODE[13:])


def test_a_code_of_another_exercise_or_version_is_said_so(monkeypatch):
    other = replace(EXERCISE.code, exercise=9).encode(DEFAULTS)
    with pytest.raises(CodeError, match="another exercise"):
        decode(other)
    monkeypatch.setattr(teamcode, "VERSION", 2)
    newer = encode()
    monkeypatch.undo()
    with pytest.raises(CodeError, match="another version"):
        decode(newer)


def test_too_many_changes_are_said_not_cut():
    changes = {name: KNOWN[name].at(KNOWN[name].size - 1) for name in KNOWN}
    with pytest.raises(CodeError, match="Save your state as a file"):
        encode(**changes)


def test_a_value_between_two_steps_is_said_not_rounded():
    with pytest.raises(CodeError, match="between two steps"):
        encode(gain=0.2345)


def test_eight_changed_assumptions_and_the_whole_guess_fit():
    changed = {"gain": 0.4, "leads_per_day": 16.0, "handover": "sheet", "check": "low", "overlap_days": 0.25, "inbox": "shared",
               "leaver": "close", "leave_month": 12, "faster": 95, "needed": 0.37, "bottleneck": "close", "guess": "given"}  # fmt: skip
    assert decode(encode(**changed)) == DEFAULTS | changed
    assert EXERCISE.setting(**{name: changed[name] for name in asdict(EXERCISE.setting()) if name in changed})
