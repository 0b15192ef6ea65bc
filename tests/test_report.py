"""The report: its figures are those of the groups, whatever they typed, and it needs nothing but itself."""

import csv
import datetime
import io
import re
from html.parser import HTMLParser
from unicodedata import category

import numpy as np
import pytest
from hypothesis import assume, example, given, settings, strategies

from kit.contract import Played
from kit.debrief import CHANCE, CULTURE, Question
from kit.errors import DatasetError
from kit.exercises import find
from kit.exercises.customer_forest import game as seasons
from kit.exercises.incentives import game as payday
from kit.exercises.role_chain import game as pass_on
from kit.exercises.role_chain.cases import cases
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.messages import Finding, Message
from kit.models.chain.setting import ROLES
from kit.report.names import file_name
from kit.report.page import report_page, short
from kit.report.pictures import RADIUS, WIDTH, strip
from kit.report.table import report_table
from kit.report.texts import said
from kit.typed import QUOTES, safe
from kit.typed import plain as without_marks
from kit.wording import LANGUAGES, Language

TODAY = datetime.date(2026, 3, 9)
CHAIN, PLAN, FOREST = (find(name) for name in ("role_chain", "incentives", "customer_forest"))
VOID = {"meta", "br", "link", "img", "input", "hr"}
TRUTH = "True answer at the start setting"


# Groups


def group(name: str, decided: dict) -> Group:
    """A group that decided this: values by name, by “exercise.step”."""
    events = [
        Event("", "", *place.split("."), one, value)
        for place, values in decided.items()
        for one, value in values.items()
    ]
    return Group(f"key of {name}", name, Journal(tuple(events)))


def passed_on(way: str, case: str, right: int, more: dict) -> dict:
    """A case passed on to the end, with so many right answers and the customer asked again for the others."""
    answers = {f"{way}.answer{place}": "right" if place < right else "again" for place in range(8)}
    done = {f"{way}.{role}.{step}": "yes" for role in ROLES for step in ("begun", "handed")}
    return {f"case.{way}": case, f"begun.{way}": "yes", **done, **answers, f"{way}.sent": "yes", **more}


def year_days(old: str, new: str, pulled: str = "0") -> dict:
    days = {one.name: old if side == payday.OLD else new for (side, _quarter), one in payday.DAYS.items()}
    return days | {one.name: pulled for one in payday.PULLED.values()}


def ground(*days: list[str], **more) -> dict:
    """A ground with a team of people for each list of days, and Felix."""
    seats = {f"team.{team}": "nobody" for team in range(1, 9)} | {
        f"team.{team}": "human" for team in range(1, len(days) + 1)
    }
    seats[f"team.{len(days) + 1}"] = "feller"
    return seats | {f"days.{team}": ";".join(one) for team, one in enumerate(days, start=1)} | more


BLUE = group(
    "Blue",
    {
        "role_chain.predict": {"guess": "given", "faster": 20, "bottleneck": "explain", "needed": 0.1},
        "role_chain.play": passed_on(
            "chain",
            "bike_warehouse",
            5,
            {
                "chain.contact.asked": "0,1,2",
                "chain.contact.noted": "0,1,2",
                "chain.relation.pairing": "yes",
                "chain.contact.words": "=SUM(A1:A9)",
            },
        ),
        "role_chain.setting": {"leads_per_day": 6.0, "handover": "sheet"},
        "role_chain.reflect": {CHAIN.quiz[0].key: str(CHAIN.quiz[0].right), "question1": "our secret answer"},
        "role_chain.commit": {"what": "Call five customers", "who": "Jana", "until": "2026-04-01"},
        "incentives.play": year_days("30,15,10,5", "20,30,5,5", "1") | {"luck": 7, "first": "new"},
        "customer_forest.play": ground(["30,20,10,0"] * 7, ["20,40,0,0"] * 7, talked="done", limit="20", bound="word"),
    },
)
RED = group(
    "Red",
    {
        "role_chain.predict": {"guess": "given", "faster": 65, "bottleneck": "close", "needed": 0.3},
        "role_chain.play": passed_on("wolf", "mustard_line", 8, {"begun.chain": "yes"}),
        "role_chain.paper": {"known": 20, "arrived": 14, "right": 6, "again": 1, "broken": 1},
        "role_chain.reflect": {CHAIN.quiz[0].key: str((CHAIN.quiz[0].right + 1) % 3)},
        "incentives.predict": {"guess": "skipped"},
        "incentives.play": {one.name: "30,15,10,5" for one in list(payday.DAYS.values())[:2]},
        "customer_forest.play": ground(["30,20,10,0"], []),
    },
)
GREEN = group("Green", {"role_chain.predict": {"guess": "given", "faster": 40, "bottleneck": "explain", "needed": 0.2}})
COMMON = seasons.Game(ground(["10,50,0,0"] * 12, ["60,0,0,0"] * 12, talked="done", limit="20", bound="binding"))
SESSION = Session((BLUE, RED, GREEN), (Played("customer_forest", "1.1", COMMON, ((1, BLUE.key), (2, GREEN.key))),))


# Reading


class Page(HTMLParser):
    """A page as its elements, its attributes, its text, and its tables as rows of cells; fails where a tag is not closed."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.tags, self.attributes, self.texts, self.tables = [], [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.texts.append(data)
        if "td" in self.open or "th" in self.open:
            cell = self.tables[-1][-1]
            cell[-1] = " ".join(f"{cell[-1]} {data}".replace("\u00a0", " ").split())

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).replace("\u00a0", " ").split())

    def table(self, *head: str) -> list[list[str]]:
        """The rows of the first table whose head begins like this."""
        return next(rows[1:] for rows in self.tables if rows[0][: len(head)] == list(head))


def page(
    session: Session = SESSION, language: str = "en", questions=(), title: str = "", today: datetime.date = TODAY
) -> Page:
    return Page(report_page(language, session, questions, today, title))


def table(session: Session = SESSION, language: str = "en") -> list[list[str]]:
    """The table as a spreadsheet of this language reads it."""
    written = report_table(language, session).encode("utf-8").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(written, newline=""), delimiter=";" if language == "de" else ",", strict=True))


def lines(who: str, exercise, step: str, rows: list[list[str]]) -> dict[str, tuple[str, str]]:
    """Value and unit by what they are of."""
    return {row[3]: (row[4], row[5]) for row in rows if row[:3] == [who, str(exercise.title), step]}


@pytest.fixture(scope="module")
def english() -> Page:
    return page()


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    return table()


def played(exercise, one: Group) -> dict:
    """400 years of a group's setting, played here once more: both sides by outcome."""
    pairs = [exercise.laboratory.simulate(one.setting(exercise), 50, block) for block in range(8)]
    return {
        outcome.key: [np.concatenate([outcome.measure(pair[side]) for pair in pairs]) for side in (0, 1)]
        for outcome in exercise.laboratory.outcomes
    }


def ranked(values: np.ndarray, share: float) -> float:
    """The value below which this share of all lies, between two neighbours in proportion."""
    known = sorted(float(one) for one in values if one == one)
    place = share * (len(known) - 1)
    low = int(place)
    return known[low] + (place - low) * (known[min(low + 1, len(known) - 1)] - known[low])


# Predictions


def test_guesses_stand_in_a_table_with_the_true_answer_below(english):
    truths = [Language("en").value(one.parameter, one.truth()).replace("\u00a0", " ") for one in CHAIN.guesses]
    assert english.table("Group", "Chain faster") == [
        ["1 Blue", "20 of 100 years", "explainer", "10%"],
        ["2 Red", "65 of 100 years", "negotiator", "30%"],
        ["3 Green", "40 of 100 years", "explainer", "20%"],
        [TRUTH, *truths],
    ]


def test_the_spread_of_the_guesses_is_said_beside_the_truth(english):
    truth = CHAIN.guesses[0].truth()
    assert (
        f"Guesses run from 20 of 100 years to 65 of 100 years, with 40 of 100 years in the middle; the true answer at the start setting is {truth} of 100 years."
        in english.text
    )


def test_the_middle_of_two_guesses_may_lie_between_two_steps():
    two = Session(
        (
            BLUE,
            group(
                "Pink", {"role_chain.predict": {"guess": "given", "faster": 25, "bottleneck": "close", "needed": 0.13}}
            ),
        )
    )
    said = page(two).text
    assert "with 22.5 of 100 years in the middle" in said and "with 11.5% in the middle" in said


def test_whoever_skipped_the_guess_has_none(english, rows):
    assert english.table("Group", "Days for existing customers")[1][1:] == ["no guess"] * 3
    assert "Nobody guessed; the true answer" in english.text
    assert set(lines("Red", PLAN, "Guess", rows).values()) == {("no guess", "")}


def test_impossible_guesses_count_as_left_where_they_stood():
    odd = group(
        "Odd", {"role_chain.predict": {"guess": "given", "faster": "many", "bottleneck": 7, "needed": float("nan")}}
    )
    assert page(Session((odd,))).table("Group", "Chain faster")[0] == [
        "1 Odd",
        "50 of 100 years",
        "contact maker",
        "10%",
    ]


@given(strategies.lists(strategies.integers(0, 100), min_size=1, max_size=30), strategies.integers(0, 100))
def test_circles_stand_at_their_values_and_never_cover_each_other(values, truth):
    picture = strip(list(enumerate(values)), truth, float(np.median(values)), [(0, "0"), (100, "100")], "")
    places = {dot["number"]: (dot["x"], dot["y"]) for dot in picture["dots"]}
    scale = (picture["right"] - picture["left"]) / 100
    assert all(abs(places[number][0] - picture["left"] - scale * value) < 0.1 for number, value in enumerate(values))
    assert abs(picture["truth"]["x"] - picture["left"] - scale * truth) < 0.1
    assert all(
        np.hypot(x - x2, y - y2) >= 2 * RADIUS
        for a, (x, y) in places.items()
        for b, (x2, y2) in places.items()
        if a < b
    )
    assert all(RADIUS <= x <= WIDTH - RADIUS and RADIUS + 12 <= y < picture["axis"] for x, y in places.values())


# Settings and results


def test_what_a_group_changed_is_said_from_the_start_setting_on(english, rows):
    assert english.table("Group", "What it changed") == [
        [
            "1 Blue",
            "new leads: 8.0 per working day → 6.0 per working day form of the handover: mixed practice → structured sheet",
        ],
        ["2 Red 3 Green", "nothing: the start setting"],
    ]
    own = lines("Blue", CHAIN, "Compare", rows)
    assert own["new leads (start setting: 8.0\u00a0per working day)"] == ("6.0", "per working day")
    assert own["form of the handover (start setting: mixed practice)"] == ("structured sheet", "")


@pytest.mark.parametrize(("one", "called"), [(BLUE, "1 Blue"), (GREEN, "2 3")])
def test_results_are_those_of_the_groups_own_setting(english, rows, one, called):
    years, say, found = played(CHAIN, one), Language("en"), []
    for outcome in CHAIN.laboratory.outcomes:
        old, new = years[outcome.key]
        factor, sign = (100, "%") if outcome.percent else (1, "")
        unit = f" {outcome.unit}" if outcome.unit else ""

        def figures(values):
            low, middle, high = (
                f"{say.number(factor * ranked(values, share), outcome.digits)}{sign}" for share in (0.1, 0.5, 0.9)
            )
            return f"{middle}{unit} {low} to {high}"

        better, worse = (new < old, new > old) if outcome.less_is_better else (new > old, new < old)
        share = sum(better) / 400
        count, behind, error = (
            round(100 * share),
            round(100 * sum(worse) / 400),
            max(1, round(100 * (share * (1 - share) / 400) ** 0.5)),
        )
        ahead = outcome.ahead.format(count=count, old=behind, years=100, error=error).replace("\u00a0", " ")
        found.append([called, figures(old), figures(new), "O N", ahead])
        own = lines(one.name, CHAIN, "Compare", rows)
        side = CHAIN.laboratory.names[1]
        assert float(own[f"{outcome.label}, {side}: middle result"][0]) == pytest.approx(
            factor * ranked(new, 0.5), abs=0.01
        )
        assert own[f"{outcome.label}: NEW ahead"] == (str(count), "of 100") and own[f"{outcome.label}: OLD ahead"] == (
            str(behind),
            "of 100",
        )
        assert own[f"{outcome.label}: error of these counts (±)"] == (str(error), "of 100")
    shown = [row for one in english.tables for row in one if row[0] == called and len(row) == 5 and row[3] == "O N"]
    assert shown[: len(found)] == found


# The games


def test_the_table_says_the_middle_and_where_8_of_10_begin_and_end_of_both_ways(rows):
    own, years = lines("Blue", CHAIN, "Compare", rows), played(CHAIN, BLUE)
    for outcome in CHAIN.laboratory.outcomes:
        factor, unit = (100, "%") if outcome.percent else (1, str(outcome.unit))
        for side, values in zip(CHAIN.laboratory.names, years[outcome.key], strict=True):
            for what, share in (("middle result", 0.5), ("8 of 10, from", 0.1), ("8 of 10, to", 0.9)):
                figure, said = own[f"{outcome.label}, {side}: {what}"]
                assert (float(figure), said) == (
                    pytest.approx(factor * ranked(values, share), abs=0.51 * 10 ** -(outcome.digits + 2)),
                    unit,
                )
                assert len(figure.partition(".")[2]) == outcome.digits + 2


def test_a_case_passed_on_shows_facts_answers_and_hours(english, rows):
    case = cases("en")["bike_warehouse"]
    game = pass_on.Game(case, BLUE.journal.decided("role_chain", "play"))
    assert [one.paired for one in game.handovers] == [False, True, False]
    known = [len(game.known("chain", role)) for role in ROLES[:-1]]
    arrived = [len(game.noted("contact")), known[1], 0]
    hours = (
        4 * 1.0 + 3 * 0.5 + 2 * 0.5 + 2 * 1.0 + 3 * 0.5
    )  # listening, three questions, two notes, pairing, asked again
    shown = english.table("Group", "Customer")[0]
    assert shown == [
        "1 Blue",
        f"Chain {case.title}",
        f"contact maker → relationship manager: {arrived[0]} of {known[0]} relationship manager → explainer: {arrived[1]} of {known[1]}, sat in explainer → negotiator: 0 of {known[2]}",
        "Questions answered: 5 of 8 Asked again: 3 Promises broken: 0 Feels sold to: yes",
        f"{hours:.1f}",
    ]
    own = lines("Blue", CHAIN, "Play", rows)
    assert own["Chain: Hours spent"] == ("10.0", "hours") and own["Chain: Asked again"] == ("3", "")
    assert own["Chain: contact maker → relationship manager: facts known"] == (str(known[0]), "")
    assert own["Chain: contact maker: own words on the note"] == ("'=SUM(A1:A9)", "")
    assert own[f"Chain: answer to “{case.end[0].asks}”"] == (case.end[0].right.text, "")


def test_lone_wolves_paper_and_unfinished_cases_stand_beside_it(english):
    wolf, paper = english.table("Group", "Customer")[1:]
    assert wolf[:4] == [
        "2 Red",
        f"Lone wolf {cases('en')['mustard_line'].title}",
        "–",
        "Questions answered: 8 of 8 Asked again: 0 Promises broken: 0 Feels sold to: no",
    ]
    assert paper == [
        "2 Red",
        "on paper",
        "14 of 20",
        "Questions answered: 6 Asked again: 1 Promises broken: 1 Feels sold to: yes",
        "–",
    ]
    assert "Begun, but not played to the end: Red: Chain." in english.text


def test_both_years_of_payday_show_days_pay_and_customers(english, rows):
    game = payday.Game(BLUE.journal.decided("incentives", "play"))
    shown = english.table("Group", "Plan")
    assert [row[:3] for row in shown] == [
        ["1 Blue", "old plan", "30.0 / 15.0 / 10.0 / 5.0"],
        ["1 Blue", "new plan", "20.0 / 30.0 / 5.0 / 5.0"],
    ]
    own = lines("Blue", PLAN, "Play", rows)
    for row, side in zip(shown, ("old", "new"), strict=True):
        results = game.years[side].results
        pay, won, pulled = (
            sum(values)
            for values in zip(
                *[(float(one.slip.total), len(one.won) + len(one.pulled), len(one.pulled)) for one in results],
                strict=True,
            )
        )
        left = [one for result in results for one in result.leavers]
        assert (
            row[3:5] == [f"{round(pay):,}", f"{won} ({pulled})"]
            and row[6] == f"{results[0].at_start} → {results[-1].customers}"
        )
        assert (
            row[5] == f"{len(left)} ({sum(one.avoidable for one in left)})"
            and row[7] == f"{round(sum(one.margin_eur for one in results)):,}"
        )
        assert row[8] == f"{round(100 * game.years[side].felt_sold_to)}%"
        assert own[f"{side} plan: pay (EUR)"] == (str(round(pay)), "") and own[
            f"{side} plan: customers at the start"
        ] == (str(results[0].at_start), "")
        assert own[f"{side} plan, quarter 3: orders pulled forward"] == ("1", "")
    assert own["Which plan first?"] == ("new plan", "") and own["old plan, quarter 1: existing customers"] == (
        "15",
        "days",
    )
    assert "Begun, but not played to the end: Red." in english.text
    assert lines("Red", PLAN, "Play", rows)["old plan, quarter 2: new customers"] == ("30", "days")


def test_grounds_show_days_harvest_and_agreement(english, rows):
    shared, own = ([table for table in english.tables if table[0][0] == "Team"][place][1:] for place in (0, 1))
    for shown, game, names in (
        (shared, COMMON, ["Blue", "Green", "Felix"]),
        (own, seasons.Game(BLUE.journal.decided("customer_forest", "play")), ["Team 1", "Team 2", "Felix"]),
    ):
        harvest = game.ground.seasons
        assert [row[0] for row in shown] == names
        for place, row in enumerate(shown):
            days = [sum(int(one.days[place][task]) for one in harvest) / len(harvest) for task in range(4)]
            earned = round(sum(float(one.earned_eur[place]) for one in harvest))
            assert row[1:] == [
                " / ".join(f"{one:.1f}" for one in days),
                f"{earned:,}",
                str(int(harvest[-1].customers[place])),
            ]
        eur, customers = round(sum(float(one.earned_eur.sum()) for one in harvest)), int(harvest[-1].customers.sum())
        assert (
            f"All teams together earned {eur:,} EUR and leave {customers} customers and {harvest[-1].burned} burned firms."
            in english.text
        )
    assert "Halfway the teams agreed, binding for all: at most 20 days of winning." in english.text
    assert (
        "Halfway the teams gave each other their word: at most 20 days of winning. The agreement was broken by: Team 1, Felix."
        in english.text
    )
    assert "Seasons played: 12 of 12." in english.text and "Seasons played: 7 of 12." in english.text
    assert lines("Green", FOREST, "Play", rows)["Common ground 1.1: Season 2: winning customers"] == ("60", "days")
    assert lines("Common ground 1.1", FOREST, "Play", rows)["burned firms at the end"] == (
        str(COMMON.ground.seasons[-1].burned),
        "",
    )


# What is left


def test_right_answers_are_counted_and_belong_to_nobody(english, rows):
    quiz = CHAIN.quiz[0]
    assert english.table("Question") == [[quiz.question, quiz.options[quiz.right][0], "1 of 2"]]
    assert not any(quiz.question in cell for row in rows for cell in row)


def test_free_answers_stay_with_the_group(english, rows):
    assert "our secret answer" not in english.text
    assert not any("our secret answer" in cell for row in rows for cell in row)


def test_steps_become_a_plan_with_a_day_to_look_again(english, rows):
    plan = next(rows for rows in english.tables if "What we do" in rows[0])
    assert plan[0][-1] == "After 30 days, on 8 Apr 2026: done? What did it bring?"
    assert plan[1:] == [["1 Blue", str(CHAIN.title), "Call five customers", "Jana", "1 Apr 2026", ""]]
    assert lines("Blue", CHAIN, "One step", rows)["Who does it?"] == ("Jana", "")


def test_questions_stand_by_exercise_and_kind_with_their_values_said():
    seen = Finding(
        Message("{who} won {share}."),
        {"who": Finding(Message("Group {name}"), {"name": "<b>Blue</b>"}), "share": 1234.5},
    )
    questions = [
        Question("one", "incentives", CHANCE, seen, Finding(Message("Was it luck?")), 0.9),
        Question("two", "incentives", CULTURE, Finding(Message("Days moved.")), Finding(Message("Why?")), 0.8),
        Question("three", "", CULTURE, Finding(Message("All were here.")), Finding(Message("So what?")), 0.7),
    ]
    said = page(questions=questions).text
    asked = said[said.index("nobody’s merit and nobody’s fault.") :]
    order = [
        str(PLAN.title),
        "What decisions did",
        "Days moved.",
        "Why?",
        "What chance did",
        "Group <b>Blue</b> won 1,234.5.",
        "Was it luck?",
        "The whole workshop",
        "So what?",
    ]
    assert [asked.index(one) for one in order] == sorted(asked.index(one) for one in order)


def test_the_cards_of_the_exercises_that_were_played_come_last():
    few, all_three = page(Session((GREEN,))).table("Claim"), page().table("Claim")
    assert len(few) == len(CHAIN.evidence)
    assert len(all_three) == len({key for one in (CHAIN, PLAN, FOREST) for key in one.evidence})
    assert few == all_three[: len(few)]


# Sessions with little in them


def test_without_groups_the_page_says_so():
    empty = page(Session(), title="  ")
    assert "No group has decided anything yet, so there is nothing to report." in empty.text
    assert empty.texts.count("Pair Selling workshop") == 2
    assert len(table(Session())) == 1


def test_a_group_without_a_name_is_called_by_its_number():
    blank = "\u200b \u202e"
    nameless = Session((GREEN, Group("a", "", GREEN.journal), Group("b", blank, GREEN.journal)))
    assert [row[0] for row in page(nameless).table("Group", "Chain faster")] == [
        "1 Green",
        "2 Group 2",
        "3 Group 3",
        TRUTH,
    ]
    assert {row[0] for row in table(nameless)[1:]} == {TRUTH, "Green", "Group 2", "Group 3"}


def test_groups_of_one_name_are_told_apart():
    twins = Session((GREEN, Group("other", "Green", GREEN.journal)))
    assert [row[0] for row in page(twins).table("Group", "Chain faster")] == ["1 Green", "2 Green (2)", TRUTH]
    assert {row[0] for row in table(twins)[1:]} == {TRUTH, "Green", "Green (2)"}


@pytest.mark.parametrize(
    "decided",
    [
        {"role_chain.play": {"begun.chain": "yes", "seat.contact": "nobody knows"}},
        {"role_chain.play": {"case.chain": "none", "begun.wolf": "yes"}},
        {"role_chain.paper": {"known": 3, "arrived": 9, "right": "x"}},
        {"incentives.play": {"old.1.days": "9,9"}},
        {"role_chain.setting": {"leads_per_day": "x"}},
        {"customer_forest.play": {"days.1": "1", "team.1": 4}},
        {"role_chain.commit": {"until": "soon"}},
        {"role_chain.reflect": {CHAIN.quiz[0].key: "9"}},
    ],
)
def test_half_played_and_impossible_decisions_make_a_page_all_the_same(decided):
    session = Session((group("Odd", decided),))
    assert "1 Odd" in page(session).text
    assert all(len(row) == 6 for row in table(session))


def test_without_cases_the_page_leaves_the_cases_out(monkeypatch):
    def unreadable(_language):
        raise DatasetError(Message("There are no cases."))

    monkeypatch.setattr("kit.exercises.role_chain.facts.customers", unreadable)
    assert "1 Blue" in Page(report_page("en", Session((BLUE,)), (), TODAY)).text
    assert "Blue" in report_table("en", Session((BLUE,)))


# Whatever people type

NASTY = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(1)> \"' onmouseover=x & &lt; {{ 7 * 7 }} {name}"
)


def typed(text: str) -> Session:
    """A session in which this text was typed wherever anything can be typed."""
    own = passed_on("chain", "bike_warehouse", 8, {"chain.contact.words": text})
    decided = {
        "role_chain.commit": {"what": text, "who": text, "until": text},
        "role_chain.play": own,
        "customer_forest.play": ground(["30,20,10,0"], ["30,20,10,0"]),
    }
    one = group(text, decided)
    half = Group("half", text, group(text, {"role_chain.play": {"begun.wolf": "yes"}}).journal)
    return Session((one, half), (Played("customer_forest", "1.1", COMMON, ((1, one.key), (2, "half"))),))


def questioned(text: str) -> list[Question]:
    return [
        Question("one", "role_chain", CHANCE, Finding(Message("{name}!"), {"name": text}), Finding(Message("Why?")), 1)
    ]


def test_markup_that_was_typed_is_shown_and_never_done():
    made = page(typed(NASTY), questions=questioned(NASTY), title=NASTY)
    assert {"script", "img"}.isdisjoint(made.tags)
    assert {name for name, _value in made.attributes if name.startswith("on")} == set()
    assert made.text.count("<script>alert(1)</script>") > 8
    assert made.text.count("{{ 7 * 7 }}") > 4 and "49" not in made.text.replace("149", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_nothing(language):
    made = page(language=language, title="https://example.org")
    written = report_page(language, SESSION, (), TODAY)
    assert {"script", "link", "img", "iframe", "object", "a", "base", "form"}.isdisjoint(made.tags)
    assert {"src", "href", "xlink:href", "action", "srcset", "style"}.isdisjoint(
        name
        for name, value in made.attributes
        if not (name == "href" and str(value).startswith("#kit-"))  # a drawing that refers to itself
    )
    assert re.findall(r"url\(|@import", written) == []
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in made.attributes


def test_long_texts_are_cut_on_the_page_and_whole_in_the_table():
    text = "Step by step " * 800
    made, rows = page(typed(text), title=text), table(typed(text))
    cut = [one.strip() for one in made.texts if one.startswith("Step by step")]
    assert {len(one) for one in cut if one.endswith("…")} == {
        *(13, 18),  # above a curve or a column
        *(24, 39, 99),  # on page one
        *(60, 120, 600),
    }
    assert [row[4] for row in rows if row[3].startswith("What do we do?")] == [text.strip()]
    assert {row[0] for row in rows if "Step" in row[0]} == {text.strip(), f"{text} (2)"}


def test_a_word_that_was_typed_is_not_translated_although_the_kit_knows_it():
    words = Language("de")
    assert words.say(Message("Chain")) == said(words, Message("Chain")) == "Kette" and said(words, "Chain") == "Chain"
    assert said(words, "x" * 500) == "x" * 399 + "…" and said(words, "مرحبا") == "مرحبا"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\x00b\x1bc\x85", "abc"),
        ("\ud83d!", "\ufffd!"),
        ("👩‍🌾 مرحبا", "👩‍🌾 مرحبا"),
        ("a\r\nb\tc", "a b c"),
    ],
)
def test_marks_that_would_break_a_line_or_a_file_are_taken_out(text, shown):
    assert short(text, 60) == shown
    made = report_page("en", typed(text), questioned(text), TODAY, text)
    assert f"<bdi>{shown}</bdi>" in made
    made.encode("utf-8")


WILD = strategies.text(
    strategies.one_of(
        strategies.characters(codec=None), strategies.sampled_from("=+-@\t\r\n\0;,\"'<>&\u202e\ud800 {}")
    ),
    max_size=60,
)


@settings(max_examples=30, deadline=None)
@given(WILD)
@example("\U00010980")  # written from right to left: it is kept apart by marks, and these marks are closed
def test_any_text_leaves_the_page_whole(text):
    made = report_page("en", typed(text), questioned(text), TODAY, text)
    made.encode("utf-8")
    assert set(Page(made).tags) <= set(page(typed("x"), questions=questioned("x")).tags)
    while (opened := re.sub("\u2068([^\u2066-\u2069]*)\u2069", r"\1", made)) != made:
        made = opened
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", made)


def begins_a_formula(cell: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula."""
    if re.fullmatch(r"-?\d+([.,]\d+)?", cell, re.ASCII):
        return False
    bare = cell
    while bare and (bare[0].isspace() or bare[0] in QUOTES or category(bare[0]) == "Cf"):
        if bare[0] == "'" and bare is cell:
            return False  # the apostrophe that says: this is text
        bare = bare[1:]
    return cell[:1] in ("\t", "\r", "\n") or bare[:1] in tuple("=+-@")


@settings(max_examples=60, deadline=None)
@given(WILD, strategies.sampled_from(LANGUAGES))
def test_no_text_becomes_a_formula_and_none_is_lost(text, language):
    rows = table(typed(text), language)
    plain = "".join(
        "\ufffd" if category(one) == "Cs" else one
        for one in text.strip().replace("\r\n", "\n").replace("\r", "\n")
        if category(one) != "Cc" or one in "\t\n"
    )
    assert all(len(row) == 6 for row in rows)
    assert not any(begins_a_formula(cell) for row in rows for cell in row)
    assert not any(category(one) in ("Cs",) or one in "\0\r\x1b" for row in rows for cell in row for one in cell)
    assume(without_direction(plain.removeprefix("'")))
    (cell,) = [row[4] for row in rows if row[3] == Language(language).say(Message("Who does it?"))]
    whole = [without_direction(plain), without_direction(f"'{plain}")]  # as it was typed, perhaps behind an apostrophe
    assert without_direction(cell) in whole


def without_direction(text: str) -> str:
    """A text as it is read: marks that turn what stands behind them end within it or are gone (kit/typed.py)."""
    return without_marks(text).strip()


@settings(max_examples=500)
@given(strategies.text(strategies.sampled_from("=+-@\t\r\n\0 '\"\u200f\ufeff５5,.a＝"), max_size=6))
def test_whatever_could_begin_a_formula_gets_an_apostrophe(text):
    cell = safe(text)
    assert not begins_a_formula(cell)
    assert cell in (plain := cell.removeprefix("'"), f"'{plain}")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 170", "'+49 170"),
        ("-2 customers", "'-2 customers"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("\0=1", "'=1"),
        ('  "=1', "'  \"=1"),
        ("'=1", "''=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("-5", "-5"),
        ("-5,25", "-5,25"),
        ("-5.2", "-5.2"),
        ("", ""),
        ("a=b", "a=b"),
        ("5", "5"),
        ("–", "–"),
    ],
)
def test_only_what_could_begin_a_formula_is_changed(text, cell):
    assert safe(text) == cell


# Both languages


def test_a_german_table_has_semicolons_and_decimal_commas():
    written = report_table("de", SESSION)
    rows = table(language="de")
    assert written.startswith("\ufeff") and written.count("\r\n") >= len(rows)
    assert all(len(row) == 6 for row in rows)
    own = [row[4] for row in rows if row[0] == "Blue" and row[1] == Language("de").say(CHAIN.title)]
    assert "6,0" in own and "10,0" in own and "6.0" not in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_says_the_same_in_both_languages(language):
    assert len(table(language=language)) == len(table())
    assert [len(one) for one in page(language=language).tables] == [len(one) for one in page().tables]


def test_a_german_page_writes_numbers_and_dates_in_german():
    made = page(language="de", today=TODAY)
    assert "09.03.2026" in made.text and "01.04.2026" in made.text and "10,0" in made.text


# File names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vertrieb: Übung 3/4", "Vertrieb-Uebung-3-4-2026-03-09.csv"),
        ("", "pair-selling-2026-03-09.csv"),
        ("../../etc/passwd\0", "etc-passwd-2026-03-09.csv"),
        ("Ça va?", "Ca-va-2026-03-09.csv"),
        ("日本", "pair-selling-2026-03-09.csv"),
        ("CON", "CON-2026-03-09.csv"),
    ],
)
def test_a_file_is_called_by_title_and_date(title, name):
    assert file_name(title, TODAY, "csv") == name


@given(WILD, WILD)
def test_a_file_name_is_safe_everywhere(title, ending):
    assert re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]{0,70}[.][A-Za-z0-9-]+", file_name(title, TODAY, ending))
