"""Whose rooms there are, and how long each is kept."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from kit.errors import RoomError
from kit.hub.overdue import end_overdue
from kit.hub.owned import MOST_TITLE, OwnedRooms, servers, wish
from kit.hub.serve import PROXIES, PUBLIC, Asked, memory_for_one, rooms_together
from kit.room.place import LEADER, PARTICIPANT
from tests.room.conftest import KEY, event, named

ASKED = wish("Müller, 4 December", "de", "12", "30", 60)


@pytest.fixture
def rooms(url):
    with closing(OwnedRooms(url)) as opened:
        yield opened


def test_whoever_opens_a_room_finds_it_and_nobody_else_does(rooms):
    room = rooms.open("anna", ASKED)
    (mine,) = rooms.of("anna")
    assert (mine.id, mine.title, mine.language, mine.people, mine.keep_days) == (
        room.id, "Müller, 4 December", "de", 12, 30,
    )  # fmt: skip
    assert mine.word == room.token and mine.leader_word == rooms.store.leader_word(room.id)
    assert rooms.of("ben") == []
    with pytest.raises(RoomError, match="no such room of yours"):
        rooms.end("ben", room.id)
    with pytest.raises(RoomError, match="no such room of yours"):
        rooms.keep("ben", room.id, 7)
    assert rooms.of("anna") == [mine]


def test_the_newest_stands_first_with_its_groups(rooms):
    first, second = rooms.open("anna", ASKED), rooms.open("anna", ASKED)
    rooms.store.add_group(first.id, KEY, [named("Foxes")])
    assert [(one.id, one.groups) for one in rooms.of("anna")] == [(second.id, 0), (first.id, 1)]


def test_the_name_of_a_server_says_which_room_and_for_whom(rooms):
    room = rooms.open("anna", ASKED)
    for_groups, for_leader = servers(room.id)
    assert [(found.id, role) for found, role in (rooms.served(for_groups), rooms.served(for_leader))] == [
        (room.id, PARTICIPANT),
        (room.id, LEADER),
    ]


@pytest.mark.parametrize("name", ["", "-lead", "0", "%" * 8, "_" * 8, "../../..", "a" * 9, "abcdef12"])
def test_no_other_name_finds_a_room(rooms, name):
    rooms.open("anna", ASKED)
    assert rooms.served(name) is None


def test_a_room_of_the_store_that_nobody_owns_is_not_served(rooms):
    assert rooms.served(servers(rooms.store.open_room().id)[0]) is None


def test_an_ended_room_is_gone_and_cannot_be_ended_twice(rooms):
    room = rooms.open("anna", ASKED)
    rooms.store.add_group(room.id, KEY, [named("Foxes")])
    rooms.end("anna", room.id)
    assert rooms.of("anna") == [] and rooms.served(servers(room.id)[0]) is None
    assert rooms.store.read(room.id) == []
    with pytest.raises(RoomError, match="perhaps it has ended"):
        rooms.end("anna", room.id)


def test_the_room_that_takes_the_place_of_another_is_its_owners_and_is_shown_under_both_names(rooms):
    before = rooms.open("anna", ASKED)
    after = rooms.store.open_next(before.id)
    assert {rooms.served(name)[0].id for one in (before, after) for name in servers(one.id) if rooms.served(name)} == {
        after.id
    }
    assert [one.id for one in rooms.of("anna")] == [after.id, before.id]
    rooms.end("anna", before.id)
    assert rooms.served(servers(before.id)[0])[0].id == after.id
    assert [(one.id, one.title) for one in rooms.of("anna")] == [(after.id, ASKED.title)]


def test_a_room_is_kept_so_long_after_its_last_use_and_then_ends(rooms, caplog):
    room, other = rooms.open("anna", ASKED), rooms.open("ben", wish("Long", "en", "3", "365", 60))
    rooms.keep("anna", room.id, 7)
    now = datetime.now(UTC)
    assert rooms.end_overdue(now + timedelta(days=6.9)) == []
    rooms.store.sign(room.id, KEY)
    assert rooms.of("anna")[0].used > room.opened
    end_overdue(rooms.store.url)
    assert [one.id for one in rooms.of("anna")] == [room.id]
    assert [one.id for one in rooms.end_overdue(now + timedelta(days=7.1))] == [room.id]
    assert rooms.of("anna") == [] and [one.id for one in rooms.of("ben")] == [other.id]


def test_a_decision_counts_as_use(rooms):
    room = rooms.open("anna", ASKED)
    rooms.store.add_group(room.id, KEY, [event("guess")])
    assert rooms.of("anna")[0].used > room.opened


def test_only_the_offered_times_can_be_chosen(rooms):
    room = rooms.open("anna", ASKED)
    for days in (0, -1, 8, 10**9):
        with pytest.raises(RoomError, match="7, 30, 90 or 365"):
            rooms.keep("anna", room.id, days)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": " \n "}, "a name of 1 to 80"),
        ({"title": "x" * (MOST_TITLE + 1)}, "a name of 1 to 80"),
        ({"people": ""}, "whole number from 1 to 60"),
        ({"people": "0"}, "whole number from 1 to 60"),
        ({"people": "61"}, "whole number from 1 to 60"),
        ({"people": "3.5"}, "whole number from 1 to 60"),
        ({"people": "٣"}, "whole number from 1 to 60"),
        ({"people": "9" * 5000}, "whole number from 1 to 60"),
        ({"keep_days": "31"}, "7, 30, 90 or 365"),
        ({"keep_days": "²"}, "7, 30, 90 or 365"),
        ({"language": "xx"}, "“de” or “en”"),
    ],
)
def test_what_is_typed_wrongly_is_answered_with_what_would_be_right(changed, says):
    typed = {"title": "Müller", "language": "de", "people": "3", "keep_days": "30"} | changed
    with pytest.raises(RoomError, match=says):
        wish(**typed, most=60)


def test_names_are_tidied_and_kept_as_they_are_otherwise():
    assert wish("  <b>Müller\t& Söhne ", "de", "3", "30", 60).title == "<b>Müller & Söhne"


def test_a_room_reckons_with_its_limit_or_with_its_share_of_the_memory(monkeypatch):
    assert memory_for_one({"MEM_LIMIT": "1000", "PAIR_SELLING_MOST_ROOMS": "4"}) == 1000
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=8_000))
    assert memory_for_one({"PAIR_SELLING_MOST_ROOMS": "4"}) == 2_000
    assert rooms_together({"PAIR_SELLING_MOST_ROOMS": "4"}) == 4
    assert rooms_together({"MEM_LIMIT": "1000", "PAIR_SELLING_MOST_ROOMS": "4"}) == 1


def test_a_server_knows_from_the_hub_where_it_listens_and_how_people_find_it():
    asked = Asked.by(
        {
            "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:4711/ws/user/rooms/abcdef12-lead/",
            "JUPYTERHUB_SERVICE_PREFIX": "/ws/user/rooms/abcdef12-lead/",
            "JUPYTERHUB_SERVER_NAME": "abcdef12-lead",
            PUBLIC: "https://workshops.example.org/",
            PROXIES: "10.0.0.0/8",
        }
    )
    assert (asked.ip, asked.port) == ("127.0.0.1", 4711)
    assert asked.proxies == "10.0.0.0/8"
    assert asked.address_of("abcdef12") == "https://workshops.example.org/ws/user/rooms/abcdef12"
