"""`python -m kit room`: opens a room of groups on the facilitator's computer and keeps it open until Ctrl+C.

A room survives whatever happens to this process: its data lie in the store, and starting again with the same store opens
the same room with the same word, until the facilitator ends it.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import platformdirs

from kit import places
from kit.errors import KitError, StartError
from kit.messages import _
from kit.room.place import LEADER, PARTICIPANT, STORE, Place
from kit.start import HOST, PORT_TAKEN, answers, check_port, is_free, next_free_port, open_browser, own_jupyter_profile, spoken_language
from kit.wording import LANGUAGES, Language

PORT = 8900
LEADER_NOTEBOOK = "90_facilitator.ipynb"
EVERYWHERE = "0.0.0.0"
MOST_PEOPLE = 60

NEEDS = _("A room needs two more packages: pip install segno sqlalchemy (missing: {missing}).")
NOT_SO_MANY = _("“--people” lies between 1 and {most}; {people} does not.")
ENDED_AT_ONCE = _("The pages at port {port} could not be opened (the server ended with code {code}). Start the room once more; if it happens again, choose another port with --port.")
OPEN_AT = _("Your page: {address} (Ctrl+C closes the room; what is in it is kept.)")
JOIN_AT = _("Groups join at: {address}")
ONLY_HERE = _("This computer is in no network. Open a hotspot or join one and start again, so that others can join; until then the room is open on this computer only.")


def main(arguments: list[str]) -> int:
    """Open a room; returns the exit code (2 after a sentence that says what is wrong)."""
    asked = options(arguments)
    language = Language(asked.language)
    try:
        tidy(asked, language) if asked.list or asked.end is not None else start(asked, language)
    except KitError as error:
        print(language.say(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # at a question
        return 130
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line with their defaults."""
    parser = argparse.ArgumentParser(prog="python -m kit room", description="Opens the kit for a room of groups.")
    parser.add_argument("--people", type=int, default=8, help="how many screens will join: so many pages are prepared (default 8)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port for the groups (default {PORT}); the next one is yours")
    parser.add_argument("--listen", default=EVERYWHERE, help="address to listen at; 127.0.0.1 to rehearse on this computer alone")
    parser.add_argument("--store", default=os.environ.get(STORE, default_store()), help="database, such as postgresql://…; by default a file on this computer")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help="open a new room even if the last one was not ended")
    which.add_argument("--go-on", nargs="?", const="", metavar="ID", help="go on with the last room, or with the one of this id, without being asked")
    which.add_argument("--list", action="store_true", help="list the rooms of the store, open none")
    which.add_argument("--end", metavar="ID", help="end a room and delete what is in it, open none")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--language", choices=LANGUAGES, default=spoken_language(), help="language of your page and of the prepared pages")
    return parser.parse_args(arguments)


def default_store() -> str:
    """A file in the person's own data folder."""
    return f"sqlite:///{(platformdirs.user_data_path('pair-selling-kit') / 'rooms.sqlite').as_posix()}"


def start(asked: argparse.Namespace, language: Language) -> None:
    """Serve both sides of the room until Ctrl+C; raises `KitError` if it cannot be opened as asked."""
    if not 1 <= asked.people <= MOST_PEOPLE:
        raise StartError(NOT_SO_MANY, most=MOST_PEOPLE, people=asked.people)
    for port in (asked.port, asked.port + 1):
        check_port(port)
        if not is_free(port):
            raise StartError(PORT_TAKEN, port=str(port), free=str(next_free_port(port + 1)))
    try:
        from kit.room.choose import Succession, chosen
        from kit.room.store import Store
    except ImportError as error:
        raise StartError(NEEDS, missing=error.name or "sqlalchemy") from error

    store = Store(asked.store)
    room, remarks = chosen(store, asked, language)
    host = asked.listen if asked.listen != EVERYWHERE else own_address()
    address = f"http://{host}:{asked.port}"
    os.environ.update(own_jupyter_profile(os.environ))
    with tempfile.TemporaryDirectory() as folder:
        shown = shutil.copytree(places.own_workshops(), Path(folder) / "pages", ignore=shutil.ignore_patterns("90_*", "*.md", "pictures", ".*"))
        groups = Child(Place(asked.store, room.id, PARTICIPANT, address), room.token, shown, asked.listen, asked.port, asked.language, asked.people)
        word = store.leader_word(room.id)
        leader = Child(Place(asked.store, room.id, LEADER, address), word, places.own_workshops(), HOST, asked.port + 1, asked.language, 0)
        succession = Succession(store, room)

        def follow() -> None:
            """Let the groups into the new room, if the facilitator began one."""
            if newer := succession.newer():
                groups.move(Place(asked.store, newer.id, PARTICIPANT, address), newer.token)
                print(language.say(JOIN_AT, address=f"{address}/?token={newer.token}"), flush=True)

        try:
            groups.wait_until_open()
            leader.wait_until_open()
            page = f"http://{HOST}:{asked.port + 1}/voila/render/{asked.language}/{LEADER_NOTEBOOK}?token={word}"
            print(language.say(OPEN_AT, address=page), flush=True)
            print(language.say(JOIN_AT, address=f"{address}/?token={room.token}"), flush=True)
            print(*remarks, sep="\n", end="\n" if remarks else "", flush=True)
            if host == HOST and asked.listen == EVERYWHERE:
                print(language.say(ONLY_HERE), flush=True)
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

    with closing(choose.Store(asked.store)) as store:
        print(choose.listed(store, language) if asked.list else choose.end(store, asked.end, language))


def own_address() -> str:
    """The address of this computer in its network, or its own loop where there is none; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: only the way out is chosen
            return probe.getsockname()[0]
        except OSError:
            return HOST


class Child:
    """One of the two servers; its word goes over the environment, never on the command line where others could read it."""

    def __init__(self, place: Place, word: str, folder: Path, ip: str, port: int, language: str, people: int):
        self.port = port
        self.command = [sys.executable, "-m", "kit.room.serve", str(folder), f"--ip={ip}", f"--port={port}", f"--language={language}", f"--people={people}"]
        self.environment = self._environment(place, word)
        self.process = self._run()

    @staticmethod
    def _environment(place: Place, word: str) -> dict[str, str]:
        return os.environ | place.variables() | {"PAIR_SELLING_WORD": word}

    def _run(self) -> subprocess.Popen:
        return subprocess.Popen(self.command, env=self.environment, stdin=subprocess.PIPE)

    def wait_until_open(self) -> None:
        """Return as soon as the server answers; raises `StartError` if it ended instead."""
        while not answers(self.port):
            if self.process.poll() is not None:
                raise StartError(ENDED_AT_ONCE, port=str(self.port), code=self.process.returncode)
            time.sleep(0.1)

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
