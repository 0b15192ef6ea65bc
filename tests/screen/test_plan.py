"""The page of the plan, without a browser: one truth with the exercises, nothing lost, and what the check asks."""

import csv
import datetime
import io
import re

import pytest

from kit.commitments import CHECK, MADE, PLAN, STEPS
from kit.exercises import exercises, find
from kit.exercises.culture_check.statements import statements
from kit.gather import from_room
from kit.groups import Group, Session
from kit.journal import Event, Journal, read_journal, stamp
from kit.places import workshops
from kit.report.page import report_page
from kit.report.summary import summary_page
from kit.report.table import report_table
from kit.screen.commit import Commit
from kit.screen.page import Page
from kit.screen.plan_page import DECLARED, STEP_LABELS, PlanPage
from kit.screen.share import Share
from kit.screen.start_page import Overview
from kit.wording import LANGUAGES, Language
from tests.aside import aside
from tests.room.conftest import wait_until
from tests.test_notebooks import code, read

AT = stamp(1_790_000_000_000)  # in September 2026


def day(days: int) -> str:
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def journal(at: str = AT, **steps) -> str:
    """The journal of a browser; steps as incentives__commit={...}."""
    return Journal(
        tuple(
            Event(f"{place}-{name}", at, *place.split("__"), name, value)
            for place, decided in steps.items()
            for name, value in decided.items()
        )
    ).to_text()


FILLED = {
    "role_chain__commit": {"what": "note three lines", "who": "Jana", "until": day(20)},
    "incentives__commit": {"what": "talk about pay", "until": day(5)},
    "leadership__commit": {"what": "no day yet"},
}


class Opened:
    """A page of the plan as a browser shows it: what is decided there arrives as the browser would send it."""

    def __init__(self, stored: str = "", language: str = "en"):
        self.page = PlanPage(language)
        for verb in DECLARED.verbs:
            getattr(self.page, verb)()
        self.page.restore(stored)
        for verb in DECLARED.verbs:
            self.page.go(verb)

    def __getattr__(self, name: str):
        return self.page.steps[name]

    def type(self, form, **decisions) -> None:
        """Type into a form; names as they end."""
        places = {name.rpartition(".")[2]: name for name in form.values}
        values = {places[name]: value for name, value in decisions.items()}
        form.values = form.values | values
        at = self.page.journal.deciding(form.place["exercise"], form.place["step"], values)
        form._heard(None, {"kind": "events", "events": [vars(one) for one in at]}, [])

    def press(self, form, key: str) -> None:
        form._heard(None, {"kind": "action", "key": key, "values": dict(form.values)}, [])

    def row(self, key: str):
        return self.commitments.rows.rows[key]

    def added(self) -> list[str]:
        return [one.key for one in self.page.plan.rows if one.is_added]


def text(shown) -> str:
    return re.sub("<[^>]+>", " ", shown.value)


def test_the_steps_of_all_exercises_stand_by_date_with_a_sentence_for_what_is_missing():
    opened = Opened(journal(**FILLED))
    assert opened.commitments.rows.order == ["incentives", "role_chain", "leadership"]
    assert "you still need: who" in text(opened.row("incentives").remarks)
    assert "you still need: who, by when" in text(opened.row("leadership").remarks)
    assert text(opened.row("role_chain").remarks).strip() == ""
    assert 'href="02_role_chain.ipynb#commit"' in opened.row("role_chain").title.value


def test_a_day_that_has_gone_by_is_said_until_the_check_has_an_answer():
    past = FILLED | {"role_chain__commit": {"what": "a", "who": "b", "until": day(-3)}}
    opened = Opened(journal(**past))
    assert "has already passed" in text(opened.row("role_chain").remarks)
    opened.type(opened.check.rows["role_chain"].form, result="partly")
    assert text(opened.row("role_chain").remarks).strip() == ""


def test_what_is_changed_in_the_plan_is_changed_in_the_exercise_and_the_other_way_round():
    opened = Opened(journal(**FILLED))
    opened.type(opened.row("incentives").form, who="Tom", until=day(60))
    page = Page(find("incentives"), "en")
    commit = Commit(page)
    page.restore(opened.page.journal.to_text())
    commit.open()
    assert commit.entry.values["who"] == "Tom" and commit.entry.values["until"] == day(60)
    page.write("commit", {"what": "talk about the cap"})
    opened.page.restore(page.journal.to_text())
    assert opened.row("incentives").form.values["what"] == "talk about the cap"
    assert [one.what for one in opened.page.plan.steps if one.exercise == "incentives"] == ["talk about the cap"]


def test_a_row_stays_where_it_is_while_somebody_changes_its_day_and_the_order_is_offered():
    opened = Opened(journal(**FILLED))
    opened.type(opened.row("incentives").form, until=day(90))
    assert opened.commitments.rows.order == ["incentives", "role_chain", "leadership"]
    assert opened.commitments.sorting.message
    opened.press(opened.commitments.sorting, "sort")
    assert opened.commitments.rows.order == ["role_chain", "incentives", "leadership"]
    assert opened.commitments.sorting.message == "" and opened.commitments.sorting.actions == []


def test_steps_are_added_with_and_without_an_exercise_and_survive_a_reload():
    opened = Opened(journal(**FILLED))
    opened.press(opened.commitments.adding, "add")
    opened.commitments.adding.values = {"about": "customer_forest"}
    opened.press(opened.commitments.adding, "add")
    free, about = opened.added()
    opened.type(opened.row(about).form, what="plant", who="Kim", until=day(1))
    assert "you still need: what, who, by when" in text(opened.row(free).remarks)
    again = Opened(opened.page.journal.to_text())
    assert again.commitments.rows.order == [about, "incentives", "role_chain", "leadership", free]
    assert again.page.plan.steps[0].exercise == "customer_forest" and "no exercise" in text(again.row(free).title)


def test_a_plan_that_is_full_says_so_and_loses_nothing():
    opened = Opened()
    for _one in range(15):
        opened.press(opened.commitments.adding, "add")
    assert len(opened.added()) == 12 and "12" in opened.commitments.adding.message


def test_a_step_is_removed_only_after_a_yes_and_is_gone_everywhere():
    opened = Opened(journal(**FILLED, plan__check={"incentives.result": "done"}))
    form = opened.row("incentives").form
    opened.press(form, "remove")
    assert "talk about pay" in form.message
    opened.press(form, "no")
    assert "incentives" in opened.commitments.rows.order
    opened.press(form, "remove"), opened.press(form, "yes")
    assert opened.commitments.rows.order == ["role_chain", "leadership"] and "incentives" not in opened.check.rows
    assert not any(opened.page.journal.decided("incentives", "commit").values())
    assert opened.page.journal.decided(PLAN, CHECK)["incentives.result"] == ""


def test_what_people_typed_is_no_markup():
    nasty = {"what": "<b>x</b>", "who": "<i>y</i>", "until": "<u>"}
    opened = Opened(journal(incentives__commit=nasty, plan__check={"incentives.brought": "<s>"}))
    shown = "".join(one.value for one in (opened.row("incentives").remarks, opened.check.rows["incentives"].title))
    assert (
        not re.search("<[bius]>", shown + opened.take_along.sheet.html + opened.check.sheet.html)
        and "&lt;b&gt;" in shown
    )


@pytest.mark.parametrize("value", [7, True, None, "", "9999-12-31", "0001-01-01", "soon", 2.5])
def test_a_journal_with_anything_in_it_opens(value):
    steps = {"what": value, "who": value, "until": value}
    key = "0" * 22
    more = {f"{key}.about": value, f"{key}.until": value, "x.about": value, key: value, ".": value}
    checked = {"incentives.result": value, f"{key}.brought": value}
    opened = Opened(
        journal(
            incentives__commit=steps,
            plan__commitments=more,
            plan__check=checked,
            plan__made={"day": value, "mark": value},
        )
    )
    assert opened.page.header.problem == ""


# The files


def test_the_files_follow_every_change_and_are_not_offered_for_an_empty_plan():
    opened = Opened()
    assert opened.take_along.calendar.html == opened.take_along.table.html == ""
    opened.press(opened.commitments.adding, "add")
    opened.type(opened.row(opened.added()[0]).form, what="call, now", until=day(4))
    assert "SUMMARY:call\\, now" in opened.take_along.calendar.html and "call, now" in opened.take_along.table.html
    assert opened.take_along.calendar.file_name.endswith(".ics")
    names = re.findall("UID:(.*)", opened.take_along.calendar.html)
    again = Opened(opened.page.journal.to_text())
    again.type(again.row(again.added()[0]).form, what="call later")
    assert re.findall("UID:(.*)", again.take_along.calendar.html) == names and len(set(names)) == 2


def test_what_was_added_and_not_filled_in_is_no_step_anywhere():
    opened = Opened()
    opened.press(opened.commitments.adding, "add")
    [key] = opened.added()
    assert key in opened.commitments.rows.order and not opened.check.rows and not opened.page.plan.check_day
    assert opened.take_along.calendar.html == opened.take_along.table.html == opened.check.sheet.html == ""
    opened.type(opened.row(key).form, who="Kim")
    assert key in opened.check.rows and "Kim" in opened.take_along.table.html and opened.page.plan.mark


def test_a_step_is_said_to_stand_in_the_plan_once_something_is_noted():
    page = Page(find("incentives"), "en")
    commit, share = Commit(page), Share(page)
    page.restore(journal(incentives__predict={"guess": "skipped"}))
    commit.open(), share.open()
    shown = (commit.plan, share.plan)
    assert all("This step stands" not in one.value and "09_plan.ipynb" in one.value for one in shown)
    commit.entry.values = commit.entry.values | {"who": "Kim"}
    page.write("commit", {"who": "Kim"})
    assert all("This step stands in your plan" in one.value for one in shown)


def test_a_day_that_has_gone_by_is_said_on_paper_and_left_out_of_the_calendar_with_a_word():
    past = {"incentives__commit": {"what": "talk about pay", "who": "Tom", "until": "2020-01-01"}}
    take = Opened(journal(**past)).take_along
    assert "has passed" in take.sheet.html and "20200101" not in take.calendar.html
    assert "leaves out: 1" in text(take.told) and "talk about pay" in take.calendar.html  # in the text of the check
    answered = Opened(journal(**past, plan__check={"incentives.result": "done"})).take_along
    assert "has passed" not in answered.sheet.html and "20200101" in answered.calendar.html
    stored = Group("me", "Blue", read_journal(journal(**past)))
    today, found = datetime.date(2026, 12, 1), [find("incentives")]
    for page in (
        summary_page(Language("en"), stored, today, found),
        report_page("en", Session((stored,)), [], today),
    ):
        assert "1 Jan 2020 (has passed)" in page


# The check


def test_the_check_opens_by_itself_when_its_day_has_come_and_can_be_opened_before():
    early, due = PlanPage("en"), PlanPage("en")
    for page, made in ((early, day(-29)), (due, day(-30))):
        page.check()
        page.restore(journal(**FILLED, plan__made={"day": made}))
    assert not early.steps["check"].is_open and due.steps["check"].is_open
    assert (
        Language("en").date(datetime.date.today() + datetime.timedelta(days=1))
        in early.steps["check"].gate.actions[0]["label"]
    )
    early.go("check")
    assert "tomorrow" in text(early.steps["check"].due)


def test_the_day_of_the_plan_is_kept_before_a_change_could_move_it():
    opened = Opened(journal(**FILLED))
    assert opened.page.journal.decided(PLAN, MADE)["day"] == "2026-09-21"
    for key in ("role_chain", "incentives", "leadership"):
        opened.type(opened.row(key).form, what="changed")
    assert Opened(opened.page.journal.to_text()).page.plan.made == datetime.date(2026, 9, 21)
    opened.type(opened.check.day, day=day(0))
    assert opened.page.plan.check_day == datetime.date.today() + datetime.timedelta(days=30)


def test_keeping_the_day_is_no_step_that_anybody_took():
    page = PlanPage("en")
    page.commitments(), page.check()
    page.restore(journal(**FILLED))
    assert page.journal.decided(PLAN, MADE)["mark"] and page.header.here == ""


def test_a_next_step_of_the_check_is_a_step_of_the_plan_and_asked_when_its_day_has_come():
    opened = Opened(journal(**FILLED))
    asked = opened.check.rows["role_chain"]
    opened.type(asked.form, result="done", brought="two orders")
    opened.press(asked.form, "next")
    [key] = opened.added()
    opened.type(asked.following.rows[key].form, what="go on", who="Kim", until=day(10))
    assert "next step" in text(opened.row(key).title) and key in opened.commitments.rows.order
    assert key not in opened.check.rows and "1 are done" in text(opened.check.sum)
    opened.type(opened.row(key).form, until=day(0))
    assert key in opened.check.rows
    assert "two orders" in opened.check.sheet.html and "go on" in opened.check.sheet.html


def test_what_was_asked_before_is_asked_again_and_both_rounds_are_compared():
    def answered(point: str) -> dict:
        return {f"{person}.{one.key}": point for person in (1, 2, 3) for one in statements("en")} | THROUGH

    first = {"culture_check__before": answered("1")}
    opened = Opened(journal(**FILLED, **first))
    assert 'href="01_culture_check.ipynb#later"' in opened.check.again.value
    assert "<table" not in opened.check.again.value and "3.0 to the right" not in opened.check.sheet.html
    both = Opened(journal(**FILLED, **first, culture_check__later=answered("4")))
    assert both.check.again.value.count("3.0 to the right") == len(statements("en"))
    assert both.check.sheet.html.count("3.0 to the right") == len(statements("en"))


# Where else the plan is met


def test_the_start_page_leads_to_the_plan_and_says_when_the_check_is_due():
    def tile(stored: str) -> str:
        page = Overview("en")
        page.restore(stored)
        return next(one for one in page.list.value.split("<li") if "09_plan.ipynb" in one)

    assert "no step yet" in tile("") and 'href="09_plan.ipynb"' in tile("")
    assert "steps: 3" in tile(journal(**FILLED, plan__made={"day": day(-3)}))
    due = tile(journal(**FILLED, plan__made={"day": day(-31)}))
    assert "the 30-day check is due" in due and 'href="09_plan.ipynb#check"' in due
    assert "steps: 3" in tile(journal(**FILLED, plan__made={"day": day(-31)}, plan__check={"role_chain.result": "not"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_commitment_and_summary_lead_to_the_plan(language):
    page = Page(find("incentives"), language)
    commit = Commit(page)
    page.restore(journal(incentives__predict={"guess": "skipped"}))
    commit.open()
    assert any(
        'href="09_plan.ipynb"' in getattr(one, "value", "")
        for one in commit.box.children
        if isinstance(getattr(one, "value", ""), str)
    )


THROUGH = {"through": 3, "lifted": "yes"}
KEY = "0000000000a1" + "0" * 10
MORE = {
    "plan__commitments": {f"{KEY}.about": "incentives", f"{KEY}.what": "an added one", f"{KEY}.until": "2027-01-02"}
    | {f"{KEY[:-1]}1.about": "free", f"{KEY[:-1]}1.what": "a free one"},
    "plan__check": {"role_chain.result": "partly", "role_chain.brought": "a call back"},
}


def test_the_trainers_report_has_the_same_steps_and_what_came_of_them():
    stored = read_journal(journal(**FILLED, **MORE))
    page = report_page("en", Session((Group("a", "Blue", stored),)), [], datetime.date(2026, 12, 1))
    said = re.sub("<[^>]+>", " ", page)
    for one in ("note three lines", "talk about pay", "an added one", "a free one", "partly done", "a call back"):
        assert one in said
    assert said.rindex("talk about pay") < said.rindex("an added one") < said.rindex("a free one")


def test_the_trainers_table_has_them_too():
    stored = read_journal(journal(**FILLED, **MORE))
    rows = list(
        csv.reader(io.StringIO(report_table("en", Session((Group("a", "Blue", stored),))).removeprefix("\ufeff")))
    )
    said = [(row[1], row[4]) for row in rows if row[2] == "One step"]
    assert ("What the plan really pays for", "an added one") in said and ("no exercise", "a free one") in said
    assert ("Lone wolf or chain?", "partly done") in said and ("Lone wolf or chain?", "a call back") in said


def test_the_summary_has_the_steps_of_each_exercise_and_those_of_none():
    stored = read_journal(journal(**FILLED, **MORE))
    page = summary_page(
        Language("en"), Group("me", "Blue", stored), datetime.date(2026, 12, 1), list(exercises().values())
    )
    assert page.index("talk about pay") < page.index("an added one") < page.index("a free one")
    one = summary_page(Language("en"), Group("me", "Blue", stored), datetime.date(2026, 12, 1), [find("incentives")])
    assert "an added one" in one and "a free one" not in one and "note three lines" not in one


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_has_the_verbs_of_the_page_by_the_names_in_its_head(language):
    cells = {cell["id"]: code(cell) for cell in read(language, "09_plan.ipynb")["cells"]}
    assert [name for name in cells if not name.endswith("-prose")] == ["open", *DECLARED.verbs]
    say = Language(language).say
    assert cells["open-prose"].splitlines()[0] == f"# {say(DECLARED.title)}"
    for verb in DECLARED.verbs:
        assert cells[f"{verb}-prose"].splitlines()[0] == f"## {say(STEP_LABELS[verb])}"
        assert cells[verb].splitlines() == [f"# ▶ {say(STEP_LABELS[verb])}", f"plan.{verb}()"]
    assert (workshops() / language / f"{DECLARED.number:02d}_{DECLARED.name}.ipynb").exists() and DECLARED.verbs[
        0
    ] == STEPS


# In a room


def test_a_rooms_group_has_one_plan_on_all_its_devices_and_the_report_of_whoever_leads_has_it(room):
    store, opened = room

    def at_a_device(stored: Journal) -> PlanPage:
        page = PlanPage("en")
        page.commitments(), page.check()
        page.restore(stored.to_text())
        return page

    first = aside(at_a_device, Journal())
    first.decide("start", "team", {"name": "Blue", "people": "several"})
    second = aside(at_a_device, first.journal)
    first.add_step("incentives")
    [key] = [one.key for one in first.plan.rows]
    first.write(STEPS, {f"{key}.what": "an added one"})
    rows = second.steps["commitments"].rows
    wait_until(lambda: key in rows.order and rows.rows[key].form.values[f"{key}.what"] == "an added one")
    wait_until(lambda: first.plan.mark and second.plan.mark == first.plan.mark)
    second.write(CHECK, {f"{key}.result": "partly"})
    wait_until(lambda: first.plan.is_checked)

    def told() -> str:
        groups = from_room(store.read(opened))
        return report_page("en", Session(tuple(groups)), [], datetime.date.today()) if groups else ""

    wait_until(lambda: "partly done" in told())
    assert "an added one" in told()
    for page in (first, second):
        page.attendance._link.close()
