"""The contract of an exercise, asked part by part: what `problems_of` names is missing or does not fit."""

import math
import re
from collections.abc import Iterator
from functools import partial

from kit.contract import Fact, Played
from kit.contract import Play as HumanGame
from kit.exercise import Exercise
from kit.groups import Group, Session, decisions_of
from kit.messages import Finding, Message
from kit.parameters import Shown, decided_or_default
from kit.room.entries import ROOM
from kit.screen.game import GameStep
from kit.screen.opened import OpenedExercise
from kit.wording import LANGUAGES, Language, catalogue
from tests.exercises.plays import Play, key_of, player
from tests.seen import words_of

PARTS = ("guesses", "rules", "quiz", "reflections", "first_steps")
ASKED = ("read", "scene", "facts", "table", "screen", "rehearse")
GROUPS = ((key_of("Blue"), "Blue"), (key_of("Red"), "Red"))


def problems_of(exercise: Exercise, play: Play) -> list[str]:
    """Everything in which an exercise does not keep to the contract, each a sentence with its name; `play` plays its game."""
    found = list(_missing(exercise, play)) or [one for check in CHECKS for one in check(exercise, play)]
    return [f"{exercise.name}: {one}" for one in dict.fromkeys(found)]


def _missing(exercise: Exercise, play: Play) -> Iterator[str]:
    """Parts that are not there; without them nothing else can be asked."""
    yield from (f"It has no {part}." for part in PARTS if not getattr(exercise, part))
    if len(exercise.step_minutes) != len(exercise.verbs):
        yield f"It has {len(exercise.verbs)} steps and minutes for {len(exercise.step_minutes)}."
    if not isinstance(exercise.play, HumanGame):
        yield "It hands over no play."
        return
    yield from (f"Its play hands over no {part}." for part in ASKED if not callable(getattr(exercise.play, part)))
    if exercise.play.common and not play.together:
        yield "Groups can play it together, but its plays.py does not say how (`together`)."


# Whether it can be said


def _unsaid(what: str, said) -> Iterator[str]:
    """Why something cannot be said to people of every language."""
    for language in LANGUAGES:
        text = Language(language).said(said)
        if not isinstance(text, str) or not text or re.search(r"\{\w*\}", text):
            yield f"{what} cannot be said: {said!r}."
    for message in _messages(said):
        if re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", message)) and message not in catalogue("de"):
            yield f"{what} has no German sentence for “{message}”."


def _messages(said) -> Iterator[Message]:
    if isinstance(said, Message):
        yield said
    if isinstance(said, Finding):
        yield said.message
        yield from (one for value in said.values.values() for one in _messages(value))


# The game


def _decided(exercise: Exercise, decided: dict):
    """Decisions by step, as the game reads them."""
    return partial(player("Blue", exercise, decided).decided, exercise)


def _played(exercise: Exercise, decided: dict, language: str = "en") -> Played:
    return player("Blue", exercise, decided).played(exercise, language)


def _scenes(exercise: Exercise, play: Play) -> Iterator[str]:
    for language in LANGUAGES:
        for when, decided in (("before the game", {}), ("at the end of the game", play.one)):
            if exercise.play.scene(_decided(exercise, decided), language, None) is not None:
                yield f"Its scene says something {when}."
        scene = exercise.play.scene(_decided(exercise, play.half), language, None)
        yield from _unsaid("Its scene", scene) if scene else ["Its scene says nothing in the middle of the game."]


def _facts(exercise: Exercise, play: Play) -> Iterator[str]:
    for when, decided in (("at the end", play.one), ("at the other end", play.other), ("in the middle", play.half)):
        facts = list(exercise.play.facts(_played(exercise, decided), {}))
        yield from () if facts else [f"It has no facts of a game {when}."]
        yield from (one for fact in facts for one in _fact(fact))
    if list(exercise.play.facts(_played(exercise, {}), {})):
        yield "It has facts of a game that nobody began."


def _fact(fact: Fact) -> Iterator[str]:
    name = f"The fact “{getattr(fact.what, 'message', fact.what)}”"
    if fact.value is None or fact.value == "":
        yield f"{name} has no value."
        return
    if not isinstance(fact.value, Message | Finding | Shown | str | int | float):
        yield f"{name} has a value that nobody can say: {fact.value!r}."
        return
    yield from _unsaid(name, fact.what)
    yield from _unsaid(f"The value of {name.lower()}", fact.shown)
    yield from _unsaid(f"The unit of {name.lower()}", fact.unit) if fact.unit != "" else ()
    yield from (one for part in fact.part for one in _unsaid(f"A part of {name.lower()}", part))


def _table(exercise: Exercise, play: Play) -> Iterator[str]:
    for decided in (play.one, play.other):
        played = _played(exercise, decided)
        table, known = (
            exercise.play.table(played, {}),
            [_figure(fact.value) for fact in exercise.play.facts(played, {})],
        )
        if not table.rows:
            yield "Its table has no row of a game played to its end."
        if table.unfinished:
            yield "Its table names something unfinished in a game played to its end."
        for row in table.rows:
            if len(row) != len(table.head):
                yield f"A row of its table has {len(row)} cells; the head has {len(table.head)}."
            figures = [one for cell in row for one in _lines(cell) if _figure(one) is not None]
            yield from (
                f"The figure {Language('en').said(one)} of its table is not among its facts."
                for one in figures
                if not _is_among(_figure(one), known)
            )
        for one in [
            *table.head,
            *table.rules,
            *table.said,
            *(one for row in table.rows for cell in row for one in _lines(cell)),
        ]:
            yield from _unsaid("Something in its table", one)


def _lines(cell) -> tuple:
    return cell if isinstance(cell, tuple) else (cell,)


def _figure(value) -> float | None:
    """The number that a value is, a share as per cent; None where it is none."""
    if isinstance(value, Shown) and not value.parameter.choices:
        return value.value * (100 if value.parameter.percent else 1)
    return value if isinstance(value, int | float) else None


def _is_among(figure: float, known: list[float | None]) -> bool:
    return any(one is not None and math.isclose(figure, one) for one in known)


def _unfinished(exercise: Exercise, play: Play) -> Iterator[str]:
    """A game that stopped in the middle says so: among the unfinished, or in a sentence of its own table."""
    table = exercise.play.table(_played(exercise, play.half), {})
    if not table.unfinished and not table.said:
        yield "Its table does not say that a game is unfinished."
    yield from (one for part in table.unfinished if part != "" for one in _unsaid("An unfinished part", part))


def _code(exercise: Exercise, play: Play) -> Iterator[str]:
    """A team code carries guess and moves there and back."""
    for decided in (play.one, play.other, play.half):
        group = player("Blue", exercise, decided)
        moves = {move.name: decided_or_default(group.decided(exercise, "play"), move) for move in exercise.moves}
        guesses = {
            name: value
            for name, value in group.decided(exercise, "predict").items()
            if name in exercise.code_parameters
        }
        found = decisions_of(exercise, exercise.code.encode(moves | guesses))
        if (found["play"], found["predict"]) != (moves, guesses):
            yield "Its team code does not come back as it went."


# What is made of the game


def _rules(exercise: Exercise, play: Play) -> Iterator[str]:
    session = Session((player("Blue", exercise, play.one), player("Red", exercise, play.other)))
    noticed = [one for rule in exercise.rules for one in rule(session)]
    yield from () if noticed else ["Its rules ask nothing about two groups that played."]
    yield from (problem for one in noticed for said in (one.seen, one.ask) for problem in _unsaid("A question", said))


def _page(exercise: Exercise, play: Play) -> Iterator[str]:
    """Its page opens with all its steps, wherever the game stands."""
    if not issubclass(exercise.play.screen(), GameStep):
        yield "Its screen is no GameStep."
        return
    for when, decided in (
        ("before the game", {}),
        ("in the middle of the game", play.half),
        ("at the end of the game", play.one),
    ):
        yield from (
            f"Its page does not open {when}: {why}"
            for language in LANGUAGES
            for why in _page_problems(exercise, language, player("Blue", exercise, decided))
        )


def _page_problems(exercise: Exercise, language: str, group: Group) -> Iterator[str]:
    desk = OpenedExercise(exercise, language)
    parts = {verb: getattr(desk, verb)() for verb in exercise.verbs}
    desk._page.restore(group.journal.to_text())
    yield from (f"{verb} stays folded." for verb, step in desk._page.steps.items() if not step.is_open)
    yield from (
        f"{verb} says “{word}”." for verb, part in parts.items() for word in words_of(part) if "kit-problem" in word
    )
    yield from [desk._page.header.problem] if desk._page.header.problem else ()


def _common(exercise: Exercise, play: Play) -> Iterator[str]:
    if not exercise.play.common:
        return
    grounds = exercise.play.common.grounds(play.together(GROUPS), ROOM)
    if [one.is_played for one in grounds] != [True]:
        yield "What groups played together is no common game that was played."
    for ground in grounds:
        if sorted(key for _team, key in ground.played.teams) != sorted(key for key, _name in GROUPS):
            yield "Its common game does not know which groups play."
        yield from _unsaid(
            "The title of its common game", Finding(exercise.play.common.title, {"key": ground.played.name})
        )


CHECKS = (_scenes, _facts, _table, _unfinished, _code, _rules, _page, _common)
