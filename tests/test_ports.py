"""Ports and addresses: what is asked is what is served, and nobody waits for ever."""

import socket
import sys
from contextlib import contextmanager

import pytest

from kit.errors import StartError
from kit.ports import (
    HOST,
    address_of,
    answers,
    check_address,
    check_port,
    is_everywhere,
    is_free,
    next_free_port,
    wait_until_open,
)
from tests.browser.room import free_ports


def has_colons() -> bool:
    """Whether this computer knows addresses with colons."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_colons = pytest.mark.skipif(not has_colons(), reason="this computer has no address of the newer kind")
needs_loops = pytest.mark.skipif(
    sys.platform != "linux", reason="only there all of 127.0.0.0/8 are addresses of the computer"
)


@contextmanager
def listening(host: str):
    """A port on which somebody listens at this address alone."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as other:
        if ":" in host:
            other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind((host, 0))
        other.listen()
        yield other.getsockname()[1]


ADDRESSES = [
    HOST,
    "0.0.0.0",
    pytest.param("127.0.0.2", marks=needs_loops),
    *(pytest.param(one, marks=needs_colons) for one in ("::1", "::")),
]


@pytest.mark.parametrize("host", ADDRESSES)
def test_who_listens_at_an_address_is_asked_at_this_address(host):
    with listening(host) as port:
        assert answers(port, host) and not is_free(port, host)
        wait_until_open(port, host)
    assert not answers(port, host) and is_free(port, host)


@needs_loops
def test_who_listens_at_another_address_does_not_count():
    with listening("127.0.0.2") as port:
        assert not answers(port)
        with pytest.raises(StartError, match=f"http://127.0.0.1:{port}"):
            wait_until_open(port, patience_seconds=0)


@pytest.mark.parametrize("host", [*ADDRESSES, "localhost"])
def test_addresses_of_this_computer_are_accepted(host):
    check_address(host)


STRANGE = [
    "8.8.8.8",
    "224.0.0.1",
    "255.255.255.255",
    "2001:db8::5",
    "nowhere.invalid",
    "",
    "192.0.2.300",
    "127.0.0.1:8900",
    "[::1]",
    "a" * 70,
    "-",
    "http://127.0.0.1",
]


@pytest.mark.parametrize("host", STRANGE)
def test_any_other_address_is_refused_in_one_sentence(host):
    with pytest.raises(StartError, match="not an address of this computer"):
        check_address(host)


@pytest.mark.parametrize(
    ("host", "everywhere"),
    [("0.0.0.0", True), ("0", True), ("::", True), (HOST, False), ("::1", False), ("localhost", False)],
)
def test_it_is_known_which_addresses_stand_for_all(host, everywhere):
    assert is_everywhere(host) is everywhere


@pytest.mark.parametrize(
    ("host", "address"),
    [(HOST, "http://127.0.0.1:9"), ("::1", "http://[::1]:9"), ("laptop.local", "http://laptop.local:9")],
)
def test_numbers_with_colons_stand_in_brackets(host, address):
    assert address_of(host, 9) == address


def test_waiting_ends_when_the_server_has_ended():
    def ended():
        raise ChildProcessError

    with listening(HOST) as port:
        pass
    with pytest.raises(ChildProcessError):
        wait_until_open(port, check=ended)


def test_the_next_free_port_for_two_servers_is_followed_by_a_free_one():
    port = free_ports()
    with socket.socket() as other:
        other.bind((HOST, port + 1))
        other.listen()
        found = next_free_port(port - 1, (HOST, HOST))
    assert found > port + 1 and is_free(found) and is_free(found + 1)


def test_the_last_port_is_no_port_for_two_servers():
    assert next_free_port(65534, (HOST, HOST)) < 65534


@pytest.mark.parametrize("port", [1023, 65536, -1, 0])
def test_a_port_that_nobody_may_use_is_refused(port):
    with pytest.raises(StartError):
        check_port(port)
