"""What pages are tried in: a room whose participant is the process of the tests."""

from contextlib import closing

import pytest

from kit.room.place import PARTICIPANT, Place
from kit.room.store import Store


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A room whose participant is this process; gives its store and its id."""
    url = f"sqlite:///{(tmp_path / 'rooms.sqlite').as_posix()}"
    with closing(Store(url)) as store:
        opened = store.open_room().id
        for name, value in Place(url, opened, PARTICIPANT, "").variables().items():
            monkeypatch.setenv(name, value)
        yield store, opened
