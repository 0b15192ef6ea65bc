"""Where people come into a room: the addresses of its two servers, in the own network or by a proxy or tunnel, encrypted or not."""

import argparse
import re
import socket
from urllib.parse import urlsplit

from kit.errors import StartError
from kit.messages import _
from kit.ports import HOST, LOOPS, address_of, is_everywhere, numbers
from kit.room.certificate import KEY_ALONE, Certificate, check_names, given, self_made
from kit.wording import Language

EVERYWHERE = "0.0.0.0"

PATH = re.compile(r"(/[\w.~-]+)*", re.ASCII)
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+")
NO_ADDRESS = _(
    "“{address}” is no address at which people could join. Right would be one such as https://workshop.example.org or https://example.org:8443/workshop, without anything behind it."
)
NOT_BY_HTTPS = _(
    "“{address}” begins with http://, but the pages are served by https. Right would be an address that begins with https://."
)

OWN_WORD = _(
    "The connection is encrypted with a certificate that this computer made itself. No authority vouches for it, so each browser warns once: “Advanced”, then go on to the page. Whoever wants to be sure that nobody sits in between compares the SHA-256 fingerprint in the browser’s certificate view with this one: {fingerprint}"
)
WARNS_HERE = _(
    "Your own page is at {host}, which the certificate does not name: your browser warns there once, and that is harmless, because this connection never leaves your computer."
)
UNKNOWN_PROXY = _(
    "People join by an address that is not this computer’s own. If a reverse proxy or a tunnel stands in between, say with --behind-proxy from which address it comes (a tunnel on this computer: 127.0.0.1): else all who come through it count as one at the door."
)
ONLY_HERE = _(
    "This computer is in no network. Open a hotspot or join one and start again, so that others can join; until then the room is open on this computer only."
)


class Entrances:
    """Where people come in: groups at `joins`, the facilitator at `own`, co-facilitators at `leads` ("": nowhere). Raises StartError."""

    def __init__(self, asked: argparse.Namespace):
        self.asked, self.everywhere = asked, is_everywhere(asked.listen)
        self.host = own_address(asked.listen) if self.everywhere else asked.listen
        self.encrypted = bool(asked.certificate or asked.https)
        self.scheme = "https" if self.encrypted else "http"
        self.lead_listen = HOST if asked.co_facilitator is None else asked.listen
        self.joins = self._address(asked.address, asked.port)
        self.leads = "" if asked.co_facilitator is None else self._address(asked.co_facilitator, asked.port + 1)
        self.own_host = LOOPS.get(asked.listen, HOST) if self.leads else HOST
        self.own = f"{address_of(self.own_host, asked.port + 1, self.scheme)}{base_of(self.leads).rstrip('/')}"
        self.certificate = self._certificate()

    def _address(self, said: str | None, port: int) -> str:
        return joining(said, self.encrypted) if said else address_of(self.host, port, self.scheme)

    def _certificate(self) -> Certificate | None:
        asked, hosts = self.asked, [host_of(one) for one in (self.joins, self.leads) if one]
        if asked.key and not asked.certificate:
            raise StartError(KEY_ALONE)
        if asked.https:
            here = socket.gethostname().lower()
            names = [*hosts, self.host, "localhost", HOST, "::1", here, f"{here.partition('.')[0]}.local"]
            return self_made([one for one in dict.fromkeys(names) if one])
        if not asked.certificate:
            return None
        certificate = given(asked.certificate, asked.key)
        for host in hosts:
            check_names(certificate, host, asked.port)
        return certificate

    def options(self, address: str, also_own: bool = False) -> list[str]:
        """What the server behind an address is told of it; `also_own`: it listens at this computer's own loop too."""
        said = {"base-url": base_of(address), "behind-proxy": self.asked.behind_proxy}
        if self.certificate:
            said |= {"certificate": str(self.certificate.file), "key": str(self.certificate.key)}
        if also_own and not self.everywhere and HOST not in numbers(self.lead_listen):
            said["also-ip"] = HOST
        return [f"--{name}={value}" for name, value in said.items() if value]

    def remarks(self, language: Language) -> list[str]:
        """What is to be known of them."""
        said = []
        if self.asked.https and self.certificate:
            said.append(language.say(OWN_WORD, fingerprint=self.certificate.fingerprint))
        elif self.certificate and not self.certificate.names(self.own_host):
            said.append(language.say(WARNS_HERE, host=self.own_host))
        if (self.asked.address or self.asked.co_facilitator) and not self.asked.behind_proxy:
            said.append(language.say(UNKNOWN_PROXY))
        if self.everywhere and self.host in LOOPS.values() and not self.asked.address:
            said.append(language.say(ONLY_HERE))
        return said


def joining(typed: str, encrypted: bool = False) -> str:
    """An address as it is put into links: in small letters, without a slash at its end. Raises StartError.

    >>> joining("HTTPS://Workshop.Example.org/"), joining("https://bücher.example:8443/a")
    ('https://workshop.example.org', 'https://xn--bcher-kva.example:8443/a')
    """
    try:
        parts = urlsplit(typed.strip())
        host, port, path = parts.hostname or "", parts.port, parts.path.rstrip("/")
        host = host if ":" in host else host.encode("idna").decode().removesuffix(".")
    except (ValueError, UnicodeError) as error:
        raise StartError(NO_ADDRESS, address=typed[:80]) from error
    more = parts.query or parts.fragment or parts.username is not None or port == 0
    if parts.scheme not in ("http", "https") or more or not NAME.fullmatch(host) or not PATH.fullmatch(path):
        raise StartError(NO_ADDRESS, address=typed[:80])
    if encrypted and parts.scheme == "http":
        raise StartError(NOT_BY_HTTPS, address=typed[:80])
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}"


def host_of(address: str) -> str:
    """The name, or the number, in an address."""
    return urlsplit(address).hostname or ""


def base_of(address: str) -> str:
    """The path below which pages are served at an address.

    >>> base_of("https://a.example"), base_of("https://a.example/workshop")
    ('/', '/workshop/')
    """
    return f"{urlsplit(address).path.rstrip('/')}/"


def own_address(listen: str = EVERYWHERE) -> str:
    """The address of this computer in its network, or its own loop where there is none; nothing is sent to find out."""
    numbers_with_colons = ":" in listen
    family, far = (socket.AF_INET6, "2001:db8::1") if numbers_with_colons else (socket.AF_INET, "192.0.2.1")
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))  # an address for documentation: only the way out is chosen
            return probe.getsockname()[0]
    except OSError:
        return LOOPS["::" if numbers_with_colons else EVERYWHERE]
