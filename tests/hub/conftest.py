"""Stores of rooms, as for one room."""

from tests.room.conftest import postgresql, sqlite_url, url

__all__ = ["postgresql", "sqlite_url", "url"]
