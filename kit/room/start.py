"""`python -m kit room`: opens a room of groups on the facilitator's computer and keeps it open until Ctrl+C.

A room survives whatever happens to this process: its data lie in the store, and starting again with the same store opens
the same room with the same word, until the facilitator ends it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from kit import places
from kit.console import say
from kit.errors import StartError
from kit.messages import _
from kit.opening import add_options, code_of, given_again, open_browser
from kit.own_jupyter import own_jupyter
from kit.ports import (
    HOST,
    all_free,
    check_address,
    is_free,
    next_free_port,
    wait_until_open,
)
from kit.room.entrance import EVERYWHERE, Entrances
from kit.room.place import LEADER, PARTICIPANT, STORE, Place, default_store
from kit.room.proxies import proxies
from kit.wording import Language

PORT = 8900
LEADER_NOTEBOOK = "90_facilitator.ipynb"
MOST_PEOPLE = 60

PORTS_TAKEN = _("Port {port} is in use; a room needs two ports, and {free} and {next} are free: {command}")
PORTS_OUT_OF_RANGE = _(
    "A room needs two ports, the one you choose and the next. “--port” lies between 1024 and 65534; {port} does not."
)
NO_STORE = _(
    "There is no store “{place}”, so no room was ever opened in it. If you meant another one, give its path with --store."
)
NEEDS = _("A room needs two more packages: pip install segno sqlalchemy (missing: {missing}).")
NOT_SO_MANY = _("“--people” lies between 1 and {most}; {people} does not.")
ENDED_AT_ONCE = _(
    "The pages at port {port} could not be opened (the server ended with code {code}). Start the room once more; if it happens again, choose another port with --port."
)
LEAD_AT = _("Co-facilitators and tablets open your page at: {address}")
OPEN_AT = _("Your page: {address} (Ctrl+C closes the room; what is in it is kept.)")
JOIN_AT = _("Groups join at: {address}")


def main(arguments: list[str]) -> int:
    """Open a room; returns the exit code (2 after a sentence that says what is wrong)."""
    asked = options(arguments)
    try:
        return code_of(tidy if asked.list or asked.end is not None else start, asked)
    except KeyboardInterrupt:  # at a question
        return 130


def options(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line with their defaults."""
    parser = argparse.ArgumentParser(prog="python -m kit room", description="Opens the kit for a room of groups.")
    parser.add_argument(
        "--people", type=int, default=8, help="how many screens will join: so many pages are prepared (default 8)"
    )
    parser.add_argument(
        "--listen", default=EVERYWHERE, help="address to listen at; 127.0.0.1 to rehearse on this computer alone"
    )
    parser.add_argument(
        "--store",
        type=from_anywhere,
        default=os.environ.get(STORE, default_store()),
        help="database, such as postgresql://…; by default a file on this computer",
    )
    parser.add_argument(
        "--address",
        metavar="https://…",
        help="address by which people join if it is another one, as behind a reverse proxy or a tunnel; link and QR code follow it",
    )
    parser.add_argument(
        "--behind-proxy",
        default="",
        metavar="IP[,IP…]",
        help="addresses of reverse proxies: only their X-Forwarded-For and X-Forwarded-Proto are believed",
    )
    encrypted = parser.add_mutually_exclusive_group()
    encrypted.add_argument("--certificate", metavar="FILE", help="certificate (PEM) to serve by https")
    encrypted.add_argument(
        "--https",
        action="store_true",
        help="serve by https with a certificate that the kit makes; each browser warns once",
    )
    parser.add_argument("--key", metavar="FILE", help="key of the certificate (PEM), if it is in another file")
    parser.add_argument(
        "--co-facilitator",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="your page may be opened from other devices too, by a word of their own; ADDRESS if they come by another address than this computer's",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help="open a new room even if the last one was not ended")
    which.add_argument(
        "--go-on",
        nargs="?",
        const="",
        metavar="ID",
        help="go on with the last room, or with the one of this id, without being asked",
    )
    which.add_argument("--list", action="store_true", help="list the rooms of the store, open none")
    which.add_argument("--end", metavar="ID", help="end a room and delete what is in it, open none")
    add_options(
        parser,
        port=(PORT, f"port for the groups (default {PORT}); the next one is yours"),
        language="language of your page and of the prepared pages",
    )
    return parser.parse_args(arguments)


def from_anywhere(store: str) -> str:
    """The address of a store as it is right for those, too, who stand in another folder, as kernels do."""
    kind, file_follows, file = store.partition(":///")
    if not kind.startswith("sqlite") or file in ("", ":memory:"):
        return store
    return f"{kind}{file_follows}{Path(file).absolute().as_posix()}"


def start(asked: argparse.Namespace, language: Language) -> None:
    """Serve both sides of the room until Ctrl+C; raises `KitError` if it cannot be opened as asked."""
    if not 1 <= asked.people <= MOST_PEOPLE:
        raise StartError(NOT_SO_MANY, most=MOST_PEOPLE, people=asked.people)
    check_address(asked.listen)
    check_ports(asked)
    proxies(asked.behind_proxy)
    try:
        from kit.room import co_facilitator
        from kit.room.choose import Succession, chosen
        from kit.room.store import Store
    except ImportError as error:
        raise StartError(NEEDS, missing=error.name or "sqlalchemy") from error

    entrances = Entrances(asked)
    store = Store(asked.store)
    room, remarks = chosen(store, asked, language)
    word = store.leader_word(room.id)
    co_word = co_facilitator.first_word(store, store.current(room.id)) if entrances.leads else ""
    workshops = places.own_workshops()
    with own_jupyter() as folder:
        shown = copied_for_groups(workshops, folder / "pages")
        groups = Child(
            Place(asked.store, room.id, PARTICIPANT, entrances.joins),
            room.token,
            shown,
            asked.listen,
            asked.port,
            asked.language,
            asked.people,
            entrances.options(entrances.joins),
        )
        leader = Child(
            Place(asked.store, room.id, LEADER, entrances.joins, entrances.leads),
            word,
            workshops,
            entrances.lead_listen,
            asked.port + 1,
            asked.language,
            0,
            entrances.options(entrances.leads, also_own=True),
        )
        succession = Succession(store, room)

        def follow() -> None:
            """Let the groups into the new room, if the facilitator began one."""
            if newer := succession.newer():
                groups.move(Place(asked.store, newer.id, PARTICIPANT, entrances.joins), newer.token)
                say(language.say(JOIN_AT, address=f"{entrances.joins}/?token={newer.token}"))

        try:
            groups.wait_until_open()
            leader.wait_until_open()
            page = f"{entrances.own}/voila/render/{asked.language}/{LEADER_NOTEBOOK}?token={word}"
            say(language.say(OPEN_AT, address=page))
            say(language.say(JOIN_AT, address=f"{entrances.joins}/?token={room.token}"))
            if co_word:
                say(language.say(LEAD_AT, address=f"{entrances.leads}/?token={co_word}"))
            for remark in [*entrances.remarks(language), *remarks]:
                say(remark)
            open_browser(asked, page)
            keep_running(groups, leader, each_second=follow)
        except KeyboardInterrupt:
            pass
        finally:
            groups.end()
            leader.end()
            store.close()


def tidy(asked: argparse.Namespace, language: Language) -> None:
    """List the rooms of the store, or end one of them."""
    try:
        from kit.room import choose
    except ImportError as error:
        raise StartError(NEEDS, missing=error.name or "sqlalchemy") from error

    # Nothing is made of a store that is only asked about.
    with closing(choose.Store(asked.store, create=False)) as store:
        if not store.exists:
            raise StartError(NO_STORE, place=store.place)
        say(choose.listed(store, language) if asked.list else choose.end(store, asked.end, language))


def check_ports(asked: argparse.Namespace) -> None:
    """Raise StartError unless both servers find their port free."""
    if not 1024 <= asked.port < 65535:
        raise StartError(PORTS_OUT_OF_RANGE, port=str(asked.port))
    hosts = (asked.listen, HOST if asked.co_facilitator is None else asked.listen)
    if not all_free(asked.port, hosts):
        taken = asked.port if not is_free(asked.port, asked.listen) else asked.port + 1
        free = next_free_port(taken, hosts)
        command = f"python -m kit room {given_again(asked, options([]), free)}"
        raise StartError(PORTS_TAKEN, port=str(taken), free=str(free), next=str(free + 1), command=command)


def copied_for_groups(workshops: Path, pages: Path) -> Path:
    """The notebooks without those of the facilitator; raises StartError where they cannot be copied."""
    try:
        return shutil.copytree(
            workshops, pages, ignore=shutil.ignore_patterns("90_*", "*_for_analysts.ipynb", "*.md", "pictures", ".*")
        )
    except OSError as error:
        raise StartError(places.UNWRITABLE, folder=str(pages)) from error


class Child:
    """One of the two servers; its word goes over the environment, never on the command line where others could read it."""

    def __init__(
        self,
        place: Place,
        word: str,
        folder: Path,
        ip: str,
        port: int,
        language: str,
        people: int,
        more: Sequence[str] = (),
    ):
        self.ip, self.port = ip, port
        self.command = [
            sys.executable,
            "-m",
            "kit.room.serve",
            str(folder),
            f"--ip={ip}",
            f"--port={port}",
            f"--language={language}",
            f"--people={people}",
            *more,
        ]
        self.environment = self._environment(place, word)
        self.process = self._run()

    @staticmethod
    def _environment(place: Place, word: str) -> dict[str, str]:
        return os.environ | place.variables() | {"PAIR_SELLING_WORD": word}

    def _run(self) -> subprocess.Popen:
        return subprocess.Popen(self.command, env=self.environment, stdin=subprocess.PIPE)

    def wait_until_open(self) -> None:
        """Return as soon as the server answers; raises `StartError` if it ended instead, or never does."""
        wait_until_open(self.port, self.ip, self.check_running)

    def check_running(self) -> None:
        """Raise `StartError` if the server has ended."""
        if self.process.poll() is not None:
            raise StartError(ENDED_AT_ONCE, port=str(self.port), code=self.process.returncode)

    def revive(self) -> None:
        """Start the server again if it is gone."""
        if self.process.poll() is not None:
            self.process = self._run()

    def move(self, place: Place, word: str) -> None:
        """Serve another room from now on."""
        self.end()
        self.environment = self._environment(place, word)
        self.process = self._run()

    def end(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def keep_running(*children: Child, each_second: Callable[[], None]) -> None:
    """Start again whatever ends by itself, until Ctrl+C."""
    while True:
        time.sleep(1)
        each_second()
        for child in children:
            child.revive()
