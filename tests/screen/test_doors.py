"""What the facilitator's page says of the doors, how it lets a co-facilitator in, and two facilitators who end one room."""

from contextlib import closing

import pytest

from kit.room import co_facilitator
from kit.room.entries import Knock, Said
from kit.room.place import LEADER, PARTICIPANT, Place
from kit.room.store import Store
from kit.room.tries import Notice
from kit.screen.facilitator.page import Facilitator
from kit.screen.facilitator.room import RoomPart
from tests.screen.test_asks_first import press

LEADS = "https://192.0.2.7:8901"


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """What a page does in the background is done here when a test asks for it."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())


class Lead:
    """A facilitator's page."""

    def __init__(self, store, room: str, leads: str = LEADS, language: str = "en"):
        self.desk = Facilitator(language)
        self.desk.place, self.desk.link = Place(store.url, room, LEADER, "http://192.0.2.7:8900", leads), self
        self.part = RoomPart(self.desk)

    def send(self, events, author=""):
        pass

    def hear(self, *knocks: Knock, co_word: str = "") -> str:
        """What the page then says of the doors."""
        self.desk._said_of_doors(Said(knocks, co_word))
        self.desk._signed({})
        return self.part.doors.box.value

    @property
    def shown(self) -> str:
        return "".join(one.value for one in self.part.box.children if hasattr(one, "value"))


@pytest.fixture
def store(tmp_path):
    with closing(Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")) as opened:
        yield opened


@pytest.fixture
def known(store):
    room = store.open_room().id
    co_facilitator.first_word(store, room)
    return room


def knock(door=PARTICIPANT, beat="a", **about) -> Knock:
    return Knock(
        door, beat, Notice(**{"words": 21, "addresses": 1, "since": 60, "locked": 300, "entered": False} | about)
    )


def test_words_tried_by_force_are_said_calmly_until_when_and_then_not_any_more(store, known):
    lead = Lead(store, known)
    assert "Somebody" not in lead.hear()
    said = lead.hear(knock())
    assert "Somebody tried 21 words at the groups’ door" in said and "closed for them until" in said
    assert "Nobody got in by that." in said and "addresses" not in said
    assert "wait longer" in lead.hear(knock(beat="b", locked=0)) and "until" not in lead.part.doors.box.value
    said = lead.hear(knock(LEADER, addresses=3, entered=True))
    assert "door of this page" in said and "from 3 addresses" in said
    assert "came in from there" in said and "Nobody" not in said
    assert "Somebody" not in lead.hear()


def test_the_way_in_for_others_is_shown_where_it_is_on_and_how_to_switch_it_on_where_it_is_off(store, known):
    on, off = Lead(store, known), Lead(store, known, leads="")
    word = store.doors(known).co_word
    shown = on.part.others.said.value
    assert word in shown and "https://192.0.2.7:8901" in shown and "<svg" in shown
    shown = off.part.others.said.value
    assert word not in shown and "with --co-facilitator at the end of the command" in shown
    assert off.part.others.form not in off.part.others.box.children


def test_a_new_word_asks_first_and_every_other_page_follows(store, known):
    one, other = Lead(store, known), Lead(store, known)
    old = store.doors(known).co_word
    press(one.part.others.form, "new")
    assert store.doors(known).co_word == old  # asked first
    press(one.part.others.form, "yes")
    new = store.doors(known).co_word
    assert new != old and new in one.part.others.said.value and old not in one.part.others.said.value
    assert "new word" in one.part.others.form.message
    other.hear(co_word=new)
    assert new in other.part.others.said.value and old not in other.part.others.said.value


def test_a_store_that_is_away_is_said_where_the_word_would_be_replaced(store, known, monkeypatch):
    from kit.errors import RoomAway
    from kit.room.database import UNREACHABLE

    lead = Lead(store, known)

    def away(_store, _room):
        raise RoomAway(UNREACHABLE, place="rooms")

    monkeypatch.setattr("kit.room.co_facilitator.replaced", away)
    press(lead.part.others.form, "new")
    press(lead.part.others.form, "yes")
    assert (
        "could not be replaced" in lead.part.others.form.message
        and "cannot be reached" in lead.part.others.form.message
    )


def test_of_two_facilitators_who_end_one_room_the_second_is_told_so_and_nothing_breaks(store, known):
    one, other = Lead(store, known), Lead(store, known)
    for lead in (one, other):
        press(lead.part.end, "ask")
    press(one.part.end, "yes")
    assert "The room is ended" in one.shown
    press(other.part.end, "yes")
    assert "had been ended already" in other.shown and "The room is ended" not in other.shown
    for lead in (one, other):
        lead.desk.over = True
        lead.part._show()
        assert "ended" in lead.shown
    assert store.doors(store.open_next(known).id).co_word  # both come along into a new room


def test_a_room_whose_store_is_away_while_its_page_opens_is_shown_as_soon_as_it_is_back(store, known, tmp_path):
    file, away = tmp_path / "rooms.sqlite", tmp_path / "away.sqlite"
    file.rename(away)
    lead = Lead(store, known)
    assert "cannot be reached" in lead.shown and not file.exists()
    lead.desk._signed({})
    lead.desk._gather()
    assert "cannot be reached" in lead.shown
    away.rename(file)
    lead.desk._signed({})
    assert "cannot be reached" not in lead.shown and store.room(known).token in lead.shown
    begun = lead.part.succession
    lead.desk._signed({})
    assert lead.part.succession is begun
