"""The firms and complaints of “Payday”, as a trainer can edit them in `datasets/territory.toml`.

Names only: how firms behave is the business of the model.
"""

from dataclasses import dataclass
from pathlib import Path

from kit.places import datasets
from kit.toml_reader import Part, at, check_count, check_distinct, entry, read_file


@dataclass(frozen=True, kw_only=True)
class Territory(Part):
    """Firms by their place in the model, and what customers complain about in one language."""

    firms: tuple[str, ...] = entry(untranslated=True, listed=True)
    complaints: tuple[str, ...] = entry(limit=None, rows=True, count=(1, None))

    def __post_init__(self):
        check_distinct(at(self.place, "firms"), self.firms)  # players could not tell them apart

    def complaint(self, place: int) -> str:
        """What the firm at this place complains about."""
        return self.complaints[place % len(self.complaints)]


def territory(language: str, wanted: int) -> Territory:
    """The firms (at least `wanted`) and complaints of the kit; raises `DatasetError`."""
    return read(datasets() / "territory.toml", language, wanted)


def read(path: Path, language: str, wanted: int) -> Territory:
    """The firms (at least `wanted`) and complaints of a file; raises `DatasetError`."""
    found = read_file(path, language, part=Territory)
    check_count(at(found.place, "firms"), len(found.firms), wanted)
    return found
