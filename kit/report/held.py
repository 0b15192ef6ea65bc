"""When a workshop was held and how long: from the first entry of a group to the last, or as far as a clock knows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from babel.dates import format_time

from kit.messages import _
from kit.wording import Language

ON_DAY = _("{date}, {began} to {ended} ({length})")
ON_DAYS = _("from {first} to {last}")
HOURS, MINUTES = _("{hours} h {minutes} min"), _("{minutes} min")


@dataclass(frozen=True)
class Held:
    """The first and the last moment that are known; None where nothing is."""

    began: datetime.datetime | None = None
    ended: datetime.datetime | None = None

    def said(self, words: Language, today: datetime.date) -> str:
        """Date, times of day and length in words; the date of the report where nothing more is known."""
        if self.began is None or self.ended is None:
            return words.date(today)
        if self.began.date() != self.ended.date():
            return words.say(ON_DAYS, first=words.date(self.began), last=words.date(self.ended))
        hours, minutes = divmod(round((self.ended - self.began).total_seconds() / 60), 60)
        length = words.say(HOURS, hours=hours, minutes=minutes) if hours else words.say(MINUTES, minutes=minutes)
        times = {"began": self.began, "ended": self.ended}
        said = {name: format_time(one, "short", locale=words.locale) for name, one in times.items()}
        return words.say(ON_DAY, date=words.date(self.began), length=length, **said)


def held(moments: Iterable[str], zone: datetime.tzinfo | None = None) -> Held:
    """From the first to the last of these moments (ISO time, as they arrived), in a time zone; what is no moment is left out."""
    known = sorted(one for one in map(_moment, moments) if one)
    return Held(known[0].astimezone(zone), known[-1].astimezone(zone)) if known else Held()


def _moment(written: str) -> datetime.datetime | None:
    try:
        read = datetime.datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=datetime.UTC)
