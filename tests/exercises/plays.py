"""Games of every exercise as groups play them; each exercise brings its own in `tests/exercises/<name>/plays.py`, as its `PLAY`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kit.groups import Group
from kit.journal import Event, Journal
from kit.room.entries import Entry
from kit.wording import Language

AT = "2026-11-24T10:00:00Z"


@dataclass(frozen=True)
class Play:
    """Decisions of a game to its end in two ways (`one`, `other`) and up to its middle (`half`).

    `named(words)`: what was played, in the reader's language. `together(groups)`: entries of a room in which groups (key, name)
    played a round of their common game, where the exercise has one.
    """

    one: dict
    other: dict
    half: dict
    named: Callable[[Language], list[str]]
    together: Callable[[Sequence[tuple[str, str]]], list[Entry]] | None = None


def play_of(name: str) -> Play:
    """The games of an exercise."""
    file = Path(__file__).parent / name / "plays.py"
    assert file.exists(), f"Nobody plays the exercise {name}: tests/exercises/{name}/plays.py with a PLAY is missing."
    return import_module(f"tests.exercises.{name}.plays").PLAY


def key_of(name: str) -> str:
    """The key of a group, by its name."""
    return name.encode().hex().zfill(32)[:32]


def player(name: str, exercise, decided: dict) -> Group:
    """A group that went through every step of an exercise and played its game."""
    return Group(key_of(name), name, Journal().adding(events(name, exercise, decided)))


def events(name: str, exercise, decided: dict) -> list[Event]:
    """What such a group decided."""
    guesses = {guess.parameter.name: guess.parameter.at(1) for guess in exercise.guesses}
    steps = {
        "predict": guesses | {"guess": "given"},
        "play": decided | {"opened": "yes"},
        "view": {"view": exercise.laboratory.views[-1].key},
        "limits": {"opened": "yes"},
        "reflect": {one.key: "0" for one in exercise.quiz} | {"opened": "yes"},
        "commit": {"what": f"what {name} does", "who": f"who of {name}", "until": "2026-12-24", "opened": "yes"},
        "share": {"opened": "yes"},
    }
    return [
        Event(f"{exercise.name} {step} {one}", AT, exercise.name, step, one, value)
        for step, values in steps.items()
        for one, value in values.items()
    ]
