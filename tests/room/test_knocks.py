"""What a server says of its door reaches the facilitator's page by the store, in both databases, and goes with the room."""

from kit.room import co_facilitator
from kit.room.entries import FACILITATOR, Said
from kit.room.knocks import tell
from kit.room.place import LEADER, PARTICIPANT
from kit.room.tries import Notice
from tests.room.conftest import wait_until

NOTICE = Notice(words=21, addresses=2, since=60, locked=300, entered=True)


def test_it_is_said_again_with_another_beat_and_taken_back(store, room):
    tell(store, room, PARTICIPANT, NOTICE)
    (first,) = store.doors(room).knocks
    assert (first.door, first.notice) == (PARTICIPANT, NOTICE)
    tell(store, room, PARTICIPANT, NOTICE)
    tell(store, room, LEADER, NOTICE)
    assert [one.door for one in store.doors(room).knocks] == [LEADER, PARTICIPANT]
    assert first.beat not in [one.beat for one in store.doors(room).knocks]
    tell(store, room, PARTICIPANT, None)
    assert [one.door for one in store.doors(room).knocks] == [LEADER]
    assert store.doors(store.open_room(new=True).id) == Said()


def test_it_goes_with_the_room_and_nothing_is_said_in_one_that_has_ended(store, room):
    tell(store, room, PARTICIPANT, NOTICE)
    store.end(room)
    assert store.doors(room).knocks == ()
    tell(store, room, PARTICIPANT, NOTICE)
    assert store.doors(room).knocks == ()


def test_the_facilitators_link_hears_it_and_the_word_and_that_of_a_group_does_not(
    store, url, room, listen, monkeypatch
):
    monkeypatch.setattr("kit.room.link.SIGNS_SECONDS", 0.1)
    said, word = [], co_facilitator.first_word(store, room)
    listen(url, room, author=FACILITATOR, public=False, on_signs=lambda _signs: None, on_doors=said.append)
    group = listen(url, room)
    tell(store, room, PARTICIPANT, NOTICE)
    wait_until(lambda: said and said[-1].knocks)
    assert said[-1].co_word == word and said[-1].knocks[0].notice == NOTICE
    assert group.news == [] and group.link._on_doors is None
