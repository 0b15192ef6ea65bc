"""Team codes: what a group decided in an exercise as blocks of five characters, such as `3F7K0-…`.

Each block carries four characters of content and one check character. The alphabet has 31 characters, a prime. Weights
that differ within a block, and a summand that differs between blocks, make every single wrong character, every swap of
neighbours and every block in another's place change a check (ISBN-10's principle, modulo 31). So an error is found and
its block named. The first block says the version, the exercise and how many blocks there are, so that a block that is
missing or doubled is found too.

The content is one whole number. Values that keep their default cost next to nothing (asymmetric numeral system, Duda
2009), so that what people usually decide, with some changed assumptions, fits into four blocks. A whole game needs more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from kit.divisions import Division, Rounds
from kit.errors import CodeError
from kit.messages import _
from kit.parameters import Parameter
from kit.pasted import Pasted, codes_in, seen

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
BASE = len(ALPHABET)
CONTENT, CAPACITY = 4, BASE**4  # characters of content in a block, and how many numbers they can tell apart
SIZE = CONTENT + 1  # characters of a block, with its check character
FEWEST, MOST = 4, 24  # blocks; from 31 on, two blocks would share a summand
VERSION, VERSIONS, EXERCISES, LENGTHS = 2, 4, 16, MOST - FEWEST + 1
FIRST = CAPACITY // (VERSIONS * EXERCISES * LENGTHS)  # what the first block has left for content
PARTS, DECIDED, ASSUMED = 16, 6, 1  # a decision is changed in 6 of 16 codes, an assumption in 1 of 16 (a rough guess)
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})

DASHES, AROUND = "_.\u2212\u02d7\u2043", " \t\r\n*,.;!?()[]{}\"'“”„‘’‚«»`|"
SEVERAL = _("This text holds {count} different team codes, such as {first} and {second}. Enter one of them alone.")
WRONG_LENGTH = _(
    "A team code has blocks of five characters, at least four of them, like {example}; this one has {count} characters."
)
WRONG_COUNT = _("This code has {wanted} blocks, but {count} were entered; please compare them from block {block} on.")
WRONG_CHARACTER = _(
    "Block {block} (“{text}”) holds the character “{character}”, which no team code uses. Please look at this block again."
)
WRONG_BLOCK = _("Block {block} (“{text}”) has a typing error. Please look at this block again.")
WRONG_VERSION = _("This code comes from another version of the kit. Ask for a code made with the same version.")
WRONG_EXERCISE = _("This code belongs to another exercise (number {found}); here is exercise number {wanted}.")
NOT_READABLE = _("This code does not fit this exercise: it was made by another version or is no team code at all.")
TOO_MUCH = _(
    "Your {count} changed values do not all fit into a team code. Save your state as a file instead, or put some assumptions back."
)
OFF_GRID = _(
    "The value {value} of “{label}” lies between two steps of its slider and does not fit into a code. Move the slider once."
)
EXAMPLE = "0AB1C-2DE3F-4GH5J-6KM7N"


@dataclass(frozen=True)
class Scheme:
    """How the values of one exercise become a code.

    `exercise`: its number. `parameters`: everything a code carries, by name. `decisions`: the names that groups usually
    change; the others are assumptions.
    """

    exercise: int
    parameters: Mapping[str, Parameter | Division | Rounds]
    decisions: frozenset[str]

    def encode(self, values: Mapping[str, Any]) -> str:
        """The code for `values` (by parameter name); raises `CodeError` where they don't fit."""
        indices = {name: _index(self.parameters[name], value) for name, value in values.items()}
        changed = {
            name: index
            for name, index in indices.items()
            if self.parameters[name].at(index) != self.parameters[name].default
        }
        number = 0
        for name, parameter in reversed([*self.parameters.items()]):
            if name in changed:
                number = number * parameter.size + changed[name]
            number = self._mark(number, name, name in changed)
        if number >= _room(MOST):
            raise CodeError(TOO_MUCH, count=len(changed))
        return self._written(number)

    def decode(self, code: str) -> dict[str, Any]:
        """The values that differ from the default; raises `CodeError` that names the block or says what is foreign."""
        blocks = _blocks(code)
        number = self._number(blocks)
        changed: dict[str, Any] = {}
        for name, parameter in self.parameters.items():
            number, differs = self._marked(number, name)
            if differs:
                number, index = divmod(number, parameter.size)
                changed[name] = parameter.at(index)
        if self.encode(changed) != "-".join(blocks):
            raise CodeError(NOT_READABLE)
        return changed

    def _written(self, number: int) -> str:
        """A number as blocks; the first one also says the version, the exercise and how many they are."""
        count = next(count for count in range(FEWEST, MOST + 1) if number < _room(count))
        rest, first = divmod(number, FIRST)
        first = ((first * LENGTHS + count - FEWEST) * EXERCISES + self.exercise) * VERSIONS + VERSION
        return "-".join(
            [_block(0, first), *(_block(block, rest // CAPACITY ** (block - 1)) for block in range(1, count))]
        )

    def _number(self, blocks: list[str]) -> int:
        """The number in the blocks, the opposite of `_written`; raises `CodeError` unless they belong here and are complete."""
        found, more, first = _opened(blocks[0])
        if found != self.exercise:
            raise CodeError(WRONG_EXERCISE, found=found, wanted=self.exercise)
        wanted, count = FEWEST + more, len(blocks)
        if count != wanted:
            shared = min(count, wanted)
            misfit = next((block for block in range(shared) if not _fits(block, blocks[block])), shared)
            raise CodeError(WRONG_COUNT, wanted=wanted, count=count, block=misfit + 1)
        return first + FIRST * sum(_read(block, blocks[block]) * CAPACITY ** (block - 1) for block in range(1, count))

    def _mark(self, number: int, name: str, differs: bool) -> int:
        """Put one yes or no on top of a number; the likely answer makes it grow less."""
        often = self._often(name)
        width, start = (often, 0) if differs else (PARTS - often, often)
        return number // width * PARTS + start + number % width

    def _marked(self, number: int, name: str) -> tuple[int, bool]:
        """Take the yes or no off again: the exact opposite of `_mark`."""
        often = self._often(name)
        rest, part = divmod(number, PARTS)
        return (rest * often + part, True) if part < often else (rest * (PARTS - often) + part - often, False)

    def _often(self, name: str) -> int:
        return DECIDED if name in self.decisions else ASSUMED


def exercise_of(code: str) -> int:
    """Of which exercise a code is, by its number; raises `CodeError` if the first block has an error or is of another version."""
    return _opened(_blocks(code)[0])[0]


def tidy(code: str) -> str:
    """A code as it is written: capitals, hyphens between the blocks, misread letters put right; raises `CodeError`."""
    return "-".join(_blocks(code))


def _opened(block: str) -> tuple[int, int, int]:
    """What the first block says: the exercise, how many blocks more than the fewest, and its part of the content."""
    first, version = divmod(_read(0, block), VERSIONS)
    if version != VERSION:
        raise CodeError(WRONG_VERSION)
    first, found = divmod(first, EXERCISES)
    first, more = divmod(first, LENGTHS)
    return found, more, first


def _index(parameter: Parameter | Division | Rounds, value: Any) -> int:
    try:
        return parameter.index(value)
    except ValueError as error:
        raise CodeError(OFF_GRID, label=parameter.label, value=str(value)) from error


def _room(count: int) -> int:
    """How many numbers so many blocks can tell apart."""
    return FIRST * CAPACITY ** (count - 1)


def _block(block: int, content: int) -> str:
    digits = [content // BASE**place % BASE for place in range(CONTENT)]
    check = sum(weight * digit for weight, digit in enumerate(digits, start=2)) + 7 * (block + 1)
    return "".join(ALPHABET[digit] for digit in [*digits, check % BASE])


def pasted(text: str) -> list[Pasted]:
    """All complete codes in a pasted text, with where they stand."""
    return codes_in(text, SIZE, MISREAD, _complete)


def _complete(blocks: Sequence[str]) -> int:
    """How many of these blocks are one complete code, from the first one on; 0 if there is none."""
    if not _fits(0, blocks[0]) or _content(blocks[0]) % VERSIONS != VERSION:
        return 0
    count = FEWEST + _opened(blocks[0])[1]
    return (
        count if count <= len(blocks) and all(_fits(place, block) for place, block in enumerate(blocks[:count])) else 0
    )


def _blocks(code: str) -> list[str]:
    """The blocks of the one code in what was typed or pasted; where none is complete, of what looks most like one."""
    found = list(dict.fromkeys(one.blocks for one in pasted(code)))
    if len(found) > 1:
        raise CodeError(SEVERAL, count=len(found), first="-".join(found[0]), second="-".join(found[1]))
    if found:
        return list(found[0])
    letters = _letters(code)
    if len(letters) < FEWEST * SIZE or len(letters) % SIZE:
        raise CodeError(WRONG_LENGTH, example=EXAMPLE, count=len(letters))
    return [letters[start : start + SIZE] for start in range(0, len(letters), SIZE)]


def _letters(code: str) -> str:
    """What a person sees of a code, without a label before it, marks around it, and the dashes and spaces in it."""
    shown, _places = seen(code)
    labelled = shown.rpartition(":")[2]
    if sum(letter.isalnum() for letter in labelled) > 2 * SIZE:
        shown = labelled
    shown = shown.lstrip(AROUND + "> ").rstrip(AROUND)
    return "".join(
        letter for letter in shown if not (letter.isspace() or letter in DASHES or category(letter) == "Pd")
    ).translate(MISREAD)


def _content(text: str) -> int:
    return sum(ALPHABET.index(letter) * BASE**place for place, letter in enumerate(text[:CONTENT]))


def _fits(block: int, text: str) -> bool:
    return set(text) <= set(ALPHABET) and text == _block(block, _content(text))


def _read(block: int, text: str) -> int:
    for letter in text:
        if letter not in ALPHABET:
            raise CodeError(WRONG_CHARACTER, block=block + 1, text=text, character=letter)
    if not _fits(block, text):
        raise CodeError(WRONG_BLOCK, block=block + 1, text=text)
    return _content(text)
