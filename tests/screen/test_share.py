"""What people take along: a code of exactly what they decided, and a summary whose figures are those of their setting."""

import asyncio
import re

import numpy as np
import pytest

from kit.exercises import exercises, find
from kit.groups import played_years
from kit.parameters import parameters
from kit.screen.figures import sentence
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.screen.share import Share
from kit.verdict import often
from kit.wording import Language
from kit.years import BLOCKS
from tests.screen.test_page import journal, opened

ENGLISH = Language("en")
CHAIN = find("role_chain")


@pytest.fixture(autouse=True)
def at_rest(monkeypatch):
    """Nothing is played in the background."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def shared(page: Page) -> Share:
    step = Share(page)
    step.open()
    return step


def tables(step: Share) -> list[list[list[str]]]:
    """The tables of the summary, as rows of cells without markup."""
    shown = step.summary.value
    rows = [re.findall(r"<tr>(.*?)</tr>", one) for one in re.findall(r"<table.*?</table>", shown)]
    return [[re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table] for table in rows]


@pytest.mark.parametrize("name", exercises())
def test_the_summary_says_the_median_of_each_way_under_its_name_and_who_is_ahead(name):
    page = opened(name)
    laboratory = page.exercise.laboratory
    ((head, *rows),) = tables(shared(page))
    years = played_years(page.exercise, page.setting, BLOCKS)
    assert (
        head[1:] == [*(ENGLISH.say(one) for one in laboratory.names), "Who is ahead?"]
        and ENGLISH.say(laboratory.span, count=years.count) in head[0]
    )
    for outcome, (label, old, new, ahead) in zip(laboratory.outcomes, rows, strict=True):
        sides = years.outcomes[outcome.key]
        say = ENGLISH.percent if outcome.percent else ENGLISH.number
        unit = f"\u00a0{ENGLISH.say(outcome.unit)}" if outcome.unit else ""
        assert [old, new] == [say(float(np.nanmedian(side)), outcome.digits) + unit for side in sides]
        assert (label, ahead) == (
            ENGLISH.say(outcome.label),
            sentence(ENGLISH, often(laboratory, outcome, *sides, laboratory.short)),
        )
    assert "Nothing: this is the start setting." in shared(page).summary.value


def test_the_summary_follows_a_while_after_what_was_decided():
    step = shared(opened("role_chain"))
    before = step.summary.value
    step.page.decide_setting({"gain": 0.4})
    assert step.summary.value == before
    asyncio.run(step._sum_up())
    assert step.summary.value != before and step.summary.value == shared(step.page).summary.value


def test_the_summary_says_what_was_changed_from_the_start_value_to_ones_own():
    page = opened("role_chain", setting={"gain": 0.4, "leaver": "close"})
    _results, (head, *rows) = tables(shared(page))
    declared, default = parameters(CHAIN.setting), CHAIN.setting()
    wanted = [
        [
            ENGLISH.label(declared[one]),
            ENGLISH.value(declared[one], getattr(default, one)),
            ENGLISH.value(declared[one], getattr(page.setting, one)),
        ]
        for one in ("gain", "leaver")
    ]
    assert head == ["What you changed", "Start", "Yours"] and sorted(rows) == sorted(wanted)
    assert "start setting." not in shared(page).summary.value


def test_the_summary_repeats_the_step_that_was_written_down():
    page = opened("role_chain", commit={"what": "call <five>", "who": "Ada", "until": "2999-01-31"})
    assert "Noted: Ada – call &lt;five&gt; – by " in shared(page).summary.value


def decoded(**steps) -> dict:
    """What the code of a page with these decisions carries."""
    page = Page(CHAIN, "en")
    Predict(page)
    page.restore(journal("role_chain", **steps))
    return CHAIN.code.decode(shared(page).saved.code)


def test_a_code_carries_the_guess_only_where_one_was_given():
    guess = {"faster": 90, "needed": 0.3}
    assert decoded(predict=guess | {"guess": "given"}) == guess | {"guess": "given"}
    assert decoded(predict=guess | {"guess": "skipped"}) == {"guess": "skipped"}
    assert decoded(predict={"guess": "given"}, setting={"gain": 0.4}) == {"guess": "given", "gain": 0.4}


@pytest.mark.parametrize(
    ("steps", "own"),
    [
        ({}, False),
        ({"predict": {"guess": "skipped"}}, False),
        ({"predict": {"guess": "given"}}, True),
        ({"setting": {"unknown": 0.0}}, False),
        ({"play": {"old.1.days": "60,0,0,0"}}, True),
        ({"play": {"begun": "yes", "old.1.days": "impossible"}}, False),
        ({"setting": {"order_eur": 30_000}}, True),
    ],
)
def test_a_code_asks_before_it_replaces_a_guess_a_setting_or_a_move_and_not_otherwise(steps, own):
    page = opened("incentives", **{one: values for one, values in steps.items() if one != "predict"})
    if "predict" in steps:
        page.write("predict", steps["predict"])
    step = shared(page)
    step._ask_to_enter(page.exercise.code.encode({"luck": 9}))
    assert ("replaces your own" in step.entry.message) == own
    assert (page.decided("play").get("luck") == 9) != own


def test_whoever_takes_a_code_over_is_told_so_and_an_error_before_it_goes():
    step = shared(opened("incentives"))
    step._ask_to_enter("nonsense")
    assert step.entry.message
    step._ask_to_enter(
        step.page.exercise.code.encode({"old.1.days": "60,0,0,0", "guess": "given", "order_eur": 30_000})
    )
    assert (step.entry.message, step.saved.message) == (
        "",
        "The code is taken over: guess, setting and game are now those of the team.",
    )
    page = step.page
    assert (page.setting.order_eur, page.decided("predict")["guess"], page.decided("play")["old.1.days"]) == (
        30_000,
        "given",
        "60,0,0,0",
    )


def test_what_does_not_fit_into_any_code_is_said_and_no_code_stands_there():
    page = opened("role_chain")
    step = shared(page)
    page.change({"gain": 0.2345})
    step._show_code()
    assert step.saved.code == "" and "lies between two steps" in step.saved.message
    page.change({"gain": 0.4})
    step._show_code()
    assert CHAIN.code.decode(step.saved.code)["gain"] == 0.4 and step.saved.message == ""


def test_a_code_is_typed_into_one_field_that_is_not_kept_and_grey_are_code_and_summary():
    step = shared(opened("role_chain"))
    ((field,),) = [group["fields"] for group in step.entry.groups]
    assert (field["kind"], field["name"], field["unstored"], step.entry.values) == ("text", "code", True, {"code": ""})
    assert [(one["key"], one["label"]) for one in step.entry.actions] == [("use", "Use this code")]
    assert step.last_possible.parts == (step.saved, step.summary) and {
        "code",
        "copy",
        "copied",
        "save",
        "open",
        "too_large",
    } == set(step.saved.wording)
