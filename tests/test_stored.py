"""What people have kept opens with the same results: a saved file, team codes and the store of a room.

The files in `tests/stored` were written once by the kit of the commit that brought them (journals and stamps as its pages
write them, the room by its store), and are never to be made anew: what is out there was written by that kit too.

- `journal.json`: the saved state of one group that went through the culture check and all exercises, word for word.
- `codes.json`: team codes of every exercise, and what each of them says.
- `rooms.sqlite`: a room under way: three groups, a fourth that was taken off the board, two rounds on common ground.
- `results.json`, `table.de.csv`, `table.en.csv`: what that kit made of all of these together.
"""

import csv
import io
import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

import kit
from kit import gather
from kit.debrief.workshop import questions
from kit.exercises import exercises
from kit.exercises.culture_check import rounds as culture
from kit.exercises.culture_check.statements import statements
from kit.exercises.customer_forest.common import grounds
from kit.groups import Group, Session, decisions_of
from kit.journal import Journal, read_saved
from kit.report.table import EVERYBODY, report_table
from kit.room.entries import ORDER, ROOM, UNTIL, Entry, controls
from kit.room.store import Store
from kit.wording import LANGUAGES, Language
from tests.debrief.sessions import english
from tests.seen import words_of

STORED = Path(__file__).parent / "stored"
STEP_OF_GAMES = {"en": "Play", "de": "Spielen"}
NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)


def text_of(name: str) -> str:
    """A text among the stored files."""
    return (STORED / name).read_text(encoding="utf-8")


def told(name: str):
    """What a JSON file among them tells."""
    return json.loads(text_of(name))


# The doors of the kit: all that this file asks of it


def file_journal() -> Journal:
    """The journal of the saved file."""
    return read_saved(text_of("journal.json"))


def decided_by(exercise: str, code: str) -> dict:
    """What a team code says."""
    return decisions_of(exercises()[exercise], code)


@contextmanager
def room_store() -> Iterator[Store]:
    """The stored file as a store; opening a file changes it, so a copy is opened."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(STORED / "rooms.sqlite", folder))
        with closing(Store(f"sqlite:///{copy.as_posix()}", create=False)) as store:
            yield store


@cache
def room_entries() -> tuple[Entry, ...]:
    """All entries of the room in the stored file."""
    with room_store() as store:
        (room,) = store.rooms()
        return tuple(store.read(room.id))


@cache
def everybody() -> Session:
    """The groups of the room, those behind the codes and the one of the saved file, and the common grounds."""
    codes = [(one["group"], exercise, one["code"]) for exercise, given in told("codes.json").items() for one in given]
    session = gather.session(codes, room_entries(), exercises())
    journal = file_journal()
    return Session((*session.groups, Group("file", journal.decided("start", "team")["name"], journal)), session.grounds)


def of_group(group: Group) -> dict:
    """What follows from a group's decisions, by exercise."""
    return {
        exercise.name: {
            "guesses": group.guesses(exercise),
            "changes": group.changes(exercise),
            "commitment": group.commitment(exercise),
            "outcomes": {
                key: [_eight_of_ten(side) for side in sides] for key, sides in group.years(exercise).outcomes.items()
            },
        }
        for exercise in exercises().values()
        if group.begun(exercise)
    }


def of_culture(journal: Journal) -> dict:
    """How many people chose each point, by round and statement."""
    asked = statements("en")
    return {
        step: {
            one.key: counts.tolist() for one, counts in zip(asked, culture.spread([journal], step, asked), strict=True)
        }
        for step in ("before", "after")
    }


def of_grounds(entries) -> dict:
    """The common grounds of a room: who plays, what was done and agreed so far, what it came to, and who is waited for."""
    found = {}
    for common in grounds(entries, ROOM):
        seasons = common.game.ground.seasons
        found[common.key] = {
            "groups": [list(one) for one in common.groups],
            "bots": list(common.bots),
            "luck": common.luck,
            "agreed": common.agreed and list(common.agreed),
            "seasons": len(seasons),
            "days": [season.days.tolist() for season in seasons],
            "given": dict(common.given),
            "missing": list(common.missing),
            "earned_eur": [_six_digits(one) for one in sum(season.earned_eur for season in seasons)],
            "customers": seasons[-1].customers.tolist(),
            "burned": seasons[-1].burned,
            "broken": sorted({place for season in seasons for place in season.broken}),
        }
    return found


def of_room(entries) -> dict:
    """The room that goes on, the words that let people in, its groups, how far they may go, and what comes next."""
    with room_store() as store:
        room = store.open_room()
        words = {"groups": room.token, "facilitator": store.leader_word(room.id)}
    groups, decided = gather.from_room(entries), controls(entries)
    return {
        "room": room.id,
        "opened": room.opened,
        "words": words,
        "groups": [[group.key, group.name] for group in groups],
        "until": {name: decided[UNTIL + name] for name in exercises() if UNTIL + name in decided},
        "order": decided.get(ORDER),
    }


def asked_about(session: Session) -> list[list[str]]:
    """Questions for the debrief in their order: rule, exercise, what was seen, what is asked."""
    return [[one.rule, one.about, english(one.seen), english(one.ask)] for one in questions(session)]


def table_of(language: str, session: Session) -> str:
    """The table of the report, as it is saved."""
    return report_table(language, session)


def opened_page(name: str, language: str, stored: str) -> tuple[list[bool], str, str]:
    """A page in a browser that has this journal: which of its steps are open, all that they say, and what went wrong."""
    page = kit.open(name, language)
    parts = [getattr(page, verb)() for verb in exercises()[name].verbs]
    page._page.restore(stored)
    return (
        [step.is_open for step in page._page.steps.values()],
        " ".join(word for part in parts for word in words_of(part)),
        page.header.problem,
    )


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is left out here."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


# Reading results


def _six_digits(value: float) -> float:
    return float(f"{value:.6g}")


def _eight_of_ten(values: np.ndarray) -> list[float]:
    """Where 8 of 10 begin, the middle, and where they end; nothing where nothing is known."""
    known = values[~np.isnan(values)]
    return [_six_digits(one) for one in np.quantile(known, [0.1, 0.5, 0.9])] if len(known) else []


def rows(written: str) -> tuple[list[list[str]], dict]:
    """A table as its rows without those of games, and the figures of games by group and exercise, sorted."""
    plain = written.removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(plain, newline=""), delimiter=";" if plain.splitlines()[0].count(";") else ","))
    figures = defaultdict(list)
    for group, exercise, step, _what, value, _unit in read:
        if step in STEP_OF_GAMES.values() and NUMBER.fullmatch(value):
            figures[group, exercise].append(float(value.replace(",", ".")))
    renamed = [[*row[:2], RENAMED.get(row[2], row[2]), *row[3:]] for row in read]
    return [row for row in renamed if row[2] not in STEP_OF_GAMES.values()], {
        whose: sorted(found) for whose, found in figures.items()
    }


RESULTS = told("results.json")
# Called otherwise since: a step has one name everywhere.
RENAMED = {"Our step": "One step", "Unser Schritt": "Ein Schritt"}
WHOSE_FILE = "Die Füchse aus Köln-Süd"
PLAYED = [(group, exercise) for group, found in RESULTS["groups"].items() for exercise in found]
CODES = [(exercise, one) for exercise, given in told("codes.json").items() for one in given]


# The saved file


def test_a_saved_file_is_saved_again_word_for_word():
    assert file_journal().to_text() == text_of("journal.json")


@pytest.mark.parametrize("name", RESULTS["groups"][WHOSE_FILE])
def test_a_saved_file_opens_every_step_of_every_page(name):
    steps, said, problem = opened_page(name, "de", text_of("journal.json"))
    assert len(steps) == len(exercises()[name].verbs) and all(steps)
    assert problem == "" and "kit-problem" not in said
    assert RESULTS["groups"][WHOSE_FILE][name]["commitment"]["what"] in said


def test_a_saved_file_shows_both_rounds_of_the_culture_check():
    assert of_culture(file_journal()) == RESULTS["culture"]


# Team codes


@pytest.mark.parametrize(("exercise", "one"), CODES, ids=lambda one: one if isinstance(one, str) else one["group"])
def test_a_team_code_says_what_it_said(exercise, one):
    assert decided_by(exercise, one["code"]) == one["decided"]


# The room


def test_a_room_goes_on_with_its_words_its_groups_under_their_names_and_what_the_facilitator_decided():
    assert of_room(room_entries()) == RESULTS["room"]


def test_common_grounds_stand_where_they_stood():
    found = of_grounds(room_entries())
    assert list(found) == list(RESULTS["grounds"])
    for key, ground in RESULTS["grounds"].items():
        assert found[key] == ground | {"earned_eur": pytest.approx(ground["earned_eur"], rel=1e-5)}


# What follows from all of them

# Ruled anew since: in the forest nobody “feels sold to” any more because nobody came; that is neglect, with a figure of its own.
ANEW = {"customer_forest": {"felt", "neglected"}}
ANEW_ROWS = "Customers feel sold to", "Customers neglected", "Kunden fühlen sich verkauft", "Kunden vernachlässigt"


def is_ruled_anew(row: list[str]) -> bool:
    """Whether a row of the table tells a figure of the forest that is counted otherwise since."""
    return row[1] in (words.say(exercises()["customer_forest"].title) for words in map(Language, LANGUAGES)) and (
        row[3].startswith(ANEW_ROWS)
    )


def test_everybody_is_there_in_order():
    assert [group.name for group in everybody().groups] == list(RESULTS["groups"])


@pytest.mark.parametrize(("name", "exercise"), PLAYED)
def test_a_group_has_the_guesses_the_setting_the_step_and_the_results_it_had(name, exercise):
    group = next(one for one in everybody().groups if one.name == name)
    found, stored = of_group(group)[exercise], RESULTS["groups"][name][exercise]
    outcomes = {key: [pytest.approx(side, rel=1e-5) for side in sides] for key, sides in stored["outcomes"].items()}
    anew = {key: found["outcomes"][key] for key in ANEW.get(exercise, ())}
    assert found == stored | {"outcomes": outcomes | anew}


# Rules that say in other words since what they see, or leave out the days that nobody gave.
SEEN_ANEW = {"guesses_on_one_side", "missing_facts", "agreements"}


def test_the_debrief_still_sees_what_it_saw():
    """Questions are asked in other words and in another order, and more of them come; what was seen stays."""
    found, stored = asked_about(everybody()), RESULTS["questions"]
    rules = [{(rule.partition(".")[0], about) for rule, about, *_said in some} for some in (found, stored)]
    assert rules[1] <= rules[0]
    seen = [{(about, saw) for rule, about, saw, _ask in some if rule not in SEEN_ANEW} for some in (found, stored)]
    assert seen[1] <= seen[0]


@pytest.mark.parametrize("language", STEP_OF_GAMES)
def test_the_table_has_the_rows_it_had_and_the_same_figures_of_games(language):
    """Rows of games may be said in other words, and more of them come; their figures stay."""
    everything, stored = table_of(language, everybody()), rows(text_of(f"table.{language}.csv"))
    together = Language(language).say(EVERYBODY)  # the culture check, which came later
    found = rows("".join(line for line in everything.splitlines(keepends=True) if not line.startswith(together)))
    assert [row for row in found[0] if not is_ruled_anew(row)] == [row for row in stored[0] if not is_ruled_anew(row)]
    assert {
        whose: sorted((Counter(figures) - Counter(found[1][whose])).elements()) for whose, figures in stored[1].items()
    } == {whose: [] for whose in stored[1]}
