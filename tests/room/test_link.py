"""A link delivers what it was given once, hears what is new once, and says how it is doing. In both databases."""

import asyncio
import threading
from contextlib import closing
from pathlib import Path

import pytest

from kit.room.entries import FACILITATOR, ROOM
from kit.room.link import AT_ONCE, Link
from kit.room.store import MOST_ENTRIES, Store
from tests.aside import run_aside
from tests.room.conftest import BOUND_SECONDS, DELIVERED, KEY, OTHER_KEY, event, named, wait_until


def stored(store, room):
    return [(entry.author, entry.event.id) for entry in store.read(room)]


def test_what_is_sent_is_stored_once_and_in_order(store, url, room, listen):
    link = listen(url, room).link
    events = [event(number) for number in range(2 * AT_ONCE + 1)]
    for number in range(0, len(events), 3):
        link.send(events[number : number + 3])
        link.send(events[: number + 1])
    wait_until(lambda: link.state == DELIVERED)
    assert stored(store, room) == [(KEY, one.id) for one in events]


def test_each_event_is_written_under_the_author_it_was_sent_for(store, url, room, listen):
    link = listen(url, room).link
    link.send([event(1)])
    link.send([event(1), event(2)], author=ROOM)
    link.send([event(3)], author=FACILITATOR)
    wait_until(lambda: link.state == DELIVERED)
    assert stored(store, room) == [(KEY, "1"), (ROOM, "1"), (ROOM, "2"), (FACILITATOR, "3")]


def test_news_come_once_and_in_order_and_to_the_public_only_what_it_may_know(store, url, room, listen):
    store.add(room, FACILITATOR, [event("before")])
    public, private = listen(url, room), listen(url, room, public=False)
    for number in range(20):
        store.add(room, OTHER_KEY, [event(f"own {number}"), event(f"shared {number}", step="shared")])
    store.add(room, OTHER_KEY, [named("Red")])
    store.add(room, ROOM, [event("last")])
    wait_until(lambda: "last" in public.heard and "last" in private.heard)
    assert public.heard == ["before", *(f"shared {number}" for number in range(20)), "name Red", "last"]
    assert [entry.seq for entry in private.news] == [entry.seq for entry in store.read(room)]


def test_a_link_hears_what_it_wrote_itself(url, room, listen):
    listener = listen(url, room)
    listener.link.send([event(1)])
    assert wait_until(lambda: listener.heard) == ["1"]


def test_a_link_hears_in_the_same_visit_what_it_stored(url, room, listen):
    listener = listen(url, room, seconds=2 * BOUND_SECONDS)
    wait_until(lambda: listener.link.state.connected)
    listener.link.send([event(1)])
    assert wait_until(lambda: listener.heard) == ["1"]


def test_two_devices_of_a_group_hear_each_other_and_what_was_before_and_another_group_does_not(
    store, room, url, listen
):
    store.add(room, KEY, [event("before")])
    one, other, foreign = listen(url, room), listen(url, room), listen(url, room, author=OTHER_KEY)
    one.link.send([event("one")])
    wait_until(lambda: "one" in other.heard)
    other.link.send([event("other")])
    wait_until(lambda: "other" in one.heard)
    store.add(room, FACILITATOR, [event("last")])
    wait_until(lambda: "last" in one.heard and "last" in other.heard and "last" in foreign.heard)
    assert one.heard == other.heard == ["before", "one", "other", "last"] and foreign.heard == ["last"]


def test_listeners_are_called_in_the_loop_that_runs_where_the_link_is_made(store, url, room):
    called = []

    async def page(given):
        news, state = asyncio.Event(), asyncio.Event()
        link = Link(
            url,
            room,
            seconds=0.05,
            loop=asyncio.get_running_loop() if given else None,
            on_news=lambda entries: (called.append(threading.current_thread()), news.set()),
            on_state=lambda told: (called.append(threading.current_thread()), state.set()),
        )
        with closing(link):
            async with asyncio.timeout(BOUND_SECONDS):
                await state.wait()
                await news.wait()

    def run():
        for given in (True, False):
            asyncio.run(page(given))

    store.add(room, ROOM, [event(1)])
    elsewhere = threading.Thread(target=run)
    elsewhere.start()
    elsewhere.join()
    assert len(called) >= 4 and set(called) == {elsewhere}


def test_a_page_that_closed_its_link_is_not_called_afterwards(store, url, room):
    """Not even by what the loop had been asked to do before."""
    called = []
    store.add(room, ROOM, [event(1)])

    async def page():
        asked, loop = threading.Event(), asyncio.get_running_loop()
        schedule = loop.call_soon_threadsafe
        loop.call_soon_threadsafe = lambda *arguments: (schedule(*arguments), asked.set())
        link = Link(url, room, seconds=0.05, on_news=called.append, on_state=called.append)
        assert asked.wait(BOUND_SECONDS)
        link.close()
        await asyncio.sleep(0.01)

    run_aside(page())
    assert called == []


def test_a_link_ends_with_the_loop_of_its_page(store, url, room):
    loop = asyncio.new_event_loop()
    loop.close()
    store.add(room, ROOM, [event(1)])
    link = Link(url, room, seconds=0.05, loop=loop, on_news=lambda entries: None)
    link._thread.join(BOUND_SECONDS)
    assert not link._thread.is_alive()


def test_an_ended_room_ends_the_link_and_what_still_waits(store, url, room, listen):
    listener = listen(url, room)
    listener.link.send([event(1)])
    wait_until(lambda: stored(store, room))
    store.end(room)
    wait_until(lambda: listener.link.state.ended)
    listener.link._thread.join(BOUND_SECONDS)
    assert not listener.link._thread.is_alive()
    listener.link.send([event(2)])
    assert listener.link.state == listener.states[-1]
    assert (listener.link.state.waiting, listener.link.state.problem) == (0, None)
    assert stored(store, room) == []


def test_what_will_never_be_taken_is_dropped_alone_and_said(store, url, room, listen):
    listener = listen(url, room)
    link = listener.link
    wait_until(lambda: link.state.connected)
    link.send([event(1), event("i" * 1000), event(2, "x" * 30_000), event(3)])
    problem = wait_until(lambda: link.state.problem)
    assert "damaged or longer" in str(problem) and link.state.connected and link.state.waiting == 0
    assert stored(store, room) == [(KEY, "1"), (KEY, "3")]
    link.send([event(4)])
    wait_until(lambda: link.state.problem is None)
    assert [bool(state.problem) for state in listener.states] == [False, True, False]
    assert stored(store, room)[2:] == [(KEY, "4")]


@pytest.mark.parametrize("author", ["", "somebody"])
def test_a_link_without_a_key_writes_nothing(store, url, room, listen, author):
    link = listen(url, room, author=author).link
    link.send([event(1)])
    assert "not the key of a group" in str(wait_until(lambda: link.state.problem))
    assert link.state.waiting == 0 and stored(store, room) == []


def test_a_group_that_used_up_the_room_is_told_so_and_goes_on_listening(store, url, room, listen):
    store.add(room, KEY, [event(number) for number in range(MOST_ENTRIES - 1)])
    listener = listen(url, room)
    listener.link.send([event(f"more {number}") for number in range(3)])
    assert "used them up" in str(wait_until(lambda: listener.link.state.problem))
    assert stored(store, room)[MOST_ENTRIES - 1 :] == [(KEY, "more 0")]
    store.add(room, FACILITATOR, [event("go on")])
    assert wait_until(lambda: listener.heard[MOST_ENTRIES:]) == ["go on"]


def test_a_room_that_is_unknown_may_still_come(store, url, listen):
    link = listen(url, "f" * 32).link
    link.send([event(1)])
    assert "no such room" in str(wait_until(lambda: link.state.problem))
    assert link.state.waiting == 1 and not link.state.connected and not link.state.ended
    room = store.open_room().id
    rename(url, room, "f" * 32)
    wait_until(lambda: link.state == DELIVERED)
    assert stored(store, "f" * 32) == [(KEY, "1")]


def rename(url: str, old: str, new: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("update rooms set id = :new where id = :old"), {"old": old, "new": new})
    engine.dispose()


@pytest.mark.parametrize("at_once", [True, False])
def test_another_database_in_the_place_of_the_first_is_heard_from_its_beginning(sqlite_url, tmp_path, listen, at_once):
    file, copy = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "copy"
    with closing(Store(sqlite_url)) as store:
        room = store.open_room().id
        store.add(room, ROOM, [event("old")])
        store._database.forget()
        copy.write_bytes(file.read_bytes())
        store.add(room, ROOM, [event(number) for number in range(5)])
        listener = listen(sqlite_url, room)
        wait_until(lambda: len(listener.news) == 6)
    listener.news.clear()
    for beside in ("-wal", "-shm"):
        file.with_name(file.name + beside).unlink()
    if not at_once:
        file.unlink()
        wait_until(lambda: not listener.link.state.connected)
        listener.link.send([event("meanwhile", step="shared")])
        assert list(file.parent.iterdir()) == []
    copy.replace(file)
    listener.link.send([event("now", step="shared")])
    wait_until(lambda: listener.heard == ["old", *([] if at_once else ["meanwhile"]), "now"])


def test_a_store_that_cannot_be_reached_is_tried_again_until_it_can(sqlite_url, listen):
    listener = listen(sqlite_url, "f" * 32)
    listener.link.send([event(1)])
    assert "cannot be reached" in str(wait_until(lambda: listener.link.state.problem))
    with closing(Store(sqlite_url)) as store:
        rename(sqlite_url, store.open_room().id, "f" * 32)
        wait_until(lambda: listener.link.state == DELIVERED)
        assert stored(store, "f" * 32) == [(KEY, "1")]


def test_a_wrong_address_is_said_and_harms_nobody(listen):
    link = listen("mysql://server/rooms", "f" * 32).link
    link.send([event(1)])
    assert "of the kind “mysql”" in str(wait_until(lambda: link.state.problem))
    assert (link.state.connected, link.state.waiting) == (False, 1)


def test_the_same_problem_again_is_told_once(sqlite_url, listen, monkeypatch):
    monkeypatch.setattr("kit.room.link.FIRST_WAIT", 0.01)
    monkeypatch.setattr("kit.room.link.LONGEST_WAIT", 0.01)
    listener, attempts = listen(sqlite_url, "f" * 32), []
    lose = listener.link._lose
    listener.link._lose = lambda error: (lose(error), attempts.append(error))
    wait_until(lambda: len(attempts) > 5)
    assert len(listener.states) == 1


def test_what_nobody_expected_goes_to_the_log_and_the_link_goes_on(store, url, room, listen, caplog):
    listener = listen(url, room)
    wait_until(lambda: listener.link.state.connected)
    listener.link._on_news = lambda entries: 1 / 0
    store.add(room, ROOM, [event(1)])
    wait_until(lambda: "ZeroDivisionError" in caplog.text)
    listener.link._on_news = listener.news.extend
    listener.link._hear, hear = lambda latest: [][0], listener.link._hear
    wait_until(lambda: "IndexError" in caplog.text and not listener.link.state.connected)
    listener.link._hear = hear
    store.add(room, ROOM, [event(2)])
    assert wait_until(lambda: listener.heard) == ["2"]
    assert listener.link.state.connected


def test_closing_stores_what_still_waits_and_tells_nobody_any_more(store, url, room, listen):
    listener = listen(url, room, seconds=BOUND_SECONDS)
    wait_until(lambda: listener.link.state.connected)
    listener.link.send([event(1, step="shared")])
    listener.link.close()
    assert not listener.link._thread.is_alive()
    listener.link.close()
    assert stored(store, room) == [(KEY, "1")]
    told = len(listener.states), len(listener.news)
    store.add(room, ROOM, [event(2)])
    assert (len(listener.states), len(listener.news)) == told


def test_a_link_that_is_cut_off_closes_too(listen):
    link = listen("sqlite:////nowhere/rooms.sqlite", "f" * 32).link
    link.send([event(1)])
    wait_until(lambda: link.state.problem)
    link.close()
    assert not link._thread.is_alive() and link.state.waiting == 1


def test_a_listener_may_close_the_link_itself(store, url, room, listen):
    listener = listen(url, room)
    wait_until(lambda: listener.link.state.connected)
    listener.link._on_news = lambda entries: listener.link.close()
    store.add(room, ROOM, [event(1)])
    listener.link._thread.join(BOUND_SECONDS)
    assert not listener.link._thread.is_alive()


def test_a_sign_of_life_reaches_whoever_leads_and_adds_nothing_to_the_room(url, store, room, listen):
    signs = []
    listen(url, room, author=FACILITATOR, public=False, on_signs=signs.append)
    group = listen(url, room)
    assert store.signs(room) == {}
    group.link.sign()
    wait_until(lambda: KEY in store.signs(room))
    wait_until(lambda: signs and KEY in signs[-1])
    assert store.read(room) == []
