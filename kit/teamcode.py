"""Team codes: what a group decided in an exercise as four blocks of five characters, such as `3F7K0-…`.

Each block carries four characters of content and one check character. The alphabet has 31 characters, a prime: with
weights that differ within and between blocks, every single wrong character, every swap of neighbours and every swap of
blocks changes a check (ISBN-10's principle, modulo 31). So an error is found and its block named.

The content is one whole number. Values that keep their default cost next to nothing, so that the values that people
usually decide and a few changed assumptions fit, not all at once (asymmetric numeral system, Duda 2009).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kit.errors import CodeError
from kit.messages import _
from kit.parameters import Parameter

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
BASE = len(ALPHABET)
BLOCKS, CONTENT = 4, 4
CAPACITY = BASE ** (BLOCKS * CONTENT)
VERSION, VERSIONS, EXERCISES = 1, 4, 16
PARTS, DECIDED, ASSUMED = 16, 6, 1  # a decision is changed in 6 of 16 codes, an assumption in 1 of 16 (a rough guess)
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})

WRONG_LENGTH = _("A team code has four blocks of five characters, like {example}; this one has {count} characters.")
WRONG_CHARACTER = _("Block {block} (“{text}”) holds the character “{character}”, which no team code uses. Please look at this block again.")
WRONG_BLOCK = _("Block {block} (“{text}”) has a typing error. Please look at this block again.")
WRONG_VERSION = _("This code comes from another version of the kit. Ask for a code made with the same version.")
WRONG_EXERCISE = _("This code belongs to another exercise (number {found}); here is exercise number {wanted}.")
NOT_READABLE = _("This code does not fit this exercise: it was made by another version or is no team code at all.")
TOO_MUCH = _("Your {count} changed values do not all fit into a team code. Save your state as a file instead, or put some assumptions back.")
OFF_GRID = _("The value {value} of “{label}” lies between two steps of its slider and does not fit into a code. Move the slider once.")
EXAMPLE = "0AB1C-2DE3F-4GH5J-6KM7N"


@dataclass(frozen=True)
class Scheme:
    """How the values of one exercise become a code.

    `exercise`: its number. `parameters`: everything a code carries, by name. `decisions`: the names that groups usually
    change; the others are assumptions.
    """

    exercise: int
    parameters: Mapping[str, Parameter]
    decisions: frozenset[str]

    def encode(self, values: Mapping) -> str:
        """The code for `values` (by parameter name); raises `CodeError` where they don't fit."""
        changed = {name: value for name, value in values.items() if value != self.parameters[name].default}
        number = 0
        for name, parameter in reversed(self.parameters.items()):
            if name in changed:
                number = number * parameter.size + _index(parameter, changed[name])
            number = self._mark(number, name, name in changed)
        number = (number * EXERCISES + self.exercise) * VERSIONS + VERSION
        if number >= CAPACITY:
            raise CodeError(TOO_MUCH, count=len(changed))
        return "-".join(_block(block, number // BASE ** (CONTENT * block)) for block in range(BLOCKS))

    def decode(self, code: str) -> dict:
        """The values that differ from the default; raises `CodeError` that names the block or says what is foreign."""
        number = sum(_read(block, text) * BASE ** (CONTENT * block) for block, text in enumerate(_blocks(code)))
        number, version = divmod(number, VERSIONS)
        number, found = divmod(number, EXERCISES)
        if version != VERSION:
            raise CodeError(WRONG_VERSION)
        if found != self.exercise:
            raise CodeError(WRONG_EXERCISE, found=found, wanted=self.exercise)
        changed = {}
        for name, parameter in self.parameters.items():
            number, differs = self._marked(number, name)
            if differs:
                number, index = divmod(number, parameter.size)
                changed[name] = parameter.at(index)
        if number or any(value == self.parameters[name].default for name, value in changed.items()):
            raise CodeError(NOT_READABLE)
        return changed

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


def _check(block: int, digits: list[int]) -> int:
    weighted = sum((place + 2) * digit for place, digit in enumerate(digits))
    return (weighted + 7 * (block + 1)) % BASE


def _index(parameter: Parameter, value) -> int:
    try:
        return parameter.index(value)
    except ValueError as error:
        raise CodeError(OFF_GRID, label=parameter.label, value=str(value)) from error


def _block(block: int, number: int) -> str:
    digits = [number // BASE**place % BASE for place in range(CONTENT)]
    return "".join(ALPHABET[digit] for digit in [*digits, _check(block, digits)])


def _blocks(code: str) -> list[str]:
    letters = "".join(letter for letter in code.upper() if not letter.isspace() and letter not in "-–—_.")
    letters = letters.translate(MISREAD)
    size = CONTENT + 1
    if len(letters) != BLOCKS * size:
        raise CodeError(WRONG_LENGTH, example=EXAMPLE, count=len(letters))
    return [letters[start : start + size] for start in range(0, len(letters), size)]


def _read(block: int, text: str) -> int:
    for letter in text:
        if letter not in ALPHABET:
            raise CodeError(WRONG_CHARACTER, block=block + 1, text=text, character=letter)
    digits = [ALPHABET.index(letter) for letter in text]
    if _check(block, digits[:CONTENT]) != digits[CONTENT]:
        raise CodeError(WRONG_BLOCK, block=block + 1, text=text)
    return sum(digit * BASE**place for place, digit in enumerate(digits[:CONTENT]))
