"""Wrong words at a door, counted per address: from the sixth on each answer is slowed, after twenty the door is locked for a while.

All of it lies in the memory of one server, which is bounded, and follows that server's own clock. What it tells others is
told in seconds from now, so that no two clocks are ever compared.
"""

import hashlib
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

FREE, MOST = 5, 20  # wrong words of an address within the window: without consequences; until its door is locked
WINDOW_SECONDS, LOCKED_SECONDS = 600, 300
FIRST_DELAY, LONGEST_DELAY = 0.5, 4.0  # doubled from one wrong word to the next
MOST_TOGETHER, DELAY_TOGETHER = 100, 2.0  # wrong words of all addresses within the window; what each answer then waits
MOST_ADDRESSES = 1000
NETWORK_BITS = 64  # of an address with colons: one device has all addresses of such a network


@dataclass(frozen=True)
class Notice:
    """What the facilitator is to know of a door: how many `words` were tried from how many `addresses`, how many seconds ago
    that began, for how many seconds it is still locked for some of them, and whether one of them came in by the right word."""

    words: int
    addresses: int
    since: int
    locked: int
    entered: bool


@dataclass
class Caller:
    """What is known of one address: when it tried wrong words, which (as hashes), until when the door is locked for it."""

    tried: deque[float] = field(default_factory=lambda: deque[float](maxlen=MOST))
    words: deque[bytes] = field(default_factory=lambda: deque[bytes](maxlen=MOST))
    until: float = 0.0
    entered: bool = False

    def forget(self, now: float) -> None:
        """Leave out what is too long ago."""
        while self.tried and self.tried[0] <= now - WINDOW_SECONDS:
            self.tried.popleft()
            self.words.popleft()

    @property
    def is_told(self) -> bool:
        """Whether that is more than somebody who mistypes a word."""
        return len(self.tried) > FREE


class Tries:
    """The wrong words at one door. A word that an address tries again counts once: it says nothing new."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._callers, self._salt = clock, dict[str, Caller](), secrets.token_bytes(16)
        self._together = deque[float](maxlen=MOST_TOGETHER)

    def locked(self, address: str) -> float:
        """For how many seconds the door is still locked for an address; 0 if it is open."""
        caller = self._callers.get(whose(address))
        return max(0.0, caller.until - self._clock()) if caller else 0.0

    def wrong(self, address: str, word: bytes) -> None:
        """A wrong word was tried."""
        now, who, kept = self._clock(), whose(address), hashlib.sha256(self._salt + word).digest()
        caller = self._callers.pop(who, None) or Caller()
        self._callers[who] = caller  # the last one that tried stands last
        caller.forget(now)
        if kept in caller.words:
            return
        caller.tried.append(now)
        caller.words.append(kept)
        self._together.append(now)
        if len(caller.tried) >= MOST:
            caller.until = now + LOCKED_SECONDS
        self._make_room(now)

    def right(self, address: str) -> None:
        """The right word was given."""
        caller = self._callers.get(whose(address))
        if caller:
            caller.entered = True

    def delay(self, address: str) -> float:
        """The seconds that the answer to a word, right or wrong, waits."""
        now, caller = self._clock(), self._callers.get(whose(address))
        many = len(self._together) == MOST_TOGETHER and self._together[0] > now - WINDOW_SECONDS
        if caller:
            caller.forget(now)
        beyond = len(caller.tried) - FREE if caller else 0
        own = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (beyond - 1)) if beyond > 0 else 0.0
        return max(own, DELAY_TOGETHER if many else 0.0)

    def notice(self) -> Notice | None:
        """What there is to tell; None while nobody tries more than people do who mistype a word."""
        now = self._clock()
        for who, caller in list(self._callers.items()):
            caller.forget(now)
            if not caller.tried and caller.until <= now:
                del self._callers[who]
        together = len(self._together) == MOST_TOGETHER and self._together[0] > now - WINDOW_SECONDS
        told = [one for one in self._callers.values() if one.tried and (together or one.is_told)]
        if not told:
            return None
        return Notice(
            words=sum(len(one.tried) for one in told),
            addresses=len(told),
            since=int(now - min(one.tried[0] for one in told)),
            locked=max(0, round(max(one.until for one in told) - now)),
            entered=any(one.entered for one in told),
        )

    def _make_room(self, now: float) -> None:
        """Of too many addresses the one goes that tried longest ago, one for which the door is open if there is one."""
        if len(self._callers) > MOST_ADDRESSES:
            is_open = (who for who, caller in self._callers.items() if caller.until <= now)
            del self._callers[next(is_open, next(iter(self._callers)))]


def whose(address: str) -> str:
    """Whom an address belongs to: of those with colons a device has as many as it likes.

    >>> whose("::ffff:192.0.2.7"), whose("2001:db8::1"), whose("2001:db8::2:1")
    ('192.0.2.7', '2001:db8::/64', '2001:db8::/64')
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:60]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((int(known), NETWORK_BITS), strict=False))


def is_own(address: str) -> bool:
    """Whether an address is that of this computer itself."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (getattr(known, "ipv4_mapped", None) or known).is_loopback
