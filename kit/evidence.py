"""Evidence cards: what is known behind a setting or a result, how well, and what speaks against it.

The texts live in `datasets/evidence.toml`, German and English side by side, so that a trainer can edit them. This
module knows the shape of a card, not whether a claim is true: that stands in the card's source and counter-evidence.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from kit.errors import DatasetError
from kit.messages import _
from kit.places import datasets
from kit.wording import LANGUAGES

ASSUMED = "A"
CERTAINTIES = ("H", "M", "L", ASSUMED)  # good study, second-hand, weak, nobody measured it
TRANSLATED = ("claim", "figure", "counter", "use")
UNTRANSLATED = ("certainty", "source")

UNREADABLE = _("The evidence cards in “{file}” cannot be read: {reason}.")
NO_CARD = _("“{card}” is not an evidence card; a card begins with a line such as [leads].")
NO_LANGUAGES = _("Evidence card “{card}”: “{field}” needs one text per language: {needed}.")
NO_TEXT = _("Evidence card “{card}”: “{field}” has no text.")
NOT_TEXT = _("Evidence card “{card}”: “{field}” needs a text in quotation marks; “{value}” is not one.")
NOT_A_CERTAINTY = _("Evidence card “{card}”: certainty must be one of {choices}; “{value}” is not.")
NOT_A_FIELD = _("Evidence card “{card}”: there is no field “{field}”; possible are: {choices}.")


@dataclass(frozen=True)
class Card:
    """One evidence card in one language; `source` may be empty only where nobody has measured anything."""

    key: str
    language: str
    claim: str
    figure: str
    counter: str
    use: str
    certainty: str
    source: str = ""

    def __post_init__(self):
        for name in [one.name for one in fields(self)]:
            self._check_text(name, getattr(self, name))
        if self.certainty not in CERTAINTIES:
            raise DatasetError(NOT_A_CERTAINTY, card=self.key, value=self.certainty, choices=", ".join(CERTAINTIES))

    def _check_text(self, name, value):
        place = f"{name}.{self.language}" if name in TRANSLATED else name
        if not isinstance(value, str):
            raise DatasetError(NOT_TEXT, card=self.key, field=place, value=str(value)[:40])
        if not value.strip() and not (name == "source" and self.certainty == ASSUMED):
            raise DatasetError(NO_TEXT, card=self.key, field=place)


def cards(language: str) -> dict[str, Card]:
    """All cards of the kit in one language ("de", "en") by key, in the order of the file; raises `DatasetError`."""
    return read(datasets() / "evidence.toml", language)


def read(path: Path, language: str) -> dict[str, Card]:
    """The cards in a file; each is checked in every language, so that a gap in the other one shows at once."""
    entries = _entries(path)
    spoken = {one: {key: _card(key, entry, one) for key, entry in entries.items()} for one in (*LANGUAGES, language)}
    return spoken[language]


def _entries(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=path.name, reason=str(error).rstrip(".")) from error


def _card(key, entry, language):
    if not isinstance(entry, dict):
        raise DatasetError(NO_CARD, card=key)
    for name in entry.keys() - {*TRANSLATED, *UNTRANSLATED}:
        raise DatasetError(NOT_A_FIELD, card=key, field=name, choices=", ".join((*TRANSLATED, *UNTRANSLATED)))
    texts = {name: _in_language(key, name, entry.get(name, {}), language) for name in TRANSLATED}
    return Card(key, language, **texts, **{name: entry.get(name, "") for name in UNTRANSLATED})


def _in_language(key, name, texts, language):
    if not isinstance(texts, dict):
        needed = ", ".join(f"{name}.{one}" for one in LANGUAGES)
        raise DatasetError(NO_LANGUAGES, card=key, field=name, needed=needed)
    return texts.get(language, "")
