"""The firms and complaints of “Payday”, as a trainer can edit them in `datasets/territory.toml`.

Names only: how firms behave is the business of the model.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kit.errors import DatasetError
from kit.messages import _
from kit.places import datasets
from kit.wording import LANGUAGES

UNREADABLE = _("The firms in “{file}” cannot be read: {reason}.")
TOO_FEW = _("“{file}” needs at least {wanted} firms; it has {count}.")
DOUBLED = _("“{file}” names the firm “{name}” twice; players could not tell the two apart.")
NO_COMPLAINT = _("Complaint {number} in “{file}” needs a text in every language: {needed}.")


@dataclass(frozen=True)
class Territory:
    """Firms by their place in the model, and what customers complain about in one language."""

    firms: tuple[str, ...]
    complaints: tuple[str, ...]

    def complaint(self, place: int) -> str:
        """What the firm at this place complains about."""
        return self.complaints[place % len(self.complaints)]


def territory(language: str, wanted: int) -> Territory:
    """The firms (at least `wanted`) and complaints of the kit; raises `DatasetError`."""
    return read(datasets() / "territory.toml", language, wanted)


def read(path: Path, language: str, wanted: int) -> Territory:
    """The firms and complaints of a file; raises `DatasetError` with what would be right."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=path.name, reason=str(error).rstrip(".")) from error
    firms, complaints = content.get("firms"), content.get("complaints")
    firms = [one for one in firms if isinstance(one, str) and one.strip()] if isinstance(firms, list) else []
    if len(firms) < wanted:
        raise DatasetError(TOO_FEW, file=path.name, wanted=wanted, count=len(firms))
    for place, name in enumerate(firms):
        if name in firms[:place]:
            raise DatasetError(DOUBLED, file=path.name, name=name[:40])
    complaints = complaints if isinstance(complaints, list) and complaints else [{}]
    for number, one in enumerate(complaints, start=1):
        if not isinstance(one, dict) or not all(str(one.get(spoken, "")).strip() for spoken in LANGUAGES):
            raise DatasetError(NO_COMPLAINT, file=path.name, number=number, needed=", ".join(LANGUAGES))
    return Territory(tuple(firms), tuple(str(one[language]) for one in complaints))
