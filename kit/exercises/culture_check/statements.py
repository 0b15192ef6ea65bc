"""The statements of the culture check, as a trainer can edit them in `datasets/culture.toml`.

Neither end of a statement counts as the better one; who answered what this module does not know.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from kit.errors import DatasetError
from kit.messages import _
from kit.places import datasets
from kit.toml_reader import Part, entry, read_file

COUNT = (5, 20)
LEADS_TO = ("role_chain", "incentives", "customer_forest", "leadership", "redesign")
KEY = re.compile(r"[a-z][a-z0-9_]*")

NOT_A_KEY = _("{place}: a statement begins with a line such as [roles], its name in small letters.")


@dataclass(frozen=True, kw_only=True)
class Statement(Part):
    """Two sentences in one language, both to be proud of; `leads_to` is the exercise that tries the matter out."""

    theme: str = entry(limit=40)  # so much fits beside the picture
    old: str = entry(limit=110)
    new: str = entry(limit=110)
    leads_to: str = entry(choices=LEADS_TO)

    def __post_init__(self):
        if not KEY.fullmatch(self.key):  # answers are kept under it
            raise DatasetError(NOT_A_KEY, place=self.place)


def statements(language: str) -> tuple[Statement, ...]:
    """The statements of the kit in one language ("de", "en"), in the order of the file; raises `DatasetError`."""
    return read(datasets() / "culture.toml", language)


def read(path: Path, language: str) -> tuple[Statement, ...]:
    """The statements of a file; raises `DatasetError`."""
    return read_file(path, language, part=Statement, named=True, count=COUNT)
