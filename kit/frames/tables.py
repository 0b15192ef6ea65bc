"""What the kit knows before anything is played: its exercises, their settings, the evidence cards and the data sets."""

import csv
import tomllib
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from kit.asked import language_asked, listed, plainly
from kit.errors import KitError
from kit.evidence import cards
from kit.exercises import exercises as all_exercises
from kit.exercises import with_laboratory
from kit.messages import _
from kit.parameters import Parameter, parameters
from kit.places import datasets
from kit.wording import Language

SHARE = _("share, 0 to 1")
NO_DATA = _("There is no data set “{name}”; there are {names}.")
CARD_TEXTS = ("title", "source", "licence")


@plainly
def exercises(*, language: str | None = None) -> pd.DataFrame:
    """All exercises that have a model, one a row, in the order of the workshop.

    Columns: `name` (what every other function takes), `title`, `minutes` (for a group), `steps` (how many).
    `language`: "de" or "en", else that of the notebook, else that of the system. Raises `KitError` for another language.

    >>> import kit
    >>> list(kit.exercises(language="en").columns)
    ['name', 'title', 'minutes', 'steps']
    """
    words = Language(language_asked(language))
    rows = [(one.name, words.say(one.title), one.minutes, len(one.verbs)) for one in all_exercises().values()]
    return pd.DataFrame(rows, columns=["name", "title", "minutes", "steps"])


@plainly
def settings(name: str, *, language: str | None = None) -> pd.DataFrame:
    """Every value that can be set in an exercise, one a row: what it is called in code and on the page, and what is known of it.

    Columns: `name`, `default`, `low`, `high`, `step` (empty for choices), `unit` (shares are fractions), `label`, `evidence` (key of a
    card of `evidence()`; empty for a decision), `source` (of that card), `choices` (the possible names, with commas).
    Raises `KitError` for an unknown exercise.

    >>> import kit
    >>> table = kit.settings(kit.exercises().name[0], language="en").set_index("name")
    >>> print(*table.loc["gain", ["default", "low", "high", "unit"]])
    0.2 0.0 0.4 share, 0 to 1
    """
    words, exercise = Language(language_asked(language)), with_laboratory(name)
    known = cards(words.code)
    rows = []
    for key, one in parameters(exercise.setting).items():
        grid = (None, None, None) if one.choices else (one.low, one.high, one.step)
        source = known[one.evidence].source if one.evidence else ""
        choices = ", ".join(choice.key for choice in one.choices)
        rows.append((key, one.default, *grid, _unit(words, one), words.label(one), one.evidence, source, choices))
    columns = ["name", "default", "low", "high", "step", "unit", "label", "evidence", "source", "choices"]
    table = pd.DataFrame(rows, columns=columns, dtype=object)  # a default stays the whole number or the text that it is
    return table.astype(dict.fromkeys(("low", "high", "step"), float))


def _unit(words: Language, parameter: Parameter) -> str:
    if parameter.percent:
        return words.say(SHARE)
    return words.say(parameter.unit) if parameter.unit else ""


@plainly
def evidence(*, language: str | None = None) -> pd.DataFrame:
    """The evidence cards, one a row: what is claimed, how sure it is, what speaks against it, and where it comes from.

    Columns: `key`, `claim`, `figure`, `counter`, `use`, `certainty` ("H" good study, "M" second-hand, "L" weak, "A" assumption that nobody
    measured), `source`. Source: `datasets/evidence.toml`.

    >>> import kit
    >>> set(kit.evidence().certainty) <= {"H", "M", "L", "A"}
    True
    """
    found = cards(language_asked(language)).values()
    columns = ["key", "claim", "figure", "counter", "use", "certainty", "source"]
    return pd.DataFrame([asdict(card) for card in found], columns=columns)


@plainly
def data(name: str | None = None, *, language: str | None = None) -> pd.DataFrame:
    """A data set that comes with the kit, as it stands in its file; without a name, what there is, one a row.

    The card of a data set (`title`, `source`, `licence`, `columns` with what each one means and its unit) is in `.attrs`.
    Raises `KitError` for an unknown name.

    >>> import kit
    >>> table = kit.data("cohorts", language="en")
    >>> table.shape, table.attrs["source"][:20]
    ((26, 3), 'Fader & Hardie 2007,')
    """
    code, files = language_asked(language), {file.stem: file for file in sorted(datasets().glob("*.csv"))}
    if name is None:
        rows = [(key, *(_card(file, code)[text] for text in CARD_TEXTS)) for key, file in files.items()]
        return pd.DataFrame(rows, columns=["name", *CARD_TEXTS])
    if name not in files:
        raise KitError(NO_DATA, name=str(name)[:40], names=listed(files))
    table = pd.read_csv(files[name])
    table.attrs = _card(files[name], code)
    return table


def _card(file: Path, language: str) -> dict:
    """The card of a data set in one language."""
    with file.open(encoding="utf-8", newline="") as opened:
        columns = next(csv.reader(opened))
    written = tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8-sig"))
    said = {text: _in(written.get(text, ""), language) for text in CARD_TEXTS}
    return said | {"columns": {column: _in(written.get("columns", {}).get(column, ""), language) for column in columns}}


def _in(text: str | dict, language: str) -> str:
    return text.get(language, "") if isinstance(text, dict) else text
