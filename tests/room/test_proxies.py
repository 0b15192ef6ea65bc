"""Forwarding headers are believed of named proxies alone, request by request, and only those two that a proxy always sets."""

import asyncio
import threading
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest
import tornado.web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from kit.errors import StartError
from kit.room.proxies import TrustingServer, proxies


class Say(tornado.web.RequestHandler):
    def get(self):
        self.write(f"{self.request.remote_ip} {self.request.protocol}")


@contextmanager
def served(trusted: str):
    """A server in a thread; gives a function that asks it and says whom it sees."""
    sockets, ready, ends = bind_sockets(0, "127.0.0.1"), threading.Event(), []

    async def run():
        end = asyncio.Event()
        ends.append((asyncio.get_running_loop(), end))
        server: HTTPServer = TrustingServer(tornado.web.Application([("/", Say)]), trusted=proxies(trusted))
        server.add_sockets(sockets)
        ready.set()
        await end.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(20)
    connection = HTTPConnection("127.0.0.1", sockets[0].getsockname()[1], timeout=20)

    def ask(**headers) -> str:
        connection.request("GET", "/", headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse().read().decode()

    try:
        yield ask
    finally:
        connection.close()
        loop, end = ends[0]
        loop.call_soon_threadsafe(end.set)
        thread.join(20)


FORGED = {
    "X_Forwarded_For": "203.0.113.7",
    "X_Forwarded_Proto": "https",
    "X_Real_Ip": "203.0.113.9",
    "X_Scheme": "https",
}


@pytest.mark.parametrize("trusted", ["", "10.0.0.5", "127.0.0.2,10.0.0.0/8"])
def test_forged_headers_of_anybody_else_change_nothing(trusted):
    with served(trusted) as ask:
        assert ask(**FORGED) == ask() == "127.0.0.1 http"


def test_a_proxy_that_was_named_is_believed_for_one_request_at_a_time():
    with served("127.0.0.1") as ask:
        assert ask(**FORGED) == "203.0.113.7 https"
        assert ask() == "127.0.0.1 http"  # on the same connection
        assert ask(X_Forwarded_For="2001:db8::1") == "2001:db8::1 http"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first one may be invented
        ("198.51.100.1, 203.0.113.7, 10.0.0.5", "203.0.113.7"),
        ("10.0.0.5", "10.0.0.5"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("198.51.100.1, nonsense", "127.0.0.1"),
        ("198.51.100.1, unknown, 10.0.0.5", "10.0.0.5"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_address_counts_that_is_no_proxy_of_ours(said, seen):
    with served("127.0.0.0/8, 10.0.0.5") as ask:
        assert ask(X_Forwarded_For=said) == f"{seen} http"


@pytest.mark.parametrize(
    ("said", "protocol"), [("https", "https"), ("http, https", "https"), ("https, http", "http"), ("wss", "http")]
)
def test_of_protocols_the_last_counts_if_it_is_one(said, protocol):
    with served("127.0.0.1") as ask:
        assert ask(X_Forwarded_Proto=said).endswith(f" {protocol}")


@pytest.mark.parametrize("given", ["proxy.example", "10.0.0.300", "10.0.0.1;10.0.0.2", ",", "*"])
def test_what_is_no_address_of_a_proxy_is_said(given):
    with pytest.raises(StartError, match="--behind-proxy"):
        proxies(given)
