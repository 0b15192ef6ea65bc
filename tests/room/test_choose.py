"""Which room is opened, and how rooms that were left are found and deleted."""

import os
import re
import subprocess
import sys
from contextlib import ExitStack, closing

import pytest

from kit.errors import RoomError
from kit.journal import Event
from kit.room.choose import Succession, chosen, end, found, listed
from kit.room.place import default_store, store_option
from kit.room.start import options
from kit.room.store import Store
from kit.wording import Language
from tests.room.conftest import KEY, OTHER_KEY, named

ENGLISH = Language("en")


@pytest.fixture
def file(sqlite_url):
    """A store in a file, which commands can open too."""
    with closing(Store(sqlite_url)) as opened:
        yield opened


@pytest.fixture
def left(file):
    """A room with two groups that nobody ended."""
    room = file.open_room()
    for key in (KEY, OTHER_KEY):
        file.add(room.id, key, [named(key[:3])])
    return room


@pytest.fixture
def terminal(monkeypatch):
    """terminal(line) makes somebody sit there who answers so; otherwise nobody does."""
    with ExitStack() as opened:

        def sits(line: str) -> None:
            person, program = (
                opened.enter_context(os.fdopen(end, mode)) for end, mode in zip(os.openpty(), ("w", "r"), strict=True)
            )
            print(line, file=person, flush=True)
            monkeypatch.setattr("sys.stdin", program)

        yield sits


def choose(store, *given):
    return chosen(store, options(list(given)), ENGLISH)


def run(url, *given) -> tuple[int, str]:
    command = [sys.executable, "-m", "kit", "room", "--language", "en", "--store", url, *given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    assert "Traceback" not in done.stderr
    return done.returncode, (done.stdout + done.stderr).strip()


# Which room is opened


def test_without_anybody_to_ask_the_last_room_goes_on_and_it_is_said(file, left):
    room, remarks = choose(file)
    assert room == left and len(remarks) == 1
    assert left.id[:8] in remarks[0] and "groups in it: 2" in remarks[0] and ENGLISH.moment(left.opened) in remarks[0]


def test_in_an_empty_store_nothing_is_said_about_other_rooms(file):
    assert choose(file)[1] == []


def test_a_new_room_leaves_the_old_one_where_it_can_be_found_and_deleted(file, left):
    room, remarks = choose(file, "--new")
    assert room.id != left.id and len(remarks) == 1
    assert re.search(r"--end (\w+)", remarks[0]).group(1) == left.id[:8]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("answer", "goes_on"), [("", True), ("n", False), ("N ", False), ("neu", False), ("what?", True)]
)
def test_at_a_terminal_one_is_asked_whether_the_room_of_that_date_goes_on(
    file, left, terminal, capsys, answer, goes_on
):
    terminal(answer)
    room, _remarks = choose(file)
    asked = capsys.readouterr().out
    assert ENGLISH.moment(left.opened) in asked and "groups in it: 2" in asked
    assert (room.id == left.id) is goes_on


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("given", [["--new"], ["--go-on"]])
def test_who_has_said_it_already_is_not_asked(file, left, terminal, capsys, given):
    terminal("n")
    room, _remarks = choose(file, *given)
    assert capsys.readouterr().out == ""
    assert (room.id == left.id) is (given == ["--go-on"])


def test_an_older_room_goes_on_when_its_id_is_given(file, left):
    newer = file.open_room(new=True)
    room, remarks = choose(file, "--go-on", left.id[:8])
    assert room == left and newer.id[:8] in remarks[1]


def test_a_room_that_ended_does_not_go_on(file, left):
    file.end(left.id)
    with pytest.raises(RoomError, match="cannot go on"):
        choose(file, "--go-on", left.id)


@pytest.mark.parametrize("ended", [True, False])
def test_a_room_that_goes_on_is_led_itself_whatever_took_its_place_before(file, left, ended):
    following = file.open_next(left.id)
    if ended:
        file.end(following.id)
    room, _remarks = choose(file, *([] if ended else ["--go-on", left.id]))
    assert room == left and file.current(left.id) == left.id


# All rooms


def test_every_room_is_listed_with_its_date_groups_and_state(file, left, sqlite_url):
    other = file.open_room(new=True)
    file.end(other.id)
    code, said = run(sqlite_url, "--list")
    assert code == 0 and said == listed(file, ENGLISH)
    first, second = said.splitlines()
    assert first.startswith(other.id[:8]) and "ended" in first
    assert second == f"{left.id[:8]}: {ENGLISH.moment(left.opened)}, groups: 2, open"


def test_an_empty_store_says_that_there_is_no_room(file, sqlite_url):
    code, said = run(sqlite_url, "--list")
    assert code == 0 and said == "No room was ever opened in this store."


@pytest.mark.parametrize("given", [["--list"], ["--end", "abc"]])
def test_a_store_that_is_not_there_is_named_and_not_made(tmp_path, given):
    code, said = run(f"sqlite:///{(tmp_path / 'nowhere' / 'typo.sqlite').as_posix()}", *given)
    assert code == 2 and "typo.sqlite" in said and "no room was ever opened" in said
    assert list(tmp_path.iterdir()) == []


def test_what_is_advised_finds_the_store_it_speaks_of(file, left, sqlite_url):
    (remark,) = choose(file, "--new", "--store", sqlite_url)[1]
    assert f"python -m kit room --end {left.id[:8]} --store {sqlite_url}" in remark
    assert store_option("postgresql://ada:secret@host/rooms") == " --store …" and store_option(default_store()) == ""


def test_a_room_is_ended_by_its_id_and_nothing_of_it_is_left(file, left, sqlite_url, tmp_path):
    file.add(left.id, KEY, [Event("2", "2026-01-01T00:00:00Z", "start", "team", "name", "Geheim GmbH")])
    code, said = run(sqlite_url, "--end", left.id[:8])
    assert code == 0 and left.id[:8] in said and "deleted" in said
    assert file.rooms()[0].ended and file.read(left.id) == []
    assert not any(b"Geheim" in one.read_bytes() for one in (tmp_path / "rooms").iterdir())
    assert run(sqlite_url, "--end", left.id[:8])[0] == 0


@pytest.mark.parametrize("wrong", ["ffffffffffff", "", " ", "%", "_", "x' or 1=1", "--"])
def test_an_id_that_no_room_has_gets_one_sentence(file, left, wrong):
    with pytest.raises(RoomError, match="no room"):
        found(file, wrong if left.id[0] != wrong[:1] else "0" + wrong)
    assert file.room(left.id) == left


@pytest.mark.parametrize("wrong", ["nothing", ""])
def test_the_command_says_it_in_one_sentence_too(file, left, sqlite_url, wrong):
    code, said = run(sqlite_url, "--end", wrong)
    assert code == 2 and f"“{wrong}”" in said and "--list" in said and len(said.splitlines()) == 1
    assert file.room(left.id) == left


def test_the_beginning_of_several_ids_names_none_of_them(file):
    by_letter = {}
    while not (both := next((ids for ids in by_letter.values() if len(ids) > 1), None)):
        one = file.open_room(new=True).id
        by_letter.setdefault(one[0], []).append(one)
    with pytest.raises(RoomError, match="several rooms"):
        found(file, both[0][0])
    assert found(file, both[1].upper()).id == both[1]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("answer", "deleted"), [("y", True), ("Ja", True), ("n", False), ("", False)])
def test_at_a_terminal_one_is_asked_before_anything_is_deleted(file, left, terminal, capsys, answer, deleted):
    terminal(answer)
    said = end(file, left.id, ENGLISH)
    assert left.id[:8] in capsys.readouterr().out
    assert (file.room(left.id) is None) is deleted and ("deleted:" in said) is deleted


# One after the other


def test_a_room_begun_in_the_place_of_this_one_is_noticed_once(file, left):
    succession = Succession(file, left)
    assert succession.newer() is None
    following = file.open_next(left.id)
    assert succession.newer() == following and succession.newer() is None
    file.end(following.id)
    assert succession.newer() is None
    assert succession.newer() is None and file.open_next(left.id) == succession.newer()


def test_a_store_that_is_away_says_nothing_of_a_new_room(file, left, tmp_path):
    succession = Succession(file, left)
    (tmp_path / "rooms" / "rooms.sqlite").rename(tmp_path / "away")
    assert succession.newer() is None
