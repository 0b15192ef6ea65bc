"""A room in a PostgreSQL that lets few in: its pages hold no connections, and go on when what holds them dies."""

import sys

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.room import RoomServer, join
from tests.processes import end, family, with_words
from tests.room.conftest import NO_POSTGRESQL, cluster, programs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there every kernel opens the store itself")


def test_pages_hold_no_connection_to_the_database_and_go_on_when_the_one_that_does_is_killed(visit_room, tmp_path):
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with cluster(programs(), most=12) as postgresql:
        room = RoomServer(tmp_path, store=postgresql.new_database())
        try:
            leader = visit_room(room).page(room.lead)
            people = leader.locator(".kit-people span")
            join(visit_room(room), "Rot")
            expect(people).to_have_text(["Rot"])
            started = family(room.process.pid)
            holders, kernels = with_words(started, "kit.room.shared_store"), with_words(started, "ipykernel_launcher")
            assert len(holders) == 2 and len(kernels) >= 2

            def asks(process: psutil.Process) -> bool:
                return any(one.raddr and one.raddr.port == postgresql.port for one in process.net_connections())

            assert all(asks(one) for one in holders)
            assert [one for one in kernels if asks(one)] == []
            end(holders)
            join(visit_room(room), "Blau")
            expect(people).to_have_text(["Rot", "Blau"])
        finally:
            room.stop()
