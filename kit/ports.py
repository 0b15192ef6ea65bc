"""Ports of this computer and the addresses at which they are served: which are free, and whether somebody answers.

Knows sockets only; what is served is another module's matter.
"""

import errno
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from kit.errors import StartError
from kit.messages import _

HOST = "127.0.0.1"  # this computer alone
LOOPS = {"0.0.0.0": HOST, "::": "::1"}  # who listens everywhere can be asked here
PATIENCE_SECONDS = 90

PORT_OUT_OF_RANGE = _("A port lies between 1024 and 65535; {port} does not.")
NOT_OF_THIS_COMPUTER = _(
    "“{address}” is not an address of this computer. Right would be one that it has in its network, or {everywhere} for all of them."
)
NOT_OPEN = _(
    "Nothing answers at {address}, not even after {seconds} seconds. Start again; if it happens once more, choose another port with --port."
)


def check_port(port: int) -> None:
    """Raise StartError unless people may use this port."""
    if not 1024 <= port <= 65535:
        raise StartError(PORT_OUT_OF_RANGE, port=str(port))


def check_address(host: str) -> None:
    """Raise StartError unless somebody who listens at this address of the computer, or at this name, can be reached there."""
    for family, address in _meant(host, 0):
        with suppress(OSError), _listener(family) as listener:
            listener.bind(address)
            listener.listen()
            if answers(listener.getsockname()[1], host):
                return
    raise StartError(NOT_OF_THIS_COMPUTER, address=host, everywhere="0.0.0.0")


def is_everywhere(host: str) -> bool:
    """Whether an address stands for all addresses of the computer."""
    return bool(numbers(host) & LOOPS.keys())


def numbers(host: str) -> set[str]:
    """The addresses in digits that a name or a number stands for."""
    return {address[0] for _family, address in _meant(host, 0)}


def address_of(host: str, port: int, scheme: str = "http") -> str:
    """What people type to get there; numbers with colons need brackets."""
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def answers(port: int, host: str = HOST) -> bool:
    """Whether a program accepts connections on this port, asked where it is served."""
    return any(_accepts(family, (LOOPS.get(number, number), *more)) for family, (number, *more) in _meant(host, port))


def is_free(port: int, host: str = HOST) -> bool:
    """Whether the kit could listen on this port."""
    if answers(port, host):
        return False
    for family, address in _meant(host, port):
        try:
            with _listener(family) as listener:
                listener.bind(address)
        except OSError as error:
            # A name may have an address of a kind that is switched off.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                return False
    return True


def all_free(port: int, hosts: Sequence[str]) -> bool:
    """Whether this port and those after it, one for each address, are free."""
    return all(is_free(port + place, host) for place, host in enumerate(hosts))


def next_free_port(port: int, hosts: Sequence[str] = (HOST,)) -> int:
    """The first port after this one (from 1024 again after the last) that is free, with those after it for further addresses."""
    last = 65536 - len(hosts)
    later = (candidate for candidate in [*range(port + 1, last + 1), *range(1024, port)] if all_free(candidate, hosts))
    return next(later)


def wait_until_open(
    port: int, host: str = HOST, check: Callable[[], None] = lambda: None, patience_seconds: float = PATIENCE_SECONDS
) -> None:
    """Return as soon as the port answers; `check` raises if it never will. Raises StartError after a while."""
    end = time.monotonic() + patience_seconds
    while not answers(port, host):
        check()
        if time.monotonic() > end:
            raise StartError(NOT_OPEN, address=address_of(LOOPS.get(host, host), port), seconds=patience_seconds)
        time.sleep(0.1)


def _meant(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple]]:
    """The addresses that a name or a number stands for; raises StartError for one that nobody knows."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise StartError(NOT_OF_THIS_COMPUTER, address=host, everywhere="0.0.0.0") from error
    return [(family, address) for family, _kind, _protocol, _name, address in found]


def _accepts(family: socket.AddressFamily, address: tuple) -> bool:
    with suppress(OSError), socket.socket(family) as caller:
        caller.settimeout(1)
        return caller.connect_ex(address) == 0
    return False


def _listener(family: socket.AddressFamily) -> socket.socket:
    """A socket as the servers make theirs."""
    listener = socket.socket(family)
    if sys.platform != "win32":  # there it would allow to share the port of another program
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return listener
