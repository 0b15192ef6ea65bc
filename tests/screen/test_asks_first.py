"""What cannot be taken back asks first, and news of others neither answer a question nor empty a form in use."""

from dataclasses import asdict

import pytest

from kit.exercises import exercises, find
from kit.exercises.customer_forest.common import begin
from kit.exercises.customer_forest.game import DIVISION, SEASONS
from kit.journal import Event, Journal
from kit.room.entries import FACILITATOR, REMOVED, ROOM, SHARED, Entry
from kit.room.place import LEADER, Place
from kit.room.store import Store
from kit.screen.facilitator.board import Board
from kit.screen.facilitator.page import CODES, Facilitator
from kit.screen.facilitator.room import RoomPart
from kit.screen.page import Page
from kit.screen.predict import Predict
from kit.screen.share import Share
from kit.screen.start_page import Overview
from kit.widgets.form import Form
from tests.exercises.plays import play_of, player

A, B, C = "a" * 32, "b" * 32, "c" * 32
CHAIN = find("role_chain")
DAYS = DIVISION.together((30, 20, 10, 0))


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


def press(form: Form, key: str, **values) -> None:
    """Press a button of a form as the browser tells it."""
    form._heard(form, {"kind": "action", "key": key, "values": dict(form.values) | values}, [])


def keys(form: Form) -> list[str]:
    return [action["key"] for action in form.actions]


class Workshop:
    """A facilitator's page with a room in which things are said; what the page says itself is heard by it."""

    def __init__(self, folder, monkeypatch):
        url = f"sqlite:///{folder / 'rooms.sqlite'}"
        store = Store(url)
        room = store.open_room()
        store.close()
        self.desk, self.sent = Facilitator("en"), []
        monkeypatch.setattr(self.desk, "changed", self.desk._gather)
        self.desk.place, self.desk.link = Place(url, room.id, LEADER, "http://127.0.0.1:1"), self
        self.part = RoomPart(self.desk)

    def send(self, events, author=FACILITATOR):
        self.sent += [(author, event.step, event.name, event.value) for event in events if author == ROOM]

    def say(self, *said: tuple) -> None:
        """Things are said in the room, and whatever the page answers to them."""
        exercise = {SHARED: "customer_forest", "team": "start"}
        start = len(self.desk.entries) + 1
        self.desk._heard(
            [
                Entry(seq, author, Event(f"e{seq}", "", exercise[step], step, name, value), "")
                for seq, (author, step, name, value) in enumerate(said, start=start)
            ]
        )
        self.settle()

    def settle(self) -> None:
        """What the page sent comes back to it."""
        while self.sent:
            said, self.sent = self.sent, []
            self.say(*said)

    def join(self, key: str, name: str) -> None:
        self.say((key, "team", "name", name))

    def give(self, season: int, *groups: str, days: str = DAYS) -> None:
        self.say(*((key, SHARED, f"1.1.days.{season}", days) for key in groups))

    @property
    def ground(self):
        self.settle()
        return self.part.together[0]._grounds()[-1]


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    made = Workshop(tmp_path, monkeypatch)
    made.join(A, "Blue")
    made.join(B, "Red")
    return made


@pytest.fixture
def playing(workshop):
    """Two groups in their second season; Red's days are missing."""
    press(workshop.part.together[0].form, "begin")
    workshop.settle()
    workshop.give(1, A, B)
    workshop.give(2, A)
    assert workshop.ground.game.now == 2 and workshop.ground.missing == (B,)
    return workshop


def test_a_new_round_in_the_middle_of_a_game_asks_and_no_leaves_the_game(playing):
    play = playing.part.together[0].form
    press(play, "begin")
    assert keys(play) == ["no", "yes"] and "season 2 of 12" in play.message and playing.ground.round == 1
    press(play, "no")
    assert playing.ground.round == 1 and play.message == "" and "begin" in keys(play)
    press(play, "begin")
    press(play, "yes")
    assert playing.ground.round == 2


def test_a_question_about_one_round_does_not_end_the_one_that_another_window_began_meanwhile(workshop):
    play = workshop.part.together[0].form
    press(play, "begin")
    workshop.settle()
    press(play, "begin")
    assert "season 1 of 12" in play.message
    (fact,) = begin([(A, "Blue"), (B, "Red")], 2)
    workshop.say((ROOM, SHARED, fact.name, fact.value))
    press(play, "yes")
    assert workshop.ground.round == 2


def test_the_first_round_and_one_after_the_end_begin_at_once(playing):
    for season in range(2, 7):
        playing.give(season, A, B)
    press(playing.part.together[0].form, "agree")
    press(playing.part.together[0].form, "yes")
    playing.settle()
    for season in range(7, SEASONS + 1):
        playing.give(season, A, B)
    assert playing.ground.game.now is None
    press(playing.part.together[0].form, "begin")
    assert playing.ground.round == 2


def test_going_on_without_somebody_says_without_whom(playing):
    play, go = playing.part.together[0].form, keys(playing.part.together[0].form)[0]
    press(play, go)
    assert play.message.startswith("Go on without Red?") and playing.ground.game.now == 2
    press(play, "yes")
    assert playing.ground.game.now == 3


def test_a_season_that_ended_meanwhile_is_not_the_next_one(playing):
    form, go = playing.part.together[0].form, keys(playing.part.together[0].form)[0]
    press(form, go)
    then = form._on_action
    playing.give(2, B)
    assert playing.ground.game.now == 3 and "no" not in keys(form)  # the question is gone with its season
    then("yes", {})
    assert playing.ground.game.now == 3


def test_an_agreement_asks_and_says_what_is_entered(playing):
    for season in range(2, 7):
        playing.give(season, A, B)
    assert playing.ground.game.must_talk
    press(playing.part.together[0].form, "agree", limit="20", bound="binding")
    assert "at most 20 days" in playing.part.together[0].form.message and playing.ground.game.must_talk
    press(playing.part.together[0].form, "yes")
    assert playing.ground.agreed == ("20", "binding")


def test_taking_a_group_off_and_everybody_back_asks_and_names_them(workshop):
    names = workshop.part.names
    assert "back" not in keys(names)
    press(names, "off", group=B)
    assert "Red" in names.message and len(workshop.desk.session.groups) == 2
    press(names, "yes")
    assert workshop.desk.controls[REMOVED + B] == "yes" and len(workshop.desk.session.groups) == 1
    press(names, "back")
    assert names.message.endswith("would come back: Red.") and len(workshop.desk.session.groups) == 1
    press(names, "no")
    assert len(workshop.desk.session.groups) == 1
    press(names, "back")
    press(names, "yes")
    assert len(workshop.desk.session.groups) == 2 and "back" not in keys(names)


def test_the_way_in_folds_away_once_groups_are_there(tmp_path, monkeypatch):
    made = Workshop(tmp_path, monkeypatch)
    assert "<details open>" in made.part.entrance.value and "kit-word" in made.part.entrance.value
    made.join(A, "Blue")
    assert "<details>" in made.part.entrance.value and "kit-word" in made.part.entrance.value
    folded = made.part.entrance.value
    made.join(B, "Red")
    assert made.part.entrance.value == folded  # whoever unfolded it has it so


def test_the_way_to_a_new_room_says_in_words_what_becomes_of_this_one(workshop):
    form = workshop.part.succession.form
    press(form, "begin")
    assert "is kept and no longer seen here" in form.message and "“End the room and delete its data”" in form.message
    assert not any(word in form.message for word in ("terminal", "python", "--"))


def test_what_is_chosen_and_asked_stays_when_a_group_joins(workshop):
    names, play = workshop.part.names, workshop.part.together[0].form
    names.values = {"group": B, "name": "Green"}
    play.values = play.values | {"bots": "two"}
    workshop.join(C, "Yellow")
    assert names.values == {"group": B, "name": "Green"} and play.values["bots"] == "two"
    press(names, "off")
    workshop.join("d" * 32, "Pink")
    assert keys(names) == ["no", "yes"] and "Red" in names.message
    press(names, "yes")
    assert names.values == {"group": "", "name": "Green"}  # nobody can choose whom the list does not hold


def test_a_name_that_was_used_leaves_an_empty_form(workshop):
    press(workshop.part.names, "rename", group=B, name="Green")
    assert [one.name for one in workshop.desk.session.groups] == ["Blue", "Green"] and workshop.part.names.values == {
        "group": "",
        "name": "",
    }


def test_a_code_leaves_the_board_after_a_question_that_says_it(monkeypatch):
    desk = Facilitator("en")
    monkeypatch.setattr(desk, "changed", desk._gather)
    board, code = Board(desk), CHAIN.code.encode(asdict(CHAIN.setting(gain=0.3)))
    desk.write(CODES, {"role_chain|Blue": code, "role_chain|Red": code})
    board.remove.values = {"code": "role_chain|Blue"}
    desk.write(CODES, {"role_chain|Green": code})
    assert board.remove.values == {"code": "role_chain|Blue"}
    press(board.remove, "remove")
    assert "Blue" in board.remove.message and code in board.remove.message and len(desk.codes) == 3
    press(board.remove, "yes")
    assert [name for name, *_rest in desk.codes] == ["Red", "Green"]


@pytest.mark.parametrize("name", exercises())
def test_a_finished_game_is_played_again_only_after_a_question(name):
    page = Page(find(name), "en")
    Predict(page)
    page.restore(player("Blue", find(name), play_of(name).one).journal.to_text())
    game = find(name).play.screen()(page)
    game.open()
    form, before = [one for one in game.box.children if isinstance(one, Form)][-1], page.decided("play")
    press(form, "go")
    assert (
        form.message == "Your game is then gone, also from the board and the summary. Play again?"
        and page.decided("play") == before
    )
    press(form, "no")
    assert page.decided("play") == before and keys(form) == ["go"]
    press(form, "go")
    press(form, "yes")
    assert page.decided("play") != before


def shared(name: str, journal: Journal, monkeypatch) -> Share:
    monkeypatch.setattr(Share, "_summary", lambda _share: "")
    page = Page(find(name), "en")
    Predict(page)
    page.restore(journal.to_text())
    share = Share(page)
    share.open()
    return share


SKIPPED = Journal((Event("1", "2026-01-01", "incentives", "predict", "guess", "skipped"),))
MINE = SKIPPED.adding([Event("2", "2026-01-01", "incentives", "play", "old.1.days", "60,0,0,0")])
CODE = find("incentives").code.encode({"old.1.days": "10,10,10,10"})


def test_a_code_that_replaces_own_decisions_asks_first(monkeypatch):
    share = shared("incentives", MINE, monkeypatch)
    press(share.entry, "use", code=CODE)
    assert (
        "replaces your own guess, setting and game" in share.entry.message
        and share.page.decided("play")["old.1.days"] == "60,0,0,0"
    )
    press(share.entry, "yes")
    assert share.page.decided("play")["old.1.days"] == "10,10,10,10"


def test_a_code_is_taken_over_at_once_where_nothing_is_lost_and_a_wrong_one_is_said_at_once(monkeypatch):
    share = shared("incentives", SKIPPED, monkeypatch)
    press(share.entry, "use", code=CODE)
    assert share.page.decided("play")["old.1.days"] == "10,10,10,10"
    press(share.entry, "use", code="nonsense")
    assert "blocks of five characters" in share.entry.message and keys(share.entry) == ["use"]


OTHERS = Journal((Event("9", "2026-02-01", "incentives", "play", "old.1.days", "20,0,0,0"),))


def test_a_file_that_replaces_own_decisions_asks_first(monkeypatch):
    share, start = shared("incentives", MINE, monkeypatch), Overview("en")
    start.restore(MINE.to_text())
    for page, opened, form, decided in (
        (share, share._opened, share.entry, share.page.journal.decided),
        (start, start._opened, start.replace, start.journal.decided),
    ):
        opened(OTHERS.to_text())
        assert (
            "replaces decisions that you have made here" in form.message
            and decided("incentives", "play")["old.1.days"] == "60,0,0,0"
        )
        press(form, "yes")
        journal = page.page.journal if page is share else page.journal
        assert (
            journal.decided("incentives", "play")["old.1.days"] == "20,0,0,0"
            and page.saved.message == "The saved state is taken over."
        )


def test_a_file_that_only_adds_is_taken_over_at_once():
    start = Overview("en")
    start.restore(SKIPPED.to_text())
    start._opened(OTHERS.to_text())
    assert start.saved.message == "The saved state is taken over." and start.replace.actions == []
