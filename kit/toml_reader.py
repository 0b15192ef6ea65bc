"""One reader for the TOML files that trainers edit: texts stand in them in all languages, and parts may hold parts.

A part declares its entries once, each with its law. What breaks a law is said in one sentence that begins with the
place: `my_case.toml, contact.facts.season: …`. What the parts are about, this module does not know.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from kit.errors import DatasetError
from kit.messages import _
from kit.wording import LANGUAGES

UNREADABLE = _("The file {file} cannot be read: {reason}.")
NOT_A_SECTION = _("{place}: entries of its own are needed here, below a line in brackets, […]; “{value}” has none.")
NOT_DOUBLE = _("{place}: each one begins with a line in double brackets, [[…]].")
NOT_AN_ENTRY = _("{place}: there is no “{name}”; possible are: {choices}.")
NO_ENTRY = _("{place}: “{name}” is missing; needed are: {needed}.")
NO_LANGUAGES = _("{place}: one text per language is needed: {needed}.")
NO_TEXT = _("{place}: a text is needed here; there is none.")
NOT_TEXT = _("{place}: a text in quotation marks is needed; “{value}” is not one.")
TOO_LONG = _("{place}: the text has {count} characters; at most {limit} fit.")
NOT_A_CHOICE = _("{place}: “{value}” is not possible here; possible are: {choices}.")
WRONG_COUNT = _("{place}: the number of entries must be {needed}, not {count}.")
TOO_FEW = _("{place}: the number of entries must be at least {needed}, not {count}.")
TWICE = _("{place}: “{name}” stands here twice; each one needs a name of its own.")


def entry(**law) -> Any:
    """An entry of a part, with its law.

    `limit`: one text per language, of at most so many characters (None: of any length); `untranslated`: one text for
    all languages; `choices`: one of these; `part`: a part of this class. `named` (parts in sections of their own),
    `rows` ([[…]]) and `listed` ([…, …]) hold several, from one to the other `count` (None: any number). An entry with
    a `default` may be missing, and its text may be empty.
    """
    default = {"default": law["default"]} if "default" in law else {}
    return field(metadata=law, **default)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What all parts share: where they stand in a file, the language they are read in, and their key there.

    The laws of its entries are checked when it is read; what they must be to each other, a part says in `__post_init__`.
    """

    place: str = field(default="", repr=False, compare=False)
    language: str
    key: str


def read_file(path: Path, language: str, **law) -> Any:
    """What a file holds, itself an entry with a law; checked in every language, so that a gap in the other one shows at once."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # with the mark of Windows Notepad or without
    except (OSError, ValueError) as error:
        raise DatasetError(UNREADABLE, file=path.name, reason=str(error).rstrip(".")) from error
    return {one: _value(path.name, path.stem, content, one, law) for one in dict.fromkeys((*LANGUAGES, language))}[
        language
    ]


def at(place: str, name: str) -> str:
    """One step further in: `case.toml` and `contact` make `case.toml, contact`, with `facts` `case.toml, contact.facts`."""
    return f"{place}, {name}" if place.endswith(".toml") else f"{place}.{name}"


def check_text(place: str, value, limit: int | None = None, is_required: bool = True):
    """Raise `DatasetError` for what is no text, or one that is too long, or none where one is needed."""
    if not isinstance(value, str):
        raise DatasetError(NOT_TEXT, place=place, value=str(value)[:40])
    if is_required and not value.strip():
        raise DatasetError(NO_TEXT, place=place)
    if limit and len(value) > limit:
        raise DatasetError(TOO_LONG, place=place, count=len(value), limit=limit)


def check_choice(place: str, value, choices: Collection):
    """Raise `DatasetError` for a value that is none of the choices."""
    if value not in choices:
        raise DatasetError(NOT_A_CHOICE, place=place, value=str(value)[:40], choices=_listed(choices))


def check_count(place: str, count: int, low: int, high: int | None = None):
    """Raise `DatasetError` unless so many are allowed; without `high`, any number from `low` on is."""
    if high is None and count < low:
        raise DatasetError(TOO_FEW, place=place, needed=low, count=count)
    if high is not None and not low <= count <= high:
        raise DatasetError(WRONG_COUNT, place=place, needed=str(low) if low == high else f"{low}–{high}", count=count)


def check_distinct(place: str, names: Iterable[str]):
    """Raise `DatasetError` for a name that stands there twice."""
    for name, count in Counter(names).items():
        if count > 1:
            raise DatasetError(TWICE, place=place, name=name[:40])


@cache
def _entries(part: type[Part]) -> dict[str, Mapping]:
    """The laws of a part's entries by name."""
    shared = fields(Part)
    return {one.name: one.metadata for one in fields(part) if one not in shared}


def _value(place, key, value, language, law):
    if "named" in law:
        several = [(at(place, name), name, one) for name, one in _section(place, value).items()]
    elif "rows" in law or "listed" in law:
        several = [(f"{place} {row}", f"{key}{row}", one) for row, one in enumerate(_rows(place, value, law), 1)]
    else:
        return _one(place, key, value, language, law)
    if "count" in law:
        check_count(place, len(several), *law["count"])
    return tuple(_one(*one, language, law) for one in several)


def _one(place, key, value, language, law):
    if "part" in law:
        return _part(place, key, _section(place, value), language, law["part"])
    if "limit" in law:
        value, place = _in_language(place, value, language), at(place, language)
    if "limit" in law or "untranslated" in law:
        check_text(place, value, law.get("limit"), is_required="default" not in law)
    if "choices" in law:
        check_choice(place, value, law["choices"])
    return value


def _part(place, key, section, language, part):
    own = _entries(part)
    for name in section:
        if name not in own:
            raise DatasetError(NOT_AN_ENTRY, place=place, name=name[:40], choices=_listed(own))
    needed = [name for name, law in own.items() if "default" not in law]
    for name in needed:
        if name not in section:
            raise DatasetError(NO_ENTRY, place=place, name=name, needed=_listed(needed))
    values = {name: _value(at(place, name), name, value, language, own[name]) for name, value in section.items()}
    return part(place=place, language=language, key=key, **values)


def _section(place, value):
    if not isinstance(value, dict):
        raise DatasetError(NOT_A_SECTION, place=place, value=str(value)[:40])
    return value


def _rows(place, value, law):
    if isinstance(value, list):
        return value
    if "rows" in law:
        raise DatasetError(NOT_DOUBLE, place=place)
    return [value]  # one alone needs no brackets


def _in_language(place, texts, language):
    if not isinstance(texts, dict) or texts.keys() - LANGUAGES:
        raise DatasetError(NO_LANGUAGES, place=place, needed=_listed(LANGUAGES))
    text = texts.get(language, "")
    return text.strip() if isinstance(text, str) else text


def _listed(choices):
    return ", ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in choices)
