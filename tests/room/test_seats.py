"""Four letters let one device go on as a group: once, for a while, and only in few tries. In both databases."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import update

from kit.journal import Event
from kit.room.entries import ANSWER, CONTROL, FACILITATOR, LETTERS, NO, SEAT, WISH, Entry, answer, sign, wishes
from kit.room.seats import LENGTH, MOST_TRIES, fits, offer
from kit.room.store import RoomError, Store
from kit.room.tables import SEATS
from tests.room.conftest import KEY, OTHER_KEY

WRONG = "0000"  # no letters at all


def test_letters_fit_once_however_they_are_typed(store, room):
    letters = offer(store, room, KEY)
    assert len(letters) == LENGTH and set(letters) <= set(LETTERS)
    assert fits(store, room, KEY, f" {letters[:2].lower()}-{letters[2:]} ")
    assert not fits(store, room, KEY, letters)


def test_letters_are_for_one_group_of_one_room(store, room):
    letters, other = offer(store, room, KEY), store.open_room(new=True).id
    offer(store, room, OTHER_KEY)
    assert not fits(store, other, KEY, letters) and not fits(store, room, "c" * 32, letters)
    assert fits(store, room, KEY, letters)


def test_new_letters_stand_in_the_place_of_those_before(store, room):
    first, second = offer(store, room, KEY), offer(store, room, KEY)
    assert first != second and not fits(store, room, KEY, first)
    assert fits(store, room, KEY, second)


@pytest.mark.parametrize("typed", [WRONG, "", "ABC", "ABCDE", "ÄÖÜß", "\ud800", "x" * 10_000])
def test_after_a_few_wrong_tries_nothing_fits_before_there_are_new_letters(store, room, typed):
    letters = offer(store, room, KEY)
    for _try in range(MOST_TRIES):
        assert not fits(store, room, KEY, typed)
    assert not fits(store, room, KEY, letters)
    assert fits(store, room, KEY, offer(store, room, KEY))


def test_one_wrong_try_fewer_does_no_harm(store, room):
    letters = offer(store, room, KEY)
    for _try in range(MOST_TRIES - 1):
        fits(store, room, KEY, WRONG)
    assert fits(store, room, KEY, letters)


def test_letters_do_not_live_long(store, room):
    letters = offer(store, room, KEY)
    with store.writing() as connection:
        connection.execute(update(SEATS).values(until=SEATS.c.until - 301))
    assert not fits(store, room, KEY, letters)


def test_of_many_devices_that_try_at_once_one_gets_in_and_every_wrong_try_counts(store, room, url):
    def tries(typed: str) -> bool:
        with closing(Store(url, create=False)) as own:
            return fits(own, room, KEY, typed)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(tries, [offer(store, room, KEY)] * 8)) == 1
        letters = offer(store, room, KEY)
        list(threads.map(tries, [WRONG] * MOST_TRIES))
    assert not fits(store, room, KEY, letters)


def test_letters_reach_nobody_who_reads_the_room_and_go_with_it(store, room):
    letters = offer(store, room, KEY)
    assert store.read(room) == []
    store.end(room)
    assert not fits(store, room, KEY, letters)
    with pytest.raises(RoomError, match="has ended"):
        offer(store, room, KEY)


# The facilitator's nod


def said(*told: tuple[str, str, str]) -> list[Entry]:
    """Wishes (of a key) and answers (of the facilitator) in their order: author, name, value."""
    steps = {FACILITATOR: CONTROL}
    return [
        Entry(
            place, author, Event(f"{place}", "2026-01-01T00:00:00Z", "room", steps.get(author, SEAT), name, value), ""
        )
        for place, (author, name, value) in enumerate(told, start=1)
    ]


THIRD = "c" * 32
WANTS, YES, REFUSED = (
    (OTHER_KEY, WISH, KEY),
    (FACILITATOR, ANSWER + OTHER_KEY, KEY),
    (FACILITATOR, ANSWER + OTHER_KEY, NO),
)


def test_a_wish_waits_until_it_is_answered_or_taken_back():
    assert wishes(said(WANTS)) == {OTHER_KEY: KEY}
    assert wishes(said(WANTS, (THIRD, WISH, KEY), WANTS)) == {THIRD: KEY, OTHER_KEY: KEY}
    for over in (YES, REFUSED, (OTHER_KEY, WISH, "")):
        assert wishes(said(WANTS, over)) == {}
    assert wishes(said(WANTS, REFUSED, WANTS)) == {OTHER_KEY: KEY}


def test_nobody_else_can_answer_and_nonsense_is_no_wish():
    assert wishes(said(WANTS, (THIRD, ANSWER + OTHER_KEY, KEY))) == {OTHER_KEY: KEY}
    assert wishes(said((OTHER_KEY, WISH, "Blue"), (THIRD, WISH, THIRD), (FACILITATOR, WISH, KEY))) == {}
    assert answer(said(WANTS, (THIRD, ANSWER + OTHER_KEY, KEY)), OTHER_KEY) == ""


def test_an_answer_is_for_the_wish_before_it_alone():
    assert answer(said(WANTS), OTHER_KEY) == answer(said(YES), OTHER_KEY) == ""
    assert answer(said(WANTS, YES), OTHER_KEY) == KEY and answer(said(WANTS, YES), THIRD) == ""
    assert answer(said(WANTS, REFUSED), OTHER_KEY) == NO
    assert (
        answer(said(WANTS, REFUSED, WANTS), OTHER_KEY)
        == answer(said(WANTS, YES, (OTHER_KEY, WISH, "")), OTHER_KEY)
        == ""
    )


def test_a_sign_tells_devices_apart_and_not_their_keys():
    assert sign(KEY) != sign(OTHER_KEY) and len(sign(KEY)) == 2 and set(sign(KEY)) <= set(LETTERS)
