"""Who is where in a room, and the next sensible thing for whoever leads it: pure rules, counted once for every change.

Where a group is follows from what it decided last. Whether its page is on somebody's screen is known from its signs of life.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.contract import Check
from kit.exercise import Exercise, guess_state
from kit.groups import Group, Session
from kit.journal import moment
from kit.messages import Finding, Message, _
from kit.progress import SKIPPED, STEP_OF, YES, Progress
from kit.room.entries import AWAY, ROOM, SHARED, Entry, Sign, is_key
from kit.typed import isolated, plain

GONE_SECONDS = 32  # without a sign of life: two knocks were not answered
LOOK_SECONDS = 120  # gone for so long: somebody should look
IDLE_SECONDS, LIVELY_SECONDS = 300, 180  # connected, and nothing entered, while others enter something
LATE_SECONDS = 120
MOST_NAMED, LONGEST_SAID = 3, 28  # groups in a sentence, and the letters of each

NOBODY = _("Nobody is here yet: show the code and the address.")
DEBRIEF_SECTION = "debrief"  # of the guide
DEBRIEF = _("It is time for the debrief: have the questions made and put one on the big screen.")
PAUSED = _("Everybody is asked to look up: say what you have to say, then let them go on.")
GO_AND_LOOK = _("Nobody heard from {groups} for {minutes} minutes: go and look.")
IDLE = _("{groups} entered nothing for {minutes} minutes: go and look.")
BREAK, BREAK_OVER = _("Break: {minutes} min to go."), _("The break is over: call everybody back.")
BEGIN = _("Groups here: {count}. Begin when all are here.")
NOT_OPENED = _("Nobody has opened “{exercise}” yet: have them open it on their start page.")
GUESSING = _("The groups are guessing; nobody is through yet.")
WAIT_GUESS = _("Wait for {groups}: {done} of {all} have guessed.")
SOME_GUESSED = _("{done} of {all} have guessed: wait for the others.")
OPEN_GAME = _("Everybody has guessed: open the game.")
START_GAME = _("Everybody has guessed: begin the game.")
PLAYING = _("All are playing; the game has come to its end nowhere yet.")
WAIT_GAME = _("The game has come to its end at {done} of {all} tables: wait for {groups}.")
SOME_OVER = _("The game has come to its end at {done} of {all} tables.")
LATE_GAME = _("{minutes} minutes over time, and the game has come to its end at {done} of {all} tables.")
OPEN_NEXT = _("All are through with “{step}”: open “{next}”.")
ALL_AT, ALL_AT_HELD = _("All are at “{step}”."), _("All are at “{step}”: open “{next}” when they are ready.")
NOT_THERE = _("Not in “{exercise}”: {groups}.")
BEHIND = _("The last ones are {groups}, at “{step}”.")
LATE = _("{minutes} minutes over time at “{step}”: go on, or give one more minute.")
AND_OTHERS = _("{groups} and {count} more")


@dataclass(frozen=True)
class Stand:
    """Where a group was heard last: exercise and step, `since` when, and when it decided anything (milliseconds since 1970; 0: never)."""

    exercise: str = ""
    step: str = ""
    since: int = 0
    heard: int = 0


class Stands:
    """Where all groups are, followed decision by decision. `steps`: those of every exercise and check, by its name."""

    def __init__(self, steps: Mapping[str, Sequence[str]]):
        self.steps, self._read = steps, 0
        self._last: dict[str, Stand] = {}  # by group
        self._stood: dict[tuple[str, str], Stand] = {}  # by group and exercise

    def hear(self, entries: Sequence[Entry]) -> None:
        """Follow what was added to the entries of a room since."""
        for entry in entries[self._read :]:
            if is_key(entry.author):
                stand = self._after(self._last.get(entry.author, Stand()), entry)
                self._last[entry.author] = self._stood[entry.author, stand.exercise] = stand
        self._read = len(entries)

    def of(self, key: str, page: str = "") -> Stand | None:
        """Where a group is; None if it never was there. `page`: the exercise whose page is open, as far as that is known.

        A page on which nothing was decided yet is at its first step.
        """
        last = self._last.get(key)
        if last is None or page in ("", last.exercise) or page not in self.steps:
            return last
        before = self._stood.get((key, page), Stand(page, self.steps[page][0]))
        return replace(last, exercise=page, step=before.step, since=0)

    def _after(self, before: Stand, entry: Entry) -> Stand:
        at, name = moment(entry.arrived), entry.event.exercise
        known = replace(before, heard=max(at, before.heard))
        step = "play" if entry.event.step == SHARED else STEP_OF.get(entry.event.step, entry.event.step)
        if step not in self.steps.get(name, ()):
            return known
        is_same = (name, step) == (before.exercise, before.step)
        return replace(known, exercise=name, step=step, since=before.since if is_same else at)


@dataclass(frozen=True)
class Row:
    """A group in the overview. `sign`: its last sign of life (milliseconds since 1970; 0: none). `guess` in the exercise in which it is.

    `guessed`: the exercises in which the guess is in, or was passed over. `is_over`: its game there is through, or was passed over. `is_away`: it left for good.
    """

    key: str
    name: str
    stand: Stand = Stand()
    sign: int = 0
    is_connected: bool = False
    is_away: bool = False
    guess: str = "open"
    guessed: frozenset[str] = frozenset()
    scene: Finding | None = None
    is_over: bool = False


class Overview:
    """Rows of all groups of a room. What a group came to is worked out anew only when its journal is another one.

    How much was heard says nothing about that: a session is gathered a moment after its entries.
    """

    def __init__(self, exercises: Mapping[str, Exercise], checks: Mapping[str, Check], language: str):
        self.exercises, self.language = exercises, language
        self.stands = Stands({name: one.verbs for name, one in {**exercises, **checks}.items()})
        self._known: dict[str, tuple] = {}
        self._common: tuple[list[Entry], dict[tuple[str, str], tuple[Finding | None, bool]]] = [], {}

    def rows(
        self,
        session: Session,
        entries: Sequence[Entry],
        signs: Mapping[str, Sign],
        decided: Mapping[str, str],
        now: int,
    ) -> list[Row]:
        """All groups that are in the room themselves; `decided`: what the facilitator decided for the room."""
        self.stands.hear(entries)
        together, names, rows = self._together(entries), session.names(), []
        for group in session.groups:
            given = signs.get(group.key)
            sign, stand = moment(given.at) if given else 0, self.stands.of(group.key, given.page if given else "")
            if stand is None:
                continue
            guess, guessed, scene, is_over = self._came_to(group, stand)
            if (stand.exercise, group.key) in together:
                scene, is_over = together[stand.exercise, group.key]
            rows.append(
                Row(
                    group.key,
                    names[group.key],
                    stand,
                    sign,
                    sign > 0 and now - sign <= GONE_SECONDS * 1000,
                    decided.get(AWAY + group.key) == YES,
                    guess,
                    guessed,
                    scene,
                    is_over,
                )
            )
        return rows

    def _came_to(self, group: Group, stand: Stand) -> tuple[str, frozenset[str], Finding | None, bool]:
        version = group.journal.events, stand.exercise
        known = self._known.get(group.key)
        if known is None or known[0] != version:
            self._known[group.key] = known = (version, self._work_out(group, stand))
        return known[1]

    def _work_out(self, group: Group, stand: Stand) -> tuple[str, frozenset[str], Finding | None, bool]:
        guesses = {name: guess_state(group.decided(one, "predict")) for name, one in self.exercises.items()}
        guess, guessed = (
            guesses.get(stand.exercise, "open"),
            frozenset(name for name, one in guesses.items() if one != "open"),
        )
        exercise = self.exercises.get(stand.exercise)
        if exercise is None:
            return guess, guessed, None, False
        progress = Progress(exercise, group.journal, self.language)
        try:
            is_over = progress.decided("play").get(SKIPPED) == YES or progress.is_done("play")
            return guess, guessed, progress.scene, is_over
        except Exception:  # what one group sent never hides the others
            return guess, guessed, None, False

    def _together(self, entries: Sequence[Entry]) -> dict[tuple[str, str], tuple[Finding | None, bool]]:
        """Of every group that plays with others: where that game stands, and whether it is over; the same for the same entries."""
        shared = [one for one in entries if one.event.step == SHARED]
        known, found = self._common
        if known == shared:
            return found
        found = {}
        for name, exercise in self.exercises.items():
            common = exercise.play.common
            if common is None:
                continue
            for ground in common.grounds(entries, ROOM):
                scene = common.scene(ground)
                found |= {(name, key): (scene, scene is None) for _team, key in ground.played.teams}
        self._common = shared, found
        return found


@dataclass(frozen=True)
class Now:
    """What else is so at this moment: `exercise`: the one at hand; `until`: the step up to which it is open ("": all of it).

    `left`: seconds that the agenda's clock gives its step (below 0: over time), None where it does not run; `is_break`, `is_debrief`: it shows a break, or the debrief.
    `at`: milliseconds since 1970.
    """

    at: int
    exercise: Exercise | None = None
    until: str = ""
    is_paused: bool = False
    is_break: bool = False
    is_debrief: bool = False
    left: int | None = None


def exercise_at_hand(rows: Iterable[Row], exercises: Mapping[str, Exercise]) -> Exercise | None:
    """The exercise in which most groups were heard last; None where there is none."""
    names = [row.stand.exercise for row in rows if not row.is_away and row.stand.exercise in exercises]
    return exercises[max(names, key=names.count)] if names else None


def not_guessed(rows: Iterable[Row], exercise: Exercise | None) -> list[Row]:
    """The groups of which the guess at an exercise is missing."""
    here = [row for row in rows if not row.is_away]
    return [row for row in here if exercise and exercise.name not in row.guessed]


def next_thing(rows: Sequence[Row], now: Now, labels: Mapping[str, Message]) -> Finding:
    """The next sensible thing for whoever leads, in one sentence; `labels` are what the steps are called."""
    here = [row for row in rows if not row.is_away]
    if not here:
        return Finding(NOBODY)
    if now.is_paused:
        return Finding(PAUSED)
    if now.is_break and now.left is not None:
        return Finding(BREAK, {"minutes": -(-now.left // 60)}) if now.left > 0 else Finding(BREAK_OVER)
    if now.is_debrief:
        return Finding(DEBRIEF)
    return _look(here, now) or _step(here, now, labels)


def _look(here: Sequence[Row], now: Now) -> Finding | None:
    """Somebody has to be looked after."""
    gone = [row for row in here if not row.is_connected and row.sign and now.at - row.sign >= LOOK_SECONDS * 1000]
    if gone:
        return _named(GO_AND_LOOK, gone, minutes=(now.at - max(row.sign for row in gone)) // 60_000)
    lively = [row for row in here if now.at - row.stand.heard < LIVELY_SECONDS * 1000]
    idle = [
        row
        for row in here
        if now.at - row.stand.heard >= IDLE_SECONDS * 1000 and row.stand.step in ("predict", "play") and not row.is_over
    ]
    if idle and lively:
        return _named(IDLE, idle, minutes=(now.at - max(row.stand.heard for row in idle)) // 60_000)
    return None


def _step(here: Sequence[Row], now: Now, labels: Mapping[str, Message]) -> Finding:
    """What the step in which the groups are asks for."""
    exercise = now.exercise
    if exercise is None:
        return Finding(BEGIN, {"count": len(here)})
    places = {
        row.key: exercise.verbs.index(row.stand.step) if row.stand.exercise == exercise.name else -1 for row in here
    }
    if max(places.values()) < 0:
        return Finding(NOT_OPENED, {"exercise": exercise.title})
    game = exercise.verbs.index("play")
    if max(places.values()) <= game:
        return _guess(here, now, places, game) or _game(here, now, game, labels)
    return _later(here, now, places, labels)


def _guess(here: Sequence[Row], now: Now, places: Mapping[str, int], game: int) -> Finding | None:
    missing = not_guessed(here, now.exercise)
    done, numbers = len(here) - len(missing), {"done": len(here) - len(missing), "all": len(here)}
    if missing and not done:
        return Finding(GUESSING)
    if missing:
        return _named(WAIT_GUESS, missing, **numbers) if len(missing) <= MOST_NAMED else Finding(SOME_GUESSED, numbers)
    if max(places.values()) < game:
        return Finding(OPEN_GAME if now.until == "predict" else START_GAME)
    return None


def _game(here: Sequence[Row], now: Now, game: int, labels: Mapping[str, Message]) -> Finding:
    playing = [row for row in here if not row.is_over]
    numbers, verbs = {"done": len(here) - len(playing), "all": len(here)}, now.exercise.verbs if now.exercise else ()
    if not playing:
        return Finding(OPEN_NEXT, {"step": labels[verbs[game]], "next": labels[verbs[game + 1]]})
    if now.left is not None and now.left <= -LATE_SECONDS:
        return Finding(LATE_GAME, numbers | {"minutes": -now.left // 60})
    if len(playing) == len(here):
        return Finding(PLAYING)
    return _named(WAIT_GAME, playing, **numbers) if len(playing) <= MOST_NAMED else Finding(SOME_OVER, numbers)


def _later(here: Sequence[Row], now: Now, places: Mapping[str, int], labels: Mapping[str, Message]) -> Finding:
    verbs = now.exercise.verbs if now.exercise else ()
    last, first = min(places.values()), max(places.values())
    step = labels[verbs[first]]
    if now.left is not None and now.left <= -LATE_SECONDS:
        return Finding(LATE, {"minutes": -now.left // 60, "step": step})
    if last < 0 and now.exercise:
        return _named(NOT_THERE, [row for row in here if places[row.key] < 0], exercise=now.exercise.title)
    if last < first:
        behind = [row for row in here if places[row.key] == last]
        return _named(BEHIND, behind, step=labels[verbs[last]])
    if now.until == verbs[first] and first + 1 < len(verbs):
        return Finding(ALL_AT_HELD, {"step": step, "next": labels[verbs[first + 1]]})
    return Finding(ALL_AT, {"step": step})


def cut(name: str) -> str:
    """A name as it fits into a sentence; as it is in full, the table says.

    >>> cut("Blue"), len(cut("B" * 60))
    ('Blue', 28)
    """
    return isolated(name if len(name) <= LONGEST_SAID else plain(name)[: LONGEST_SAID - 1] + "…")


def listed(rows: Sequence[Row]) -> str | Finding:
    """Some groups by name, as they stand in a sentence; of many, the first ones and how many more."""
    groups, more = ", ".join(cut(row.name) for row in rows[:MOST_NAMED]), len(rows) - MOST_NAMED
    return Finding(AND_OTHERS, {"groups": groups, "count": more}) if more > 0 else groups


def _named(sentence: Message, rows: Sequence[Row], **values) -> Finding:
    """A sentence about some groups by name."""
    return Finding(sentence, values | {"groups": listed(rows)})
