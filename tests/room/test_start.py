"""Opening a room: what is refused in one sentence, and what a kernel is told."""

import socket
import subprocess
import sys

import pytest

from kit.room import serve
from kit.room import start as room
from kit.room.place import LEADER, PARTICIPANT, Place, here
from kit.start import is_free
from tests.browser.room import free_ports


def said(*options, store="sqlite:///unused.sqlite") -> tuple[int, str]:
    """Exit code and words of the command, which must not get as far as opening anything."""
    command = [sys.executable, "-m", "kit", "room", "--no-browser", "--listen", "127.0.0.1", "--language", "en", "--store", store, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("people", ["0", "-3", "61"])
def test_a_room_is_for_some_people_and_not_for_a_stadium(people):
    assert said("--people", people) == (2, f"“--people” lies between 1 and 60; {people} does not.")


def test_a_port_in_use_is_said_with_one_that_is_free():
    port = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 1))
        other.listen()
        code, words = said("--port", str(port))
    assert code == 2 and f"Port {port + 1} is in use" in words


@pytest.mark.parametrize(("store", "part"), [("nonsense", "sqlite:///"), ("mysql://a@b/c", "mysql"), ("postgresql://u:secret@127.0.0.1:1/rooms", "cannot be reached")])
def test_a_store_that_cannot_be_used_is_said_without_its_password(store, part):
    code, words = said("--port", str(free_ports()), store=store)
    assert code == 2 and part in words and "secret" not in words and "\n" not in words


def test_the_default_store_is_a_file_of_ones_own():
    assert room.default_store().startswith("sqlite:///") and room.default_store().endswith("rooms.sqlite")


def test_the_own_address_is_one_that_this_computer_listens_to():
    with socket.socket() as listener:
        listener.bind((room.own_address(), 0))


@pytest.mark.parametrize("typed", ["K7QM-2XWD-9HTRB", "k7qm-2xwd-9htrb", " k7qm 2xwd 9htrb ", "K7QM2XWD9HTRB", "“K7QM\u20112XWD\u20119HTRB”.", "\u200bK7QM\u22122XWD-\u00ad9HTRB,", "Ｋ７ＱＭ－２ＸＷＤ－９ＨＴＲＢ"])
def test_a_word_may_be_typed_in_any_way(typed):
    assert serve.plain(typed) == b"K7QM2XWD9HTRB"


# Where a kernel is


def test_a_kernel_knows_its_place_by_what_its_server_says():
    place = Place("sqlite:///a", "b", LEADER, "http://c")
    assert here(place.variables()) == place
    assert here({}) is None and here({"PAIR_SELLING_STORE": "x"}) is None


def test_without_a_role_one_is_a_participant():
    assert here({"PAIR_SELLING_STORE": "x", "PAIR_SELLING_ROOM": "y"}).role == PARTICIPANT


def test_free_ports_are_free():
    port = free_ports()
    assert is_free(port) and is_free(port + 1)
