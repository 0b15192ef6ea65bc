"""How a server of a room listens: at which addresses, below which path, encrypted or not, and which proxies it believes.

It is told by options, by `kit/room/start.py` or by whoever else starts such a server.
"""

import argparse
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tornado.ioloop

from kit.pages import PagesApp
from kit.room.certificate import Certificate
from kit.room.proxies import Network, TrustingServer, proxies


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of such a server."""
    parser.add_argument("--also-ip", default="", help="a second address to listen at")
    parser.add_argument("--certificate", default="", help="file of the certificate (PEM); served encrypted then")
    parser.add_argument("--key", default="", help="file of its key (PEM)")
    parser.add_argument("--behind-proxy", default="", help="addresses whose forwarding headers are believed")
    parser.add_argument("--base-url", default="/", help="path below which everything is served")


@dataclass(frozen=True)
class Ways:
    """A second address to listen at ("": none), how to serve encrypted (None: not), and the proxies that are believed."""

    also_ip: str = ""
    ssl_context: ssl.SSLContext | None = None
    trusted: Sequence[Network] = ()


def ways(asked: argparse.Namespace) -> Ways:
    """What these options mean for the server. Raises StartError."""
    encrypted = (
        Certificate(Path(asked.certificate), Path(asked.key or asked.certificate)) if asked.certificate else None
    )
    return Ways(asked.also_ip, encrypted.context() if encrypted else None, proxies(asked.behind_proxy))


class Listening(PagesApp):
    """Pages that listen as they are told."""

    ways = Ways()

    def listen(self):
        """Listen until ended; one line where the port is taken."""
        server = TrustingServer(self.app, trusted=self.ways.trusted, ssl_options=self.ways.ssl_context)
        try:
            for ip in filter(None, (self.ip, self.ways.also_ip)):
                server.listen(self.port, ip)
        except OSError as error:
            self.log.critical("port %d: %s", self.port, error.strerror)
            self.exit(1)
        self.ioloop = tornado.ioloop.IOLoop.current()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            self.stop()
