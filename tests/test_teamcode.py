"""Team codes: short, unambiguous, and every slip of the keyboard is found and named."""

from dataclasses import asdict, replace
from itertools import combinations

import pytest
from hypothesis import given, strategies

from kit import teamcode
from kit.divisions import Division
from kit.errors import CodeError
from kit.exercises import find
from kit.messages import Message
from kit.parameters import Choice, Parameter
from kit.teamcode import Scheme

EXERCISE = find("role_chain")
KNOWN = EXERCISE.code_parameters
DEFAULTS = {name: parameter.default for name, parameter in KNOWN.items()}


def encode(**changes):
    return EXERCISE.code.encode(DEFAULTS | changes)


def decode(code):
    return DEFAULTS | EXERCISE.code.decode(code)


KNOWN_CODE = "XW4VN-CK1Y1-79000-0000W"
CODE = encode(gain=0.31, leads_per_day=9.5, handover="sheet", faster=35, guess="given")


def game(quarters):
    """A game in which 12 portions of five days are divided over four tasks in each quarter."""
    tasks = tuple(Choice(key, Message(key)) for key in ("hunt", "care", "feedback", "help"))
    moves = [
        Division(Message(f"days {one}"), "0,0,0,0", tasks, portions=12, portion=5, name=f"days{one}")
        for one in range(quarters)
    ]
    pay = Parameter(Message("commission"), 0.12, 0.0, 0.40, 0.01, name="pay")
    known = {one.name: one for one in [*moves, pay]}
    return Scheme(3, known, frozenset(known))


GAME = game(quarters=8)
PLAYED = {f"days{one}": f"{5 * one},{55 - 5 * one},5,0" for one in range(8)} | {"pay": 0.05}
LONG_CODE = GAME.encode(PLAYED)
BLOCKS = LONG_CODE.split("-")

LONGEST = game(quarters=37)
LONGEST_CODE = LONGEST.encode({f"days{one}": "15,15,15,15" for one in range(37)})

EITHER = pytest.mark.parametrize(("scheme", "code"), [(EXERCISE.code, CODE), (GAME, LONG_CODE)], ids=["short", "long"])


def changes(known, count=None):
    """Some values, of at most `count` names."""
    names = strategies.lists(strategies.sampled_from(sorted(known)), unique=True, max_size=count)
    return names.flatmap(
        lambda chosen: strategies.fixed_dictionaries(
            {name: strategies.integers(0, known[name].size - 1).map(known[name].at) for name in chosen}
        )
    )


@given(changes(KNOWN))
def test_a_code_says_exactly_what_was_decided(changed):
    assert decode(encode(**changed)) == DEFAULTS | changed


@given(changes(GAME.parameters))
def test_a_code_says_exactly_how_a_whole_game_was_played(changed):
    start = {name: one.default for name, one in GAME.parameters.items()}
    code = GAME.encode(start | changed)
    assert start | GAME.decode(code) == start | changed
    assert {len(block) for block in code.split("-")} == {5}


@given(changes(KNOWN, 5))
def test_a_code_has_exactly_four_blocks_if_little_was_changed(changed):
    assert [len(block) for block in encode(**changed).split("-")] == [5, 5, 5, 5]


def test_a_code_has_as_many_blocks_as_its_game_needs():
    """Each quarter is one of 1820 divisions, 10.8 bits, and 1.4 bits say that it was decided; a block holds 19.8 bits."""

    def count(quarters):
        scheme = game(quarters)
        return len(scheme.encode({name: one.at(one.size - 1) for name, one in scheme.parameters.items()}).split("-"))

    assert [count(quarters) for quarters in (0, 4, 8, 16, 32)] == [4, 4, 6, 11, 21]
    assert len(LONGEST_CODE.split("-")) == teamcode.MOST


def test_a_known_code_still_means_what_it_meant():
    """Fails when a setting is added, moved or rescaled: then the version of the codes must go up."""
    meant = {"gain": 0.31, "leads_per_day": 9.5, "handover": "sheet", "faster": 35, "guess": "given"}
    assert decode(KNOWN_CODE) == DEFAULTS | meant


def test_the_alphabet_has_no_characters_that_look_alike():
    assert len(set(teamcode.ALPHABET)) == 31
    assert not set("OILUZ") & set(teamcode.ALPHABET)


@EITHER
def test_every_single_wrong_character_is_found_and_its_block_named(scheme, code):
    for place, right in enumerate(code):
        for wrong in (letter for letter in teamcode.ALPHABET if right != "-" and letter != right):
            with pytest.raises(CodeError, match="typing error") as caught:
                scheme.decode(code[:place] + wrong + code[place + 1 :])
            assert caught.value.values["block"] == place // 6 + 1


@EITHER
def test_every_swap_of_neighbours_is_found_and_its_block_named(scheme, code):
    letters = code.replace("-", "")
    for place in range(len(letters) - 1):
        if letters[place] != letters[place + 1]:
            swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
            with pytest.raises(CodeError, match="typing error") as caught:
                scheme.decode(swapped)
            assert caught.value.values["block"] == place // 5 + 1


@pytest.mark.parametrize(
    ("scheme", "code"),
    [(EXERCISE.code, CODE), (GAME, LONG_CODE), (LONGEST, LONGEST_CODE)],
    ids=["short", "long", "longest"],
)
def test_every_swap_of_two_blocks_is_found_and_the_first_one_named(scheme, code):
    blocks = code.split("-")
    for first, second in combinations(range(len(blocks)), 2):
        swapped = list(blocks)
        swapped[first], swapped[second] = blocks[second], blocks[first]
        with pytest.raises(CodeError, match="typing error") as caught:
            scheme.decode("-".join(swapped))
        assert caught.value.values["block"] == first + 1


@pytest.mark.parametrize("missing", range(1, len(BLOCKS)))
def test_a_missing_block_is_said_whether_in_the_middle_or_the_last(missing):
    wanted = f"has {len(BLOCKS)} blocks, but {len(BLOCKS) - 1} were entered.*from block {missing + 1} on"
    with pytest.raises(CodeError, match=wanted):
        GAME.decode("-".join(BLOCKS[:missing] + BLOCKS[missing + 1 :]))


def test_without_its_first_block_a_code_is_wrong_from_block_1_on():
    with pytest.raises(CodeError, match="Block 1"):
        GAME.decode("-".join(BLOCKS[1:]))


@EITHER
def test_a_doubled_block_is_said(scheme, code):
    blocks = code.split("-")
    for doubled in range(len(blocks)):
        wanted = f"has {len(blocks)} blocks, but {len(blocks) + 1} were entered.*from block {doubled + 2} on"
        with pytest.raises(CodeError, match=wanted):
            scheme.decode("-".join(blocks[: doubled + 1] + blocks[doubled:]))


def test_a_wrong_character_is_said_where_a_block_is_missing_later():
    with pytest.raises(CodeError, match="from block 2 on"):
        GAME.decode("-".join([BLOCKS[0], "Ä" + BLOCKS[1][1:], *BLOCKS[2:-1]]))


def test_a_code_may_be_typed_as_people_type():
    assert decode(f"  {CODE.lower().replace('-', ' ')} ") == decode(CODE)
    assert decode(CODE.replace("0", "O").replace("1", "l")) == decode(CODE)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "at least four"),
        ("ABCDE", "5 characters"),
        (CODE + "0", "blocks of five"),
        ("<script>alert(1)</script>", "Block 1.*“<”"),
    ],
)
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
    monkeypatch.setattr(teamcode, "VERSION", 3)
    newer = encode()
    monkeypatch.undo()
    with pytest.raises(CodeError, match="another version"):
        decode(newer)


def test_a_code_that_fits_no_values_of_the_exercise_is_said_so():
    """As from a kit of another day in which the game was longer."""
    longer = game(quarters=9)
    with pytest.raises(CodeError, match="does not fit this exercise"):
        GAME.decode(longer.encode({"days8": "15,15,15,15"}))


def test_all_values_of_an_exercise_may_be_changed_at_once():
    changed = {name: KNOWN[name].at(KNOWN[name].size - 1) for name in KNOWN}
    assert decode(encode(**changed)) == changed


def test_what_is_longer_than_the_longest_code_is_said_not_cut():
    endless = game(quarters=40)
    with pytest.raises(CodeError, match="Your 40 changed values.*Save your state as a file"):
        endless.encode({f"days{one}": "15,15,15,15" for one in range(40)})


def test_a_value_a_hair_beside_its_default_is_its_default():
    """Steps of 0.1 added up do not meet 0.3 exactly."""
    assert encode(gain=DEFAULTS["gain"] + 1e-12) == encode()


def test_a_value_between_two_steps_is_said_not_rounded():
    with pytest.raises(CodeError, match="between two steps"):
        encode(gain=0.2345)


@pytest.mark.parametrize("count", [4, 5, 23, 24])
def test_every_number_of_blocks_is_used_to_its_last_number_and_no_block_more(count):
    room = teamcode._room(count)
    for number, blocks in ((room - 1, count), (room, count + 1)):
        if blocks <= teamcode.MOST:
            written = GAME._written(number).split("-")
            assert (len(written), GAME._number(written)) == (blocks, number)


def test_a_code_says_its_exercise_and_is_written_in_one_way():
    assert [teamcode.exercise_of(one) for one in (CODE, LONG_CODE)] == [EXERCISE.code.exercise, GAME.exercise]
    assert teamcode.tidy(f" blue: {CODE.lower().replace('-', ' ')}!") == CODE
    for read in (teamcode.exercise_of, teamcode.tidy):
        with pytest.raises(CodeError):
            read("blue")


def test_eight_changed_assumptions_and_the_whole_guess_fit():
    changed = {
        "gain": 0.4,
        "leads_per_day": 16.0,
        "handover": "sheet",
        "check": "low",
        "overlap_days": 0.25,
        "inbox": "shared",
        "leaver": "close",
        "leave_month": 12,
        "faster": 95,
        "needed": 0.37,
        "bottleneck": "close",
        "guess": "given",
    }
    assert decode(encode(**changed)) == DEFAULTS | changed
    assert EXERCISE.setting(**{name: changed[name] for name in asdict(EXERCISE.setting()) if name in changed})


# As other programs hand codes over

DASHES = "-‐‑‒–—―−－⁃_"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff"
AROUND = [
    '"{}"',
    "“{}”",
    "„{}“",
    "«{}»",
    "'{}'",
    "({})",
    "[{}]",
    "<{}>",
    "**{}**",
    "`{}`",
    "_{}_",
    "{},",
    "{}.",
    "{};",
    "{}!",
    "> {}",
    ">> | {}",
    "\ufeff{}",
    "\u200f{}",
]
LABELS = [
    "Your team code: {}",
    "Euer Team-Code: {}",
    "Blue: {}",
    "Blue - {}",
    "Unser Code ist {}.",
    "Hello,\n\n{}\n\nBest wishes\nAda",
    "GREEN {}",
    "(Team 4) {} (Blue)",
]


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


@EITHER
@pytest.mark.parametrize("way", [*AROUND, *LABELS])
def test_a_code_is_read_with_whatever_stands_around_it(scheme, code, way):
    assert scheme.decode(way.format(code)) == scheme.decode(code)


@given(changes(KNOWN), strategies.data())
def test_a_code_is_read_whatever_another_program_made_of_it(changed, data):
    code = encode(**changed)
    dash = data.draw(strategies.sampled_from([*DASHES, " ", "", " - ", "\n", "-\n> ", "\u00a0", " – "]))
    shown = code.replace("-", dash)
    for _mark in range(data.draw(strategies.integers(0, 6))):
        place = data.draw(strategies.integers(0, len(shown)))
        shown = shown[:place] + data.draw(strategies.sampled_from(UNSEEN)) + shown[place:]
    shown = data.draw(strategies.sampled_from([str.lower, str.upper, full_width]))(shown)
    for way in data.draw(strategies.lists(strategies.sampled_from(AROUND), max_size=2)):
        shown = way.format(shown)
    if dash != "":  # a code in one piece cannot be told from a word that touches it
        shown = data.draw(
            strategies.sampled_from(["{}", "Your team code: {}", "Euer Team-Code: {}", "Blue: {}"])
        ).format(shown)
    assert decode(shown) == DEFAULTS | changed


@pytest.mark.parametrize("between", [" ", "\n", ", ", " und ", "\nRed: ", "-"])
def test_two_codes_in_one_text_are_said_and_one_twice_is_one(between):
    other = encode(gain=0.1)
    with pytest.raises(CodeError, match="2 different team codes") as caught:
        decode(CODE + between + other)
    assert (caught.value.values["first"], caught.value.values["second"]) == (CODE, other)
    assert decode(CODE + between + CODE) == decode(CODE)


@pytest.mark.parametrize("way", ["{}", "Your team code: {}", "Blue: our code: {}", "\u200b{}", "({})", "{},"])
def test_an_error_is_named_as_a_person_sees_it_whatever_stands_around(way):
    with pytest.raises(CodeError, match="this one has 19 characters"):
        decode(way.format(CODE[:-1].replace("-", "\u2011\u00ad")))
    wrong = CODE[:7] + ("A" if CODE[7] != "A" else "B") + CODE[8:]
    with pytest.raises(CodeError, match="Block 2"):
        decode(way.format(wrong.replace("-", "\u2212")))


def test_a_label_is_no_part_of_a_code_however_short_the_code_is_and_a_short_word_behind_it_is_no_code():
    with pytest.raises(CodeError, match="this one has 15 characters"):
        decode("Code: ABCDE-FGHJK-MNPQR")
    with pytest.raises(CodeError, match="from block 2 on"):
        decode(f"{CODE[:7]}Ä{CODE[8:]}: blue")


@given(strategies.text(max_size=120))
def test_whatever_is_entered_gets_values_or_a_sentence(text):
    try:
        decode(text)
    except CodeError as error:
        assert str(error)
