"""Opening a room: what is refused in one sentence, and what a kernel is told."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import psutil
import pytest

from kit.errors import StartError
from kit.ports import is_free
from kit.room import door, entrance
from kit.room import start as room
from kit.room.place import LEADER, PARTICIPANT, Place, here
from tests.browser.room import free_ports
from tests.others import Person
from tests.test_ports import needs_colons, needs_loops

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one program there")


def said(*options, store="sqlite:///unused.sqlite") -> tuple[int, str]:
    """Exit code and words of the command, which must not get as far as opening anything."""
    command = [
        sys.executable,
        "-m",
        "kit",
        "room",
        "--no-browser",
        "--listen",
        "127.0.0.1",
        "--language",
        "en",
        "--store",
        store,
        *options,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("people", ["0", "-3", "61"])
def test_a_room_is_for_some_people_and_not_for_a_stadium(people):
    assert said("--people", people) == (2, f"“--people” lies between 1 and 60; {people.replace('-', '−')} does not.")


def test_a_port_in_use_is_said_with_one_that_is_free():
    port = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 1))
        other.listen()
        code, words = said("--port", str(port))
    assert code == 2 and f"Port {port + 1} is in use" in words
    free = int(re.search(r"python -m kit room --port (\d+)", words).group(1))
    assert "\n" not in words and free > port + 1 and is_free(free) and is_free(free + 1)
    assert "--listen 127.0.0.1" in words and "--store …" in words and "unused" not in words


@pytest.mark.parametrize("port", ["80", "65535", "65536"])
def test_a_port_without_a_next_one_is_said_as_it_was_typed(port):
    code, words = said("--port", port)
    assert code == 2 and "65534" in words and f"{port} does not" in words and "\n" not in words


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:db8::5", "nowhere.invalid", "", "127.0.0.1:8900"])
def test_an_address_of_another_computer_is_said_at_once(address):
    code, words = said("--listen", address)
    assert code == 2 and f"“{address}” is not an address of this computer" in words and "\n" not in words


@pytest.mark.parametrize(
    ("store", "part"),
    [
        ("nonsense", "sqlite:///"),
        ("mysql://a@b/c", "mysql"),
        ("postgresql://u:secret@127.0.0.1:1/rooms", "cannot be reached"),
    ],
)
def test_a_store_that_cannot_be_used_is_said_without_its_password(store, part):
    code, words = said("--port", str(free_ports()), store=store)
    assert code == 2 and part in words and "secret" not in words and "\n" not in words


def test_the_default_store_is_a_file_of_ones_own():
    assert room.default_store().startswith("sqlite:///") and room.default_store().endswith("rooms.sqlite")


def test_the_own_address_is_one_that_this_computer_listens_to():
    with socket.socket() as listener:
        listener.bind((entrance.own_address(), 0))


@needs_colons
def test_who_listens_at_numbers_with_colons_has_such_an_address():
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind((entrance.own_address("::"), 0))


@pytest.mark.parametrize(
    ("typed", "elsewhere"),
    [
        ("sqlite:///rooms.sqlite", f"sqlite:///{Path('rooms.sqlite').absolute().as_posix()}"),
        ("sqlite:////srv/rooms.sqlite", "sqlite:////srv/rooms.sqlite"),
        ("postgresql://ada:secret@host/rooms", "postgresql://ada:secret@host/rooms"),
        ("sqlite://", "sqlite://"),
        ("nonsense", "nonsense"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="a path begins with a letter there")
def test_a_store_in_the_current_folder_is_the_same_for_kernels_in_theirs(typed, elsewhere):
    assert room.from_anywhere(typed) == room.options(["--store", typed]).store == elsewhere


@pytest.mark.parametrize(
    "typed",
    [
        "K7QM-2XWD-9HTRB",
        "k7qm-2xwd-9htrb",
        " k7qm 2xwd 9htrb ",
        "K7QM2XWD9HTRB",
        "“K7QM\u20112XWD\u20119HTRB”.",
        "\u200bK7QM\u22122XWD-\u00ad9HTRB,",
        "Ｋ７ＱＭ－２ＸＷＤ－９ＨＴＲＢ",
    ],
)
def test_a_word_may_be_typed_in_any_way(typed):
    assert door.plain(typed) == b"K7QM2XWD9HTRB"


# A real start


@contextmanager
def opened(*options: str, home: Path, pattern: str = r"http://\S+", **others):
    """A room that has said its two addresses: the process, the facilitator's address and that of the groups."""
    command = [
        sys.executable,
        "-m",
        "kit",
        "room",
        "--no-browser",
        "--people",
        "1",
        "--port",
        str(free_ports()),
        *options,
    ]
    environment = {
        "environment": os.environ
        | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_RUNTIME_DIR": str(home / "run")}
    } | others
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=home, env=environment.pop("environment"), text=True
    ) as process:
        try:
            yield process, *(re.search(pattern, process.stdout.readline()).group() for _line in range(2))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def read(address: str) -> str:
    """A page as a browser without any cookie gets it."""
    return build_opener(HTTPCookieProcessor(CookieJar())).open(address, timeout=60).read().decode()


@needs_signals
@pytest.mark.parametrize(
    ("listen", "host"),
    [
        pytest.param("127.0.0.2", "127.0.0.2", marks=needs_loops),
        pytest.param("::1", "[::1]", marks=needs_colons),
        ("localhost", "localhost"),
    ],
)
def test_a_room_at_any_address_of_this_computer_says_that_it_is_open(listen, host, tmp_path):
    with opened("--listen", listen, "--store", "sqlite:///rooms.sqlite", home=tmp_path) as (_process, lead, join):
        assert join.startswith(f"http://{host}:") and "widget-view+json" in read(join)
        assert "widget-view+json" in read(lead)


@needs_signals
def test_a_room_runs_as_shipped_and_on_any_console_whatever_else_is_set_on_the_computer(tmp_path):
    person = Person(tmp_path)
    with opened(
        "--listen",
        "127.0.0.1",
        "--language",
        "de",
        home=person.folder,
        environment=person.environment | {"PYTHONIOENCODING": "ascii"},
    ) as (_process, lead, join):
        for page in (read(lead), read(join)):
            assert 'id="loading"' in page and "widget-view+json" in page
    assert not person.ran


@needs_signals
def test_the_next_start_clears_away_what_a_room_that_was_killed_has_left(tmp_path):
    running = tmp_path / "run" / "pair-selling-kit"
    with opened("--listen", "127.0.0.1", "--store", "sqlite:///rooms.sqlite", home=tmp_path) as (process, *_addresses):
        others = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        psutil.wait_procs(others, timeout=60)
        left = list(running.iterdir())
    with opened("--listen", "127.0.0.1", "--store", "sqlite:///rooms.sqlite", home=tmp_path):
        now = list(running.iterdir())
    assert len(left) == len(now) == 1 and left != now and list(running.iterdir()) == []


def test_a_server_that_ends_is_not_waited_for(tmp_path):
    port = free_ports()
    child = room.Child(Place("sqlite:///x", "y", LEADER, ""), "word", tmp_path, "127.0.0.1", port, "en", 0)
    child.process.kill()
    with pytest.raises(StartError, match=f"port {port} could not be opened"):
        child.wait_until_open()
    child.end()


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
