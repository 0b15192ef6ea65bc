"""The ten decisions of “Who decides?”, as a trainer can edit them in `datasets/decisions.toml`.

The fields below are the file's schema and laws. Who decides what, and what came of it, this module does not know.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.messages import Told
from kit.places import datasets
from kit.toml_reader import Part, entry, read_file
from kit.wording import LANGUAGES

COUNT = 10
ERRS = {"seldom": 0.05, "sometimes": 0.15, "often": 0.35}  # assumptions: nobody has measured it
PATIENCE_HOURS = {"hours": 4, "day": 8, "days": 16}  # working hours


@dataclass(frozen=True, kw_only=True)
class Scene(Part):
    """Who waits for a decision, what is the matter, and what comes of it: well decided, wrongly, or too late."""

    who: str = entry(limit=40)
    text: str = entry(limit=140)
    good: str = entry(limit=90)
    wrong: str = entry(limit=90)
    late: str = entry(limit=90)


@dataclass(frozen=True, kw_only=True)
class Decision(Part):
    """An everyday decision in one language, with two scenes in which it comes up."""

    title: str = entry(limit=50)
    team_errs: str = entry(choices=tuple(ERRS))
    boss_errs: str = entry(choices=tuple(ERRS))
    patience: str = entry(choices=tuple(PATIENCE_HOURS))
    often: int = entry(choices=(1, 2, 3))
    scenes: tuple[Scene, ...] = entry(part=Scene, rows=True, count=(2, 2))


@cache
def decisions(language: str) -> tuple[Decision, ...]:
    """The decisions of the kit in one language ("de", "en"), in the order of the file; raises `DatasetError`."""
    return read(datasets() / "decisions.toml", language)


def read(path: Path, language: str) -> tuple[Decision, ...]:
    """The decisions of a file; raises `DatasetError`."""
    return read_file(path, language, part=Decision, named=True, count=(COUNT, COUNT))


def cards() -> tuple[Decision, ...]:
    """The decisions of the kit, for their figures."""
    return decisions(LANGUAGES[0])


@cache
def title(card: int) -> Told:
    """What a card (from 1) is called, in every language."""
    return Told({language: decisions(language)[card - 1].title for language in LANGUAGES})
