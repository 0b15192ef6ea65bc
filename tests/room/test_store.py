"""The store takes every event once, shows it in order, and forgets a room that has ended. In both databases."""

import os
import subprocess
import sys
import threading
import time
import traceback
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy import event as listening

from kit.room.entries import FACILITATOR, ROOM, is_key
from kit.room.store import LONGEST_ID, MOST_ENTRIES, RoomAway, RoomError, Store
from tests.room.conftest import BOUND_SECONDS, KEY, OTHER_KEY, event, named, wait_until, writer

SECRET = "geheim123"


def ids(entries):
    return [entry.event.id for entry in entries]


# Rooms


def test_the_newest_open_room_is_opened_again_until_it_ends(store):
    first = store.open_room()
    assert store.open_room() == first == store.room(first.id)
    second = store.open_room(new=True)
    assert second.id != first.id and second.token != first.token
    assert store.open_room() == second
    store.end(second.id)
    assert store.open_room() == first
    store.end(first.id)
    assert store.open_room().id not in (first.id, second.id)


def test_a_word_has_at_least_64_bits_and_can_be_typed_in_any_case(store):
    words = {store.open_room(new=True).token.replace("-", "") for _room in range(20)}
    assert len(words) == 20
    assert all(
        len(word) == 13 and word.isalnum() and word == word.upper() and not set(word) & set("01IO") for word in words
    )


def test_an_ended_room_takes_nothing_and_lets_nobody_in(store, room):
    store.add(room, KEY, [event(1)])
    assert not store.ended(room)
    store.end(room)
    store.end(room)
    assert store.ended(room) and store.room(room) is None
    assert store.read(room) == [] and store.latest(room) == 0
    with pytest.raises(RoomError, match="has ended") as caught:
        store.add(room, KEY, [event(2)])
    assert not isinstance(caught.value, RoomAway)


def test_a_room_that_never_was_is_unknown(store):
    assert store.room("nowhere") is None
    for asked in (lambda: store.add("nowhere", KEY, [event(1)]), lambda: store.ended("nowhere")):
        with pytest.raises(RoomAway, match="no such room"):
            asked()


def test_ending_a_room_leaves_the_others_as_they_are(store, room):
    other = store.open_room(new=True).id
    store.add(room, KEY, [event(1)])
    store.add(other, KEY, [event(2)])
    store.end(room)
    assert ids(store.read(other)) == ["2"]


def test_no_byte_of_an_ended_room_is_left_in_the_file(sqlite_url):
    with closing(Store(sqlite_url)) as store, closing(Store(sqlite_url)) as reader:
        room = store.open_room()
        for number in range(300):
            store.add(room.id, KEY, [event(number, f"{SECRET} {number} " + "ä" * 3000), event(f"{SECRET}{number}")])
        assert len(reader.read(room.id)) == 600
        assert SECRET.encode() in everything(sqlite_url)
        store.end(room.id)
        kept = everything(sqlite_url)
        assert len(kept) < 200_000  # of more than a million
        assert room.id.encode() in kept
        for gone in (SECRET, KEY, room.token, "role_chain"):
            assert gone.encode() not in kept
    assert SECRET.encode() not in everything(sqlite_url)


def test_traces_that_a_reader_keeps_from_being_deleted_are_owned_up_to(sqlite_url, monkeypatch):
    monkeypatch.setattr("kit.room.database.PATIENCE_SECONDS", 0.1)
    with closing(Store(sqlite_url)) as store:
        room = store.open_room().id
        store.add(room, KEY, [event(1, SECRET)])
        engine = create_engine(sqlite_url)
        with engine.connect() as reading:
            reading.execute(text("begin"))
            reading.execute(text("select * from entries")).all()
            with pytest.raises(RoomAway, match="traces"):
                store.end(room)
            assert store.ended(room)
        engine.dispose()
        store.end(room)
        assert SECRET.encode() not in everything(sqlite_url)


def everything(url: str) -> bytes:
    """All bytes in the folder of a file: the database and what SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in Path(url.removeprefix("sqlite:///")).parent.iterdir())


# Entries


def test_an_event_counts_once_however_often_it_is_sent(store, room):
    assert store.add(room, KEY, [event(1), event(2)]) == 2
    assert store.add(room, KEY, [event(2), event(3), event(3), event(1)]) == 1
    assert store.add(room, KEY, [event(1, "another value")]) == 0
    assert store.add(room, KEY, []) == 0
    assert [(entry.event, entry.author) for entry in store.read(room)] == [
        (event(1), KEY),
        (event(2), KEY),
        (event(3), KEY),
    ]


def test_two_authors_may_use_the_same_id(store, room):
    assert store.add(room, KEY, [event(1, "mine")]) == store.add(room, OTHER_KEY, [event(1, "yours")]) == 1
    assert [entry.event.value for entry in store.read(room)] == ["mine", "yours"]


def test_a_fact_is_established_by_the_first_who_says_it(store, room):
    assert [store.add(room, ROOM, [event("season 1", value)]) for value in ("first", "second")] == [1, 0]
    assert [entry.event.value for entry in store.read(room, public=True)] == ["first"]


def test_entries_are_read_in_order_from_any_number_on(store, room):
    for number in range(10):
        store.add(room, KEY if number % 2 else OTHER_KEY, [event(number)])
    entries = store.read(room)
    numbers = [entry.seq for entry in entries]
    assert ids(entries) == [str(number) for number in range(10)]
    assert numbers == sorted(set(numbers)) and store.latest(room) == numbers[-1]
    for place, seq in enumerate(numbers):
        assert store.read(room, after=seq) == entries[place + 1 :]
    assert [entry.arrived for entry in entries] == sorted(entry.arrived for entry in entries)


def test_numbers_of_an_ended_room_are_not_given_again(store, room):
    store.add(room, KEY, [event(1), event(2)])
    latest = store.latest(room)
    store.end(room)
    other = store.open_room().id
    store.add(other, KEY, [event(3)])
    assert store.latest(other) > latest


def test_the_public_hears_the_facilitator_the_facts_what_is_shared_the_names_and_itself(store, room):
    store.add(room, KEY, [event("own"), event("shared", step="shared"), named("Blue")])
    store.add(room, FACILITATOR, [event("told")])
    store.add(room, ROOM, [event("fact", step="shared")])
    assert ids(store.read(room, public=True)) == ["shared", "name Blue", "told", "fact"]
    assert ids(store.read(room, public=True, own=OTHER_KEY)) == ["shared", "name Blue", "told", "fact"]
    assert ids(store.read(room, public=True, own=KEY)) == ["own", "shared", "name Blue", "told", "fact"]
    assert ids(store.read(room)) == ["own", "shared", "name Blue", "told", "fact"]


def test_rooms_hear_nothing_of_each_other(store, room):
    other = store.open_room(new=True).id
    store.add(room, KEY, [event(1)])
    assert store.read(other) == [] and store.latest(other) == 0
    assert store.add(other, KEY, [event(1)]) == 1


@pytest.mark.parametrize("author", [FACILITATOR, ROOM, "", "a" * 31, "A" * 32, "g" * 32, "a" * 32 + "\n", "a" * 5000])
def test_a_group_writes_under_its_own_key_only(store, room, author):
    assert not is_key(author)
    with pytest.raises(RoomError, match="not the key of a group"):
        store.add_group(room, author, [event(1)])
    if author not in (FACILITATOR, ROOM):
        with pytest.raises(RoomError, match="not the key of a group"):
            store.add(room, author, [event(1)])
    assert store.read(room) == []


def test_a_group_cannot_flood_a_room(store, room):
    full = [event(number) for number in range(MOST_ENTRIES)]
    assert store.add_group(room, KEY, full[1:]) == MOST_ENTRIES - 1
    with pytest.raises(RoomError, match="5000"):
        store.add_group(room, KEY, [event("one"), event("too many")])
    assert store.add_group(room, KEY, full) == 1
    assert store.add_group(room, KEY, full) == 0
    with pytest.raises(RoomError, match="used them up"):
        store.add_group(room, KEY, [event("more")])
    assert store.add_group(room, OTHER_KEY, [event("another group")]) == store.add(room, ROOM, [event("fact")]) == 1
    assert len(store.read(room)) == MOST_ENTRIES + 2


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("<script>alert('x')</script> & “quoted” \\ % {name} :name ? $1", None),
        ("ä" * 10_000, None),
        ("line\nline\r\n\ttab\u2028\x7f", None),
        ("😀 👩‍👩‍👧", None),
        ("zero\0zero", "zero\ufffdzero"),
        ("half \ud83d of \ude00", "half \ufffd of \ufffd"),
        ("two halves \ud83d\ude00", "two halves 😀"),
        *((value, None) for value in ("", 0, 1, -0.1, 1e300, True, False, None, 2**70)),
    ],
    ids=str,
)
def test_a_value_comes_back_as_it_was_or_without_what_nobody_can_store(store, room, value, read):
    store.add(room, KEY, [event(1, value)])
    [entry] = store.read(room)
    assert entry.event.value == (value if read is None else read) and type(entry.event.value) is type(value)


def test_an_id_and_a_place_with_what_nobody_can_store_are_taken_too(store, room):
    odd = replace(event("a\0\ud800"), at="\0", exercise="\ud800", step="\0", name="\udfff")
    assert [store.add(room, KEY, [odd]), store.add(room, KEY, [odd])] == [1, 0]
    assert ids(store.read(room)) == ["a\ufffd\ufffd"]


@pytest.mark.parametrize(
    "broken",
    [
        event(1, "x" * 20_001),
        event(1, 10**5000),
        event(1, [1]),
        event("i" * (LONGEST_ID + 1)),
        replace(event(1), name=None),
        replace(event(1), at=7),
    ],
    ids=["long", "huge", "list", "id", "name", "at"],
)
def test_what_could_not_be_read_again_is_refused_with_its_place(store, room, broken):
    with pytest.raises(RoomError, match="Decision 2 is damaged or longer than"):
        store.add(room, KEY, [event("good"), broken])
    assert store.read(room) == []
    assert store.add(room, KEY, [event("😀" * LONGEST_ID)]) == 1


@pytest.mark.parametrize("value", ["{", "[1]", "[" * 100_000, '"' + "x" * 20_001 + '"', "7" * 5000])
def test_an_entry_that_was_damaged_by_hand_is_passed_over(store, url, room, value):
    store.add(room, KEY, [event(1), event(2), event(3)])
    change(url, "update entries set value = :value where event_id = '2'", value=value)
    assert ids(store.read(room)) == ["1", "3"]


def test_bytes_that_are_no_text_are_passed_over(sqlite_url):
    with closing(Store(sqlite_url)) as store:
        room = store.open_room().id
        store.add(room, KEY, [event(1), event(2), event(3)])
        change(sqlite_url, "update entries set value = cast(x'22ff' as text) where event_id = '2'")
        change(sqlite_url, "update entries set name = x'00ff' where event_id = '3'")
        assert ids(store.read(room)) == ["1"]


def change(url: str, command: str, **values) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(command), values)
    engine.dispose()


# Addresses


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_a_file_is_for_its_owner_only(sqlite_url):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    before = os.umask(0)
    try:
        with closing(Store(sqlite_url)) as store:
            store.open_room()
            assert {path.name: oct(path.stat().st_mode & 0o777) for path in file.parent.iterdir()} == {
                f"rooms.sqlite{part}": "0o600" for part in ("", "-wal", "-shm")
            }
            assert file.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_a_file_may_have_any_name(tmp_path):
    file = tmp_path / "a folder #1" / "ä 100% & more.sqlite"
    with closing(Store(f"sqlite:///{file.as_posix()}")) as store:
        store.open_room()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


def test_a_store_that_is_to_create_nothing_creates_nothing(sqlite_url, postgresql):
    empty = postgresql.new_database()
    for url in (sqlite_url, empty):
        with closing(Store(url, create=False)) as store, pytest.raises(RoomAway, match="cannot be reached"):
            store.latest("anywhere")
    assert not Path(sqlite_url.removeprefix("sqlite:///")).parent.exists()
    with closing(Store(empty)) as store:
        assert store.open_room()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "Right would be"),
        ("rooms.sqlite", "Right would be"),
        ("sqlite://", "Right would be"),
        ("sqlite:///:memory:", "Right would be"),
        ("sqlite:///a\0b", "Right would be"),
        (f"postgresql://kit:{SECRET}@server:port/rooms", "Right would be"),
        (f"postgresql://kit:{SECRET}@{SECRET}@server/rooms", "URL-encoded"),
        (f"postgresql://kit:a@{SECRET}/b@server/rooms", "URL-encoded"),
        (f"mysql://kit:{SECRET}@server/rooms", "of the kind “mysql”"),
        (f"http://kit:{SECRET}@server/rooms", "of the kind “http”"),
        (f"postgresql://kit:{SECRET}@127.0.0.1:1/rooms", "“127.0.0.1/rooms” cannot be reached"),
        (f"postgresql://kit:{SECRET}@no-such-host.invalid/rooms", "“no-such-host.invalid/rooms” cannot be reached"),
        (f"postgresql://kit@127.0.0.1:1/rooms?password={SECRET}", "“127.0.0.1/rooms” cannot be reached"),
        (f"postgresql://kit:{SECRET}@127.0.0.1:1/rooms?no_such_option=1", "“127.0.0.1/rooms” cannot be reached"),
    ],
)
def test_a_wrong_address_is_answered_with_one_sentence_that_keeps_the_password(url, said):
    with pytest.raises(RoomError, match=said) as caught:
        Store(url)
    assert SECRET not in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception_only(caught.value)) + repr(caught.value.__cause__)


def test_what_is_no_store_is_not_touched(tmp_path):
    letter, text = tmp_path / "letter.txt", "Dear customer, " * 1000
    letter.write_text(text, encoding="utf-8")
    letter.chmod(0o644)
    before = [(path.stat().st_mode, path.stat().st_mtime_ns) for path in (letter, tmp_path)]
    for wrong in (letter, tmp_path, letter / "rooms.sqlite"):
        with pytest.raises(RoomAway, match="cannot be reached"):
            Store(f"sqlite:///{wrong.as_posix()}")
    assert [(path.stat().st_mode, path.stat().st_mtime_ns) for path in (letter, tmp_path)] == before
    assert letter.read_text(encoding="utf-8") == text and list(tmp_path.iterdir()) == [letter]


def test_a_database_that_does_not_exist_cannot_be_reached(postgresql):
    with pytest.raises(RoomAway, match="no_such_database"):
        Store(postgresql.url("no_such_database"))


def test_without_the_driver_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RoomError, match="pip install psycopg") as caught:
        Store(f"postgresql://kit:{SECRET}@127.0.0.1/rooms")
    assert not isinstance(caught.value, RoomAway)


def test_a_connection_that_the_server_has_ended_is_made_again(postgresql):
    url = postgresql.new_database()
    with closing(Store(url)) as store:
        room = store.open_room().id
        change(
            url,
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
        assert store.add(room, KEY, [event(1)]) == 1


# Many at once


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_eight_processes_open_the_same_new_stores_at_the_same_time(request, tmp_path, kind):
    urls = [f"sqlite:///{(tmp_path / str(number) / 'rooms.sqlite').as_posix()}" for number in range(20)]
    if kind == "postgresql":
        server = request.getfixturevalue("postgresql")
        urls = [server.new_database() for _number in range(5)]
    with ExitStack() as stack:
        writers = [stack.enter_context(writer("open", *urls)) for _process in range(8)]
        begin(writers, time.time() + 0.1)
        assert [process.communicate(timeout=BOUND_SECONDS)[0] for process in writers] == [""] * 8
        assert [process.returncode for process in writers] == [0] * 8


def begin(writers, word) -> None:
    """All of them at once."""
    assert [process.stdout.readline() for process in writers] == ["ready\n"] * len(writers)
    for process in writers:
        process.stdin.write(f"{word}\n")
        process.stdin.flush()


def test_readers_miss_nothing_while_eight_processes_write(store, url, room):
    count, keys = 200, [f"{number:032x}" for number in range(8)]
    done, seen = threading.Event(), [[], [], []]

    def follow(found):
        with closing(Store(url, create=False)) as reader:
            last = 0
            while not done.is_set() or reader.latest(room) > last:
                news = reader.read(room, after=last, public=True)
                found += news
                last = news[-1].seq if news else last

    readers = [threading.Thread(target=follow, args=[found]) for found in seen]
    with ExitStack() as stack:
        writers = [stack.enter_context(writer("add", url, room, key, 0, count)) for key in keys]
        for reader in readers:
            reader.start()
        try:
            begin(writers, "go")
            said = [process.communicate(timeout=4 * BOUND_SECONDS)[0].split() for process in writers]
        finally:
            done.set()
            for reader in readers:
                reader.join()
    written = [str(number) for number in range(count)]
    assert said == [written] * 8
    everything = store.read(room)
    for key in keys:
        assert ids(entry for entry in everything if entry.author == key) == written
    assert len(everything) == 8 * count
    assert [found == everything for found in seen] == [True] * 3


def test_what_is_written_later_becomes_visible_later(postgresql):
    """One writer has its number but is held before it commits: the next one waits for it."""
    url = postgresql.new_database()
    with closing(Store(url)) as slow, closing(Store(url)) as fast:
        room = slow.open_room().id
        held, free = threading.Event(), threading.Event()
        listening.listen(slow._database._engine, "commit", lambda _connection: (held.set(), free.wait(BOUND_SECONDS)))
        first = threading.Thread(target=slow.add, args=[room, KEY, [event("first")]])
        second = threading.Thread(target=fast.add, args=[room, OTHER_KEY, [event("second")]])
        first.start()
        try:
            assert held.wait(BOUND_SECONDS)
            second.start()
            wait_until(lambda: not second.is_alive() or waiting_for_a_lock(url))
            assert fast.read(room) == []
        finally:
            free.set()
            first.join()
            second.join()
        assert ids(fast.read(room)) == ["first", "second"]


def waiting_for_a_lock(url: str) -> bool:
    import psycopg

    with closing(psycopg.connect(url)) as connection:
        query = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        return connection.execute(query).fetchone()[0] > 0


def test_the_link_brings_no_database_library_with_it():
    check = "import sys, kit.room.link; sys.exit('sqlalchemy' in sys.modules or 'psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


# The facilitator's word, and one room after the other


def test_the_facilitators_word_stays_with_the_room_and_is_no_other_rooms(store, url, room):
    word = store.leader_word(room)
    with closing(Store(url)) as after_a_restart:
        assert after_a_restart.leader_word(room) == word and len(word) == 32
    assert store.leader_word(store.open_room(new=True).id) != word
    store.end(room)
    assert store.leader_word(room) == word  # its page goes on to the next room


def test_one_room_takes_the_place_of_another_once_however_often_it_is_asked(store, room):
    assert store.current(room) == room
    following = store.open_next(room)
    assert store.open_next(room) == following and store.current(room) == following.id != room
    assert store.leader_word(following.id) == store.leader_word(room)
    assert following.token and store.room(room).token != following.token
    store.end(following.id)
    last = store.open_next(room)
    assert last.id not in (room, following.id) and store.current(room) == store.current(following.id) == last.id
    assert store.open_room() == last


def test_all_rooms_are_known_with_their_groups_the_newest_first(store, room):
    newer = store.open_room(new=True).id
    store.add(room, KEY, [event(1), named("Blue"), replace(named("Blue"), id="later")])
    store.add(room, OTHER_KEY, [named("Red")])
    store.add(room, "c" * 32, [event(1)])  # who has no name is no group yet
    store.add(room, FACILITATOR, [event(1)])
    store.add(room, ROOM, [event(1)])
    assert [(one.id, one.groups, one.ended) for one in store.rooms()] == [(newer, 0, ""), (room, 2, "")]
    store.end(room)
    assert [(one.id, one.groups, bool(one.ended)) for one in store.rooms()] == [(newer, 0, False), (room, 0, True)]


# Signs of life


def test_a_group_has_one_sign_of_life_the_last_one(store, room):
    store.sign(room, KEY)
    first = store.signs(room)[KEY].at
    store.sign(room, OTHER_KEY)
    wait_until(lambda: store.sign(room, KEY) or store.signs(room)[KEY].at > first)
    assert set(store.signs(room)) == {KEY, OTHER_KEY}
    assert store.latest(room) == 0 and store.signs(store.open_room(new=True).id) == {}


def test_signs_of_life_go_with_the_room(store, room):
    store.sign(room, KEY)
    store.end(room)
    store.sign(room, KEY)
    assert store.signs(room) == {}


def test_a_store_of_an_earlier_version_can_be_ended_without_being_changed_first(sqlite_url):
    with closing(Store(sqlite_url)) as store:
        room = store.open_room().id
        store.add(room, KEY, [event(1)])
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("drop table signs"))
    engine.dispose()
    with closing(Store(sqlite_url, create=False)) as store:
        store.end(room)
        assert store.ended(room) and store.read(room) == []
    with closing(Store(sqlite_url)) as store:
        other = store.open_room().id
        store.sign(other, KEY)
        assert set(store.signs(other)) == {KEY}
