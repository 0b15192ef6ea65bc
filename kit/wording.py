"""Says messages, numbers, dates and money in the reader's language.

The English sentence in the source is the key; other languages are gettext catalogues in `kit/locale`, read and
formatted by Babel. A third language is one more catalogue and one more folder of notebooks.
"""

import datetime
from functools import cache
from numbers import Real
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from kit.errors import KitError
from kit.messages import Finding, Message, Told
from kit.parameters import Parameter, Shown, unit_of_one
from kit.typed import isolated

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("de", "en")


ALONE = "alone"  # the context of sentences that are said otherwise to one person than to a group


@cache
def catalogue(code: str, context: str | None = None) -> dict[str, str]:
    """The translations of a language by English sentence; empty for English itself. `context`: those of a context only."""
    path = CATALOGUES / code / "LC_MESSAGES" / "kit.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            message.id: message.string
            for message in read_po(file, locale=code)
            if isinstance(message.id, str) and isinstance(message.string, str)  # no plurals
            if message.id and message.string and not message.fuzzy and message.context == context
        }


class Language:
    """One language: `Language("de").say(message, name=value)`. `alone`: it speaks to one person ("du"), not to a group ("ihr")."""

    def __init__(self, code: str, alone: bool = False):
        self.code, self.alone = code, alone
        self.locale = Locale.parse({"en": "en_GB"}.get(code, code))  # as the notebooks write English

    def say(self, message: Message | Finding | KitError, **values) -> str:
        """A message in this language with its placeholders filled; values that are messages or findings are said too."""
        if isinstance(message, Finding):
            return self.say(message.message, **message.values)
        if isinstance(message, KitError):
            return " ".join(self.say(one.message, **one.values) for one in (message, *message.others))
        text = self._looked_up(message)
        return text.format(**{name: self.said(value) for name, value in values.items()}) if values else str(text)

    def _looked_up(self, message: Message) -> str:
        to_one = catalogue(self.code, ALONE).get(message) if self.alone else None
        return to_one or catalogue(self.code).get(message, message)

    def said(self, value) -> str:
        """A value as it stands in a sentence: messages and findings are said, numbers written, what people typed kept apart."""
        if isinstance(value, Message | Finding):
            return self.say(value)
        if isinstance(value, Shown):
            known = [value.value] if value.value is not None else [one.key for one in value.parameter.choices]
            return ", ".join(self.value(value.parameter, one) for one in known)
        if isinstance(value, Told):
            return value.texts.get(self.code) or next(iter(value.texts.values()))
        if isinstance(value, Real) and not isinstance(value, bool):
            return _with_minus(format_decimal(str(value), locale=self.locale))
        if isinstance(value, datetime.date):
            return self.date(value)
        return isolated(value) if isinstance(value, str) else value

    def label(self, parameter: Parameter) -> str:
        """What a value is called, with the side it belongs to where two sides have it."""
        return self.say(parameter.named)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with a fixed count of decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _with_minus(format_decimal(value, pattern, locale=self.locale))

    def percent(self, value: float, digits: int = 0) -> str:
        """A share (0 to 1) as per cent."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + ("\u00a0%" if self.code == "de" else "%")
        return _with_minus(format_percent(value, pattern, locale=self.locale))

    def money(self, value: float) -> str:
        """An amount of whole euros."""
        money = format_currency(value, "EUR", locale=self.locale, currency_digits=False, format=self._whole_money())
        return _with_minus(money)

    def _whole_money(self) -> str:
        return self.locale.currency_formats["standard"].pattern.replace(".00", "")

    def date(self, value: datetime.date) -> str:
        """A date in the usual medium length."""
        return format_date(value, "medium", locale=self.locale)

    def moment(self, iso: str) -> str:
        """A moment in ISO form as date and time of day on this computer."""
        local = datetime.datetime.fromisoformat(iso).astimezone()
        return f"{self.date(local)}, {format_time(local, 'short', locale=self.locale)}"

    def time_of_day(self, milliseconds: int, minutes_east: int) -> str:
        """A moment (milliseconds since 1970 UTC) as the time of day so far east of UTC."""
        zone = datetime.timezone(datetime.timedelta(minutes=minutes_east))
        return format_time(datetime.datetime.fromtimestamp(milliseconds / 1000, zone), "short", locale=self.locale)

    def value(self, parameter: Parameter, value) -> str:
        """A value of a setting as people read it, with its unit."""
        if parameter.choices:
            return self.say(next(one.label for one in parameter.choices if one.key == value))
        if parameter.zero and value == 0:
            return self.say(parameter.zero)
        if parameter.percent:
            return self.percent(value, digits_of(parameter))
        number, unit = self.number(value, digits_of(parameter)), parameter.unit
        unit = unit_of_one(unit) if unit and number == "1" else unit
        return number + (f"\u00a0{self.say(unit)}" if unit else "")

    def formats(self) -> dict:
        """Number format for vega-embed (d3), so that axes read as in this language."""
        symbols = self.locale.number_symbols["latn"]
        return {
            "formatLocale": {
                "decimal": symbols["decimal"],
                "thousands": symbols["group"],
                "grouping": [3],
                "currency": ["", "\u00a0€"],
                "percent": "\u00a0%" if self.code == "de" else "%",
            }
        }


def _with_minus(number: str) -> str:
    """A number with a minus as wide as a plus, as charts write it, where Babel writes a hyphen."""
    return number.replace("-", "\u2212")


def digits_of(parameter: Parameter) -> int:
    """How many decimals the step of a parameter needs (after turning a share into per cent)."""
    step = parameter.step * (100 if parameter.percent else 1)
    return len(f"{step:.6f}".rstrip("0").split(".")[1])
