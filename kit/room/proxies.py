"""Behind a reverse proxy: whom a request really comes from, and by which protocol. Only proxies that were named are believed.

Believed are `X-Forwarded-For`, of which the last address counts that is no proxy of ours, and `X-Forwarded-Proto`. From
anybody else these headers change nothing, and other headers of that kind are never read: a proxy hands on what it does not know.
"""

import ipaddress
from collections.abc import Sequence

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPMessageDelegate

from kit.errors import StartError
from kit.messages import _

FOR, PROTOCOL = "X-Forwarded-For", "X-Forwarded-Proto"
NO_PROXY = _(
    "“--behind-proxy” needs the address from which the reverse proxy reaches this computer, in digits and with commas between several, such as 127.0.0.1 or 10.0.0.5,10.0.1.0/24; “{given}” is none."
)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def proxies(given: str) -> list[Network]:
    """The addresses and networks of a list with commas. Raises StartError."""
    try:
        return [ipaddress.ip_network(one.strip(), strict=False) for one in given.split(",")] if given else []
    except ValueError as error:
        raise StartError(NO_PROXY, given=given[:80]) from error


class TrustingServer(HTTPServer):
    """A server that believes some proxies, request by request, by the address that the connection really comes from."""

    def initialize(self, *arguments, trusted: Sequence[Network] = (), **options):
        super().initialize(*arguments, xheaders=False, **options)
        self._trusted = trusted

    def start_request(self, server_conn, request_conn):
        return Believing(super().start_request(server_conn, request_conn), request_conn, self._trusted)


class Believing(HTTPMessageDelegate):
    """Hands a request on with the address and the protocol that hold for it alone: others follow on the same connection."""

    def __init__(self, delegate: HTTPMessageDelegate, connection, trusted: Sequence[Network]):
        self._delegate, self._context, self._trusted = delegate, connection.context, trusted
        self._peer = known(self._context.address[0] if isinstance(self._context.address, tuple) else "")
        self._own = getattr(self._context, "own", None) or (self._context.remote_ip, self._context.protocol)
        self._context.own = self._own

    def headers_received(self, start_line, headers: HTTPHeaders):
        address, protocol = self._own
        if self._is_ours(self._peer):
            address = self._forwarded(headers.get(FOR, "")) or address
            said = headers.get(PROTOCOL, "").rpartition(",")[2].strip().lower()
            protocol = said if said in ("http", "https") else protocol
        self._context.remote_ip, self._context.protocol = address, protocol
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes):
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        self._delegate.finish()

    def on_connection_close(self) -> None:
        self._delegate.on_connection_close()

    def _forwarded(self, said: str) -> str:
        """The last address in a row that is none of our proxies; "" where what stands there is no address."""
        found = ""
        for one in reversed(said.split(",")):
            address = known(one)
            if address is None:
                break
            found = str(address)
            if not self._is_ours(address):
                break
        return found

    def _is_ours(self, address) -> bool:
        return address is not None and any(address in network for network in self._trusted)


def known(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address as proxies write it, perhaps with a port; None if it is none.

    >>> known("192.0.2.7:4711"), known("[2001:db8::1]:80"), known("::ffff:192.0.2.7"), known("unknown")
    (IPv4Address('192.0.2.7'), IPv6Address('2001:db8::1'), IPv4Address('192.0.2.7'), None)
    """
    written = written.strip()
    if written.startswith("["):
        written = written[1:].partition("]")[0]
    elif written.count(":") == 1:
        written = written.partition(":")[0]
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
