"""What all tests share: no test fails because a machine is slow, no page outlives its tests, and a room whose participant is the process of the tests."""

from contextlib import closing

import pytest
from hypothesis import settings
from ipywidgets import Widget

from kit.room.place import PARTICIPANT, Place
from kit.room.store import Store

settings.register_profile("kit", deadline=None)
settings.load_profile("kit")


@pytest.fixture(scope="module", autouse=True)
def closed_pages():
    """ipywidgets keeps every widget until it is closed: the pages of a whole run would be 100,000, and each collection of garbage two seconds."""
    yield
    Widget.close_all()


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A room whose participant is this process; gives its store and its id."""
    url = f"sqlite:///{(tmp_path / 'rooms.sqlite').as_posix()}"
    with closing(Store(url)) as store:
        opened = store.open_room().id
        for name, value in Place(url, opened, PARTICIPANT, "").variables().items():
            monkeypatch.setenv(name, value)
        yield store, opened
