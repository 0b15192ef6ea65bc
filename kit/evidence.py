"""Evidence cards: what is known behind a setting or a result, how well, and what speaks against it.

The texts live in `datasets/evidence.toml`, German and English side by side, so that a trainer can edit them. This
module knows the shape of a card, not whether a claim is true: that stands in the card's source and counter-evidence.
"""

from dataclasses import dataclass
from pathlib import Path

from kit.places import datasets
from kit.toml_reader import Part, at, check_text, entry, read_file

ASSUMED = "A"
CERTAINTIES = ("H", "M", "L", ASSUMED)  # good study, second-hand, weak, nobody measured it


@dataclass(frozen=True, kw_only=True)
class Card(Part):
    """One evidence card in one language; `source` may be empty only where nobody has measured anything."""

    claim: str = entry(limit=None)
    figure: str = entry(limit=None)
    counter: str = entry(limit=None)
    use: str = entry(limit=None)
    certainty: str = entry(choices=CERTAINTIES)
    source: str = entry(untranslated=True, default="")

    def __post_init__(self):
        check_text(at(self.place, "source"), self.source, is_required=self.certainty != ASSUMED)


def cards(language: str) -> dict[str, Card]:
    """All cards of the kit in one language ("de", "en") by key, in the order of the file; raises `DatasetError`."""
    return read(datasets() / "evidence.toml", language)


def read(path: Path, language: str) -> dict[str, Card]:
    """The cards in a file; raises `DatasetError`."""
    return {card.key: card for card in read_file(path, language, part=Card, named=True)}
