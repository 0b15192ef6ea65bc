"""The big screen without a browser: what its windows show, and that all of them follow one truth."""

import asyncio
import re

import pytest

from kit.exercises import exercises
from kit.exercises.culture_check.statements import statements
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.parameters import parameters
from kit.room.entries import FACILITATOR, Entry
from kit.room.place import LEADER, Place
from kit.screen.facilitator.agenda import Agenda
from kit.screen.facilitator.big_screen import BigScreen
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.shown import ANSWERS, BOARD, CLOCK, DOWN, QUESTION, STEP, YES, Shown
from tests.aside import run_aside
from tests.exercises.plays import AT, events, key_of, play_of
from tests.screen.test_damaged import damaged

KNOWN = exercises()
CHAIN = "role_chain"
SCRIPT = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def desk_with(*groups: Group, in_room: bool = False, language: str = "en") -> Facilitator:
    desk = Facilitator(language)
    desk.changed = lambda: None
    desk.session = Session(groups)
    if in_room:
        desk.place = Place("sqlite:///gone.sqlite", "r", LEADER, "http://192.168.0.2:8000")
        desk._word = "K7QM-2XWD-9HTRB"
    return desk


def group(name: str, how: str = "one", exercise: str = CHAIN) -> Group:
    decided = events(name, KNOWN[exercise], getattr(play_of(exercise), how))
    return Group(key_of(name), name, Journal().adding(decided))


def opened(desk: Facilitator, kind: str = "follow") -> BigScreen:
    """A window of the big screen."""
    window = BigScreen(desk)
    window._open(kind)
    return window


def with_answers(desk: Facilitator, exercise: str = CHAIN) -> None:
    """The facilitator chose an exercise, and lets its answers and results be seen."""
    desk.write("board", {"exercise": exercise})
    desk.write(STEP, {f"{ANSWERS}.{exercise}": YES})


def seen(window: BigScreen) -> str:
    """What stands in a window now."""
    run_aside(window._draw())
    (slide,) = window.stage.children
    return str(getattr(slide, "value", slide))


def test_a_question_of_the_debrief_stands_there_alone_and_as_text():
    desk = desk_with(group("Blue"))
    window = opened(desk, QUESTION)
    assert "The next question will stand here." in seen(window)
    desk.write(STEP, {"question": f"Who keeps {SCRIPT}\nthe word?"})
    assert "&lt;img src=x onerror=alert(1)&gt; the word?" in seen(window) and "Blue" not in seen(window)
    desk.write(STEP, {"question": "long " * 400})
    assert len(re.sub("<[^>]*>", "", seen(window))) <= 400 and "kit-ask-long" in seen(window)
    desk.write(STEP, {"question": 3})
    assert "The next question will stand here." in seen(window)


def test_the_curtain_says_how_many_have_guessed_and_hides_what_they_said():
    waiting = Group(key_of("Late"), "Late", Journal().adding([Event("l", AT, CHAIN, "view", "view", "x")]))
    desk = desk_with(group("Blue"), group("Red"), waiting, in_room=True)
    with_answers(desk)
    window = opened(desk, BOARD)
    assert "2 of 3 have guessed" in seen(window) and "kit-poster" not in seen(window)
    window.projector._on_act("hide")
    assert "kit-poster" in seen(window)
    window.projector._on_act("hide")
    assert "2 of 3 have guessed" in seen(window)
    desk.write(STEP, {f"curtain.{CHAIN}": ""})
    desk.write("board", {"opens": "now"})
    assert "kit-poster" in seen(window)


def test_answers_and_results_wait_until_the_facilitator_shows_them():
    desk = desk_with(group("Blue"), group("Red"))
    desk.write("board", {"exercise": CHAIN})
    window, remote = opened(desk, BOARD), BigScreen(desk)
    desk.write(STEP, {"show": BOARD})
    remote._heard()
    assert "Answers and results come later." in seen(window) and "kit-poster" not in seen(window)
    waiting = len(window.shown.made(lambda some: window.shown.posters_of(KNOWN[CHAIN], some, True)))
    assert f"wait for “Show answers and results”: {waiting}." in remote.said.value
    assert [one["kind"] for one in remote.pictures.groups[0]["fields"]] == ["tick"]
    desk.write(STEP, {f"{ANSWERS}.{CHAIN}": YES})
    remote._heard()
    assert "kit-poster-truth" in seen(window) and "wait for" not in remote.said.value
    desk.write("board", {"exercise": "incentives"})  # which has a switch of its own
    assert not window.shown.shows_answers


def test_pictures_change_one_by_one_and_end_at_the_first_and_the_last():
    desk = desk_with(group("Blue"))
    with_answers(desk)
    window = opened(desk)
    desk.write(STEP, {"show": BOARD})
    count = len(window.shown.posters())
    found = [re.search(r"· (\d+) / \d+<", seen(window))[1]]
    for key in ["previous", *["next"] * count]:
        window.projector._on_act(key)
        found.append(re.search(r"· (\d+) / \d+<", seen(window))[1])
    assert found == ["1", "1", *map(str, range(2, count + 1)), str(count)]


def test_where_settings_lead_is_shown_once_all_years_are_played_and_stays_till_better_is_known():
    blue, red = group("Blue"), group("Red")
    desk = desk_with(blue)
    with_answers(desk)
    desk.write(STEP, {f"picture.{CHAIN}": "ahead"})
    window = opened(desk, BOARD)
    first = str(window._slide().value)
    assert "With the start settings" in first and "400 years" in first and "±" not in first
    settled = seen(window)
    assert "± 2" in settled and "400 years" not in settled
    own = Journal(red.journal.events).adding([Event("g", AT, CHAIN, "setting", "gain", 0.1)])
    desk.session = Session((blue, Group(red.key, red.name, own)))
    desk.write(STEP, {f"picture.{CHAIN}": f"ahead {KNOWN[CHAIN].laboratory.outcomes[0].key}"})
    assert ">Red<" not in str(window._slide().value)
    assert re.search(r">Red<.*> *\d+ ± \d<", seen(window))


def test_the_board_shows_no_figure_of_a_setting_that_it_replaces_later():
    desk = desk_with(group("Blue"))
    board = Board(desk)

    def stands() -> str:
        return " ".join(str(getattr(one, "value", "")) for one in board.groups.children)

    run_aside(board._paint())
    assert "400 years of every setting" in stands() and "±" not in stands()
    run_aside(board._draw())
    exact = stands()
    assert "400 years of every setting" not in exact and "(±" in exact
    own = [Event("g", AT, CHAIN, "setting", "gain", 0.1)]
    desk.session = Session((desk.session.groups[0], Group("r", "Red", Journal().adding(own))))
    run_aside(board._paint())
    assert "(±" in stands() and "400 years of every setting" not in stands()
    run_aside(board._draw())
    assert stands() != exact and "Red" in stands()


def test_constant_news_do_not_keep_results_from_board_and_big_screen():
    desk = desk_with(group("Blue"))
    with_answers(desk)
    desk.write(STEP, {f"picture.{CHAIN}": f"ahead {KNOWN[CHAIN].laboratory.outcomes[0].key}"})
    board, window, cases = Board(desk), opened(desk, BOARD), parameters(KNOWN[CHAIN].setting)["leads_per_day"]

    async def news(number: int) -> None:
        """Somebody decides; what was being drawn is ended before years are played to the end."""
        more = Event("g", AT, CHAIN, "setting", cases.name, cases.at(number))
        desk.session = Session((Group("r", "Red", Journal().adding([more])),))
        drawing = [asyncio.ensure_future(one._draw()) for one in (board, window)]
        for _piece in range(8):
            await asyncio.sleep(0)
        for one in drawing:
            one.cancel()

    async def busy() -> None:
        for number in range(20):
            await news(number)

    run_aside(busy())
    run_aside(board._paint())
    assert "(±" in " ".join(str(getattr(one, "value", "")) for one in board.groups.children)
    assert ">Red<" in str(window._slide().value)


def test_the_arrow_keys_change_the_picture_in_a_window_that_always_shows_the_pictures():
    desk = desk_with(group("Blue"))
    with_answers(desk)
    desk.write(STEP, {"show": CLOCK})
    window = opened(desk, BOARD)
    window.projector._heard(window.projector, {"kind": "act", "key": "next"}, [])
    assert re.search(r"· 2 / \d+<", seen(window))
    opened(desk).projector._heard(None, {"kind": "act", "key": "next"}, [])  # there the clock is seen
    assert re.search(r"· 2 / \d+<", seen(window))


def test_the_picture_that_is_seen_stays_when_others_come_before_it_or_its_place_is_taken_by_its_like():
    forest, blue = "customer_forest", group("Blue", exercise="customer_forest")
    desk = desk_with(blue)
    desk.write("board", {"exercise": forest})
    desk.write(STEP, {"show": BOARD})
    remote = BigScreen(desk)
    remote._heard()
    (first, *_others), shown = remote.shown.posters(), remote.shown
    entries = play_of(forest).together([(blue.key, "Blue"), (key_of("Red"), "Red")])
    grounds = tuple(one.played for one in KNOWN[forest].play.common.grounds(entries, "room") if one.is_played)
    desk.session = Session((blue, group("Red", exercise=forest)), grounds)
    posters = shown.posters()
    assert posters[0].key.startswith("common") and posters[shown.place(posters)].key == first.key
    with_answers(desk, forest)
    desk.write(STEP, {f"picture.{forest}": "ahead"})
    own = Journal(blue.journal.events).adding([Event("g", AT, forest, "setting", "sellers", 6)])
    desk.session = Session((Group(blue.key, "Blue", own),))
    posters = shown.posters()
    assert posters[shown.place(posters)].key.startswith("ahead ")


def test_two_groups_of_the_same_name_have_pictures_of_their_own():
    forest = "customer_forest"
    blue, other = group("Blue", exercise=forest), group("Blue", "other", forest)
    desk = desk_with(blue, Group(key_of("x"), "Blue", other.journal))
    desk.write("board", {"exercise": forest})
    keys = [one.key for one in Shown(desk).posters()]
    assert len(keys) == len(set(keys)) >= 4


def test_groups_are_called_by_name_or_by_number_and_long_names_are_cut():
    desk = desk_with(group("Blue"), group(SCRIPT * 2))
    with_answers(desk)
    window = opened(desk, BOARD)
    assert ">Blue<" in seen(window) and ">&lt;img src=x on…<" in seen(window)
    desk.write(STEP, {"names": "numbers"})
    assert ">Group 1<" in seen(window) and ">Group 2<" in seen(window) and "Blue" not in seen(window)


def test_how_to_join_shows_code_word_and_those_who_came_last():
    desk = desk_with(*(group(f"Team {number}") for number in range(20)), in_room=True)
    window = opened(desk, "join")
    shown = seen(window)
    assert "<svg" in shown and "K7QM-<wbr>2XWD-<wbr>9HTRB" in shown and "20 groups are here" in shown
    assert "and 8 more" in shown and shown.index("Team 19") < shown.index("Team 8") and "Team 7" not in shown
    desk.over = True
    assert "K7QM" not in seen(window)
    assert "No live room is open." in seen(opened(desk_with(), "join"))


def test_the_clock_of_a_window_goes_with_that_of_the_agenda():
    desk = desk_with()
    agenda = Agenda(desk)
    desk.clock = agenda.clock
    window = opened(desk, CLOCK)
    run_aside(window._draw())
    desk.write("clock", {"position": 2, "since": 5})
    agenda._show()
    run_aside(window._draw())
    (clock,) = window.stage.children
    assert (clock.position, clock.since, clock.items) == (2, 5, agenda.clock.items)
    assert not any(clock.wording[name] for name in ("next", "back", "pause"))


@pytest.mark.parametrize("how", ["same browser", "another browser"])
def test_two_windows_follow_one_truth(how):
    here, there = desk_with(group("Blue"), in_room=True), desk_with(group("Blue"), in_room=True)
    here.link = there.link = None
    sent = []
    here.link = type("Link", (), {"send": lambda _self, given, **_more: sent.extend(given)})()
    here.restore("")
    here.write(STEP, {"show": BOARD, f"curtain.{CHAIN}": DOWN})
    here.write("clock", {"position": 3})
    here.write("report", {"title": "not for others"})
    if how == "same browser":
        there.restore(here.journal_text())
    else:
        there._heard([Entry(number, FACILITATOR, event, "") for number, event in enumerate(sent, start=1)])
        assert there.decided("report") == {}
    assert there.decided(STEP) == {"show": BOARD, f"curtain.{CHAIN}": DOWN} and there.decided("clock") == {
        "position": 3
    }
    assert there.entries == []  # no decision of a group


def test_an_older_decision_that_arrives_late_changes_nothing():
    desk = desk_with(in_room=True)
    desk.write(STEP, {"show": CLOCK})
    old = Event("old", "2001-01-01T00:00:00.000Z", "facilitator", STEP, "show", BOARD)
    desk._heard([Entry(1, FACILITATOR, old, "")])
    assert desk.decided(STEP) == {"show": CLOCK}


@pytest.mark.parametrize("exercise", KNOWN)
@pytest.mark.parametrize("value", [None, "x", -1, 1e300, True])
def test_a_group_that_sends_nonsense_hides_no_picture_of_the_others(exercise, value):
    nonsense = dict.fromkeys((("predict", "guess"), ("setting", "gain"), ("play", "begun")), value)
    nonsense |= {("predict", one.parameter.name): value for one in KNOWN[exercise].guesses}
    fine = Group(key_of("Blue"), "Blue", Journal().adding(events("Blue", KNOWN[exercise], play_of(exercise).one)))
    desk = desk_with(fine, damaged(exercise, nonsense))
    with_answers(desk, exercise)
    desk.write(STEP, {"show": value, "names": value, f"picture.{exercise}": value, f"curtain.{exercise}": value})
    window = opened(desk, BOARD)
    for _picture in window.shown.posters():
        assert seen(window)
        window.projector._on_act("next")


def test_a_check_shows_its_statements_only_when_enough_people_are_through():
    desk = desk_with()
    check = next(iter(desk.checks.values()))
    desk.write("board", {"exercise": check.name})
    window = opened(desk, BOARD)
    assert "Nobody has lifted the curtain yet." in seen(window)
    answers = {f"{person}.{one.key}": "5" for person in (1, 2, 3) for one in statements("en")}
    for lifted, expected in (("no", "0 of 1 screens are through"), ("yes", "furthest apart")):
        decided = answers | {"through": 3, "lifted": lifted}
        journal = Journal().adding(
            Event(name, AT, check.name, "before", name, value) for name, value in decided.items()
        )
        desk.session = Session((Group(key_of("Blue"), "Blue", journal),))
        assert expected in seen(window)
    assert "Blue" not in seen(window)
