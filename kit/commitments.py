"""The action plan of a group: the steps it takes, from all exercises together, and what came of them after 30 days.

There is one truth: the step that belongs to an exercise is what its `commit` step decided, so the page of the exercise and the page of
the plan show and change the same decisions. Steps added on the page of the plan are decided under `PLAN`, each with a key of its
own, and so are the answers of the check.
"""

import datetime
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.journal import Journal, moment, now

PLAN, STEPS, CHECK = "plan", "commitments", "check"  # in a journal, as if it were an exercise with these steps
COMMIT, COMMITMENT = "commit", ("what", "who", "until")
ABOUT, FOLLOWS = (
    "about",
    "follows",
)  # of an added step: the exercise it belongs to, and the step from whose check it came
FREE = "free"  # instead of an exercise
RESULT, BROUGHT, RESULTS = "result", "brought", ("done", "partly", "not")  # of the check, by step
MADE, DAY, MARK = (
    "made",
    "day",
    "mark",
)  # of the plan itself: the day from which the check counts; what no other plan has, for calendars
CHECK_DAYS = 30
WAIT = datetime.timedelta(days=CHECK_DAYS)
MOST_ADDED = 12  # steps besides those of the exercises: a plan fits on one page
EARLIEST = datetime.date(2026, 1, 1)  # before it there was no kit: a clock that said so was wrong
KEY = re.compile("[0-9a-f]{12,40}")


@dataclass(frozen=True)
class Commitment:
    """One step: `what`, `who` and `until` as they were typed. `key`: the exercise of its own step, else the key of an added one.

    `exercise`: to which it belongs, "" for none; `follows`: the key of the step from whose check it came. `result`: one of `RESULTS`, or ""
    """

    key: str
    exercise: str
    what: str = ""
    who: str = ""
    until: str = ""
    follows: str = ""
    result: str = ""
    brought: str = ""

    @property
    def is_added(self) -> bool:
        """Whether it was added to the plan; else it is what the exercise itself asked for."""
        return self.key != self.exercise

    @property
    def place(self) -> dict[str, str]:
        """Where its parts are decided: exercise and step."""
        return {"exercise": PLAN, "step": STEPS} if self.is_added else {"exercise": self.exercise, "step": COMMIT}

    def name(self, part: str) -> str:
        """What a part is called where it is decided."""
        return f"{self.key}.{part}" if self.is_added else part

    @property
    def day(self) -> datetime.date | None:
        """The day by which it is to be done; None where there is none, or none that could be read."""
        return read_day(self.until)

    def is_past(self, today: datetime.date) -> bool:
        """Whether its day has gone by and nobody has said what became of it."""
        return bool(self.day and self.day < today and not self.result)

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that nobody has said yet."""
        return tuple(part for part in COMMITMENT if not getattr(self, part))

    @property
    def is_blank(self) -> bool:
        """Whether nobody has said anything of it yet: a row to fill in, and no step of the plan."""
        return len(self.missing) == len(COMMITMENT)

    def removed(self) -> dict[tuple[str, str], dict[str, str]]:
        """What has to be decided, by exercise and step, so that it is gone from the plan."""
        parts = (*COMMITMENT, *((ABOUT, FOLLOWS) if self.is_added else ()))
        place = self.place["exercise"], self.place["step"]
        checked = {f"{self.key}.{part}": "" for part in (RESULT, BROUGHT)}
        return {place: {self.name(part): "" for part in parts}, (PLAN, CHECK): checked}


@dataclass(frozen=True)
class ActionPlan:
    """All steps by date, those without one last. `made`: the day from which the check counts, None before there is a step.

    `blank`: what was added and not filled in yet, which only the page shows on which it is filled in.
    """

    steps: tuple[Commitment, ...] = ()
    made: datetime.date | None = None
    mark: str = ""
    blank: tuple[Commitment, ...] = ()

    @property
    def rows(self) -> tuple[Commitment, ...]:
        """The steps, and below them what waits to be filled in."""
        return self.steps + self.blank

    @property
    def check_day(self) -> datetime.date | None:
        """The day of the check."""
        return self.made and min(self.made, datetime.date.max - WAIT) + WAIT

    @property
    def is_checked(self) -> bool:
        """Whether anything of the check was answered."""
        return any(one.result or one.brought for one in self.steps)

    def following(self, step: Commitment) -> tuple[Commitment, ...]:
        """The rows that came from the check of a step."""
        return tuple(one for one in self.rows if one.follows == step.key)


def commitments(journal: Journal, exercises: Iterable[str]) -> tuple[Commitment, ...]:
    """All steps in a journal by date. `exercises`: names in their order, which is that of steps with the same date."""
    return tuple(one for one in _rows(journal, exercises) if not one.is_blank)


def _rows(journal: Journal, exercises: Iterable[str]) -> list[Commitment]:
    """The steps and what waits to be one, by date."""
    known = tuple(exercises)
    added, checked = journal.decided(PLAN, STEPS), journal.decided(PLAN, CHECK)
    own = (_read(name, name, journal.decided(name, COMMIT), "", checked) for name in known)
    rows = [one for one in own if not one.is_blank]
    for key in _keys(added)[:MOST_ADDED]:
        about = added[f"{key}.{ABOUT}"]
        rows.append(_read(key, about if about in known else "", added, f"{key}.", checked))
    return sorted(rows, key=lambda one: one.day or datetime.date.max)


def action_plan(
    journal: Journal, exercises: Iterable[str], today: datetime.date, zone: datetime.tzinfo | None = None
) -> ActionPlan:
    """The plan in a journal, of these exercises (as in `commitments`); `zone`: that of the people, None for that of this computer."""
    rows, made = _rows(journal, exercises), journal.decided(PLAN, MADE)
    steps, blank = (tuple(one for one in rows if one.is_blank is is_blank) for is_blank in (False, True))
    mark, day = _text(made, MARK), read_day(_text(made, DAY)) or _first_day(journal, steps, today, zone)
    return ActionPlan(steps, day, mark if KEY.fullmatch(mark) else "", blank)


def new_key() -> str:
    """A key that nothing else has; later ones come after earlier ones by the alphabet, as long as the clock goes forward."""
    return f"{now():012x}{secrets.token_hex(5)}"


def read_day(typed: str) -> datetime.date | None:
    """The date that somebody chose; None if it is none.

    >>> read_day("2027-01-31"), read_day("soon")
    (datetime.date(2027, 1, 31), None)
    """
    try:
        return datetime.date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _keys(added: Mapping) -> list[str]:
    """The keys of added steps that were not removed, the oldest first."""
    named = (name.split(".") for name, value in added.items() if value and name.endswith(f".{ABOUT}"))
    return sorted(parts[0] for parts in named if len(parts) == 2 and KEY.fullmatch(parts[0]))


def _read(key: str, exercise: str, decided: Mapping, prefix: str, checked: Mapping) -> Commitment:
    said = {part: _text(decided, prefix + part) for part in (*COMMITMENT, *([FOLLOWS] if prefix else []))}
    result = _text(checked, f"{key}.{RESULT}")
    brought = _text(checked, f"{key}.{BROUGHT}")
    return Commitment(key, exercise, **said, result=result if result in RESULTS else "", brought=brought)


def _text(decided: Mapping, name: str) -> str:
    return str(decided.get(name) or "").strip()


def _first_day(
    journal: Journal, steps: Iterable[Commitment], today: datetime.date, zone: datetime.tzinfo | None
) -> datetime.date | None:
    """The day on which the oldest part of the plan was written, by the clock that wrote it; today where that clock cannot be right."""
    places = {(one.place["exercise"], one.place["step"], one.name(part)) for one in steps for part in COMMITMENT}
    stamps = [moment(event.at) for event in journal.events if event.key in places and event.value]
    if not stamps:
        return None
    first = datetime.datetime.fromtimestamp(min(stamps) / 1000, datetime.UTC)
    if first.date() < EARLIEST:
        return today
    return min(first.astimezone(zone).date(), today)
