"""What exercises draw for paper: the common ground, the film of the chain, and the spread of the culture check, never of a person."""

import csv
import datetime
import io

import pytest

from kit.contract import Drawn
from kit.exercises import checks, exercises
from kit.exercises.culture_check.rounds import AFTER, BEFORE, FEWEST
from kit.exercises.culture_check.statements import statements
from kit.groups import Session
from kit.report.page import report_page
from kit.report.table import EVERYBODY, report_table
from kit.wording import LANGUAGES, Language
from tests.report.workshops import NAMES, answers, group, workshop
from tests.test_report import Page

TODAY = datetime.date(2026, 11, 28)
CHECK = checks()["culture_check"]
WORKSHOP = workshop()


def asked(*people: int, **more) -> Session:
    """A session in which so many people at each screen answered the culture check."""
    return Session(tuple(group(f"G{place}", answers(count, **more)) for place, count in enumerate(people)))


def spread_rows(session: Session, language: str = "en") -> list[list[str]]:
    """The rows of the table about everybody together."""
    written = report_table(language, session).removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(written, newline=""), delimiter=";" if language == "de" else ",")
    return [row for row in rows if row[0] == Language(language).say(EVERYBODY)]


def drawn(name: str, session: Session) -> list[Drawn]:
    exercise, words = exercises()[name], Language("en")
    assert exercise.play.printed
    games = [*session.common(exercise), *(one.played(exercise, "en") for one in session.groups)]
    return list(exercise.play.printed()(words, games, session.names()))


# Everybody together


@pytest.mark.parametrize("people", [(1,), (2,), (1, 1)])
def test_fewer_than_three_people_are_nobodys_business(people):
    session = asked(*people)
    assert spread_rows(session) == []
    assert statements("en")[0].old not in Page(report_page("en", session, (), TODAY)).text


def test_answers_behind_a_curtain_are_not_counted():
    session = Session((*asked(FEWEST).groups, group("down", answers(4, lifted=""))))
    assert {row[4] for row in spread_rows(session) if row[3].endswith("people who have answered")} == {str(FEWEST)}
    assert CHECK.people([one.journal for one in session.groups]) == FEWEST


def test_the_table_has_people_and_counts_per_point_by_round_and_statement():
    rows = spread_rows(asked(2, 2))
    assert {row[2] for row in rows} == {"before", "after"}
    for one in statements("en"):
        for step in ("before", "after"):
            counts = [int(row[4]) for row in rows if row[2] == step and row[3].startswith(f"{one.theme}: point")]
            assert len(counts) == 5 and sum(counts) == 4
    assert not any(row[5] for row in rows)


def test_a_round_that_was_not_asked_is_not_there():
    session = asked(3, rounds=[BEFORE])
    assert {row[2] for row in spread_rows(session)} == {"before"}
    assert "3 before, 0 after" not in Page(report_page("en", session, (), TODAY)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_shows_the_spread_and_what_it_cannot_tell(language):
    session = asked(2, 2)
    made, words = Page(report_page(language, session, (), TODAY)), Language(language)
    assert words.say(CHECK.title) in made.text
    labels = [value for name, value in made.attributes if name == "aria-label"]
    assert len([one for one in labels if one.startswith(("before: ", "vorher: "))]) == len(statements(language))
    assert all(one.old in made.text and one.new in made.text for one in statements(language))


def test_a_damaged_screen_leaves_the_spread_to_the_others():
    odd = group("odd", [*answers(3)])
    broken = group("broken", [type(one)(one.id, one.at, one.exercise, AFTER, one.name, "x") for one in answers(3)])
    assert {row[4] for row in spread_rows(Session((odd, broken))) if row[3] == "people who have answered"} == {"3"}


# The games


def test_the_common_ground_stands_there_with_the_curves_of_its_teams():
    forest, curves = drawn("customer_forest", WORKSHOP)
    game = WORKSHOP.grounds[0].game
    assert f"{game.ground.sums['customers']} customers, {game.ground.sums['burned']} burned" in forest.said[0]
    assert forest.markup.count("<use") == len(game.ground.owner) and forest.legend.count("<svg") == 6 + 7
    assert curves.markup.count("kit-line-team") == len(WORKSHOP.groups)
    assert "Blue" in curves.markup and NAMES[2] not in curves.markup


def test_without_a_common_ground_each_group_has_its_own():
    alone = Session(WORKSHOP.groups[:2])
    assert len(drawn("customer_forest", alone)) == 4
    assert "<img" not in "".join(one.markup for one in drawn("customer_forest", workshop(1)))


def test_the_film_says_of_each_fact_where_it_was_lost():
    (film, *others) = drawn("role_chain", WORKSHOP)
    exercise = exercises()["role_chain"]
    chains = [game for one in WORKSHOP.groups if (game := one.played(exercise, "en").game.answered("chain"))]
    lost = [game.lost_at("chain", number) for game in chains for number in range(len(game.facts))]
    assert sum(one.markup.count("✕") for one in (film, *others)) == sum(one is not None for one in lost)
    assert all(fact.text in film.markup for fact in chains[0].facts[:1])
    assert "did not survive a handover" in film.said[0]


def test_an_exercise_in_which_nobody_played_draws_nothing():
    empty = Session((group("nobody", answers(1)),))
    assert drawn("role_chain", empty) == [] and drawn("customer_forest", empty) == []
