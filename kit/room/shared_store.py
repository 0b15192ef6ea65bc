"""One store for all kernels of a server, so that a PostgreSQL that many rooms share is asked over a few connections.

A process beside the server (`python -m kit.room.shared_store`) holds the store, and a kernel asks it through a socket of the
file system that only this person's programs reach, with a key that only the server's kernels know. The server starts it again
at the same address when it dies; it ends when the server is gone, however that ended. A store in a file needs none of this,
and Windows has no such sockets: there every kernel opens the store itself.
"""

import logging
import os
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path

from kit.errors import KitError, RoomAway
from kit.messages import _
from kit.room.place import STORE

LOG = logging.getLogger("kit")
SOCKET, KEY = "PAIR_SELLING_SHARED", "PAIR_SELLING_SHARED_KEY"
CONNECTIONS = 4  # to the database, of all kernels of a server together
AT_THE_DOOR = 128  # kernels that may come at the same moment
ANSWER_SECONDS = 20  # longer than the store's own patience with its database
LONGEST = 60  # characters in the path of a folder where every system can still put a socket
AGAIN_SECONDS = 0.5  # until a process that died is started again
QUESTIONS = frozenset({"standing", "latest", "read", "add", "add_group", "touch", "current", "sign", "signs", "doors"})

NO_ANSWER = _(
    "The program that asks the room’s store for all pages does not answer. The room starts it again by itself; nothing needs to be done."
)


def opened(url: str, environment: Mapping[str, str] = os.environ):
    """The store for a link: the one that this kernel's server holds for all, or one of its own. To be closed after use."""
    if environment.get(SOCKET) and environment.get(STORE) == url:
        return SharedStore(environment[SOCKET], environment.get(KEY, ""))
    from kit.room.store import Store  # here, because SQLAlchemy takes its time and memory

    return Store(url, create=False)


class SharedStore:
    """Answers the `QUESTIONS` as a `Store` does, for one thread. Raises `RoomAway` where nobody answers; then it is of no more use."""

    def __init__(self, address: str, key: str):
        self._connection = None
        try:
            self._connection = _called(address)
            answer_challenge(self._connection, key.encode())
            deliver_challenge(self._connection, key.encode())
        except (OSError, EOFError, AuthenticationError) as error:
            self.close()
            raise RoomAway(NO_ANSWER) from error

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()

    def __getattr__(self, name: str):
        if name not in QUESTIONS:
            raise AttributeError(name)
        return partial(self._ask, name)

    def _ask(self, name: str, *values):
        try:
            self._connection.send((name, values))
            is_good, answer = self._connection.recv()
        except (OSError, EOFError) as error:
            self.close()  # what still comes would be the answer to another question
            raise RoomAway(NO_ANSWER) from error
        if is_good:
            return answer
        raise answer


def _called(address: str) -> Connection:
    """A connection on which nobody waits for ever, not even for somebody who has stopped in the middle of a word."""
    with socket.socket(socket.AF_UNIX) as end:
        for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            end.setsockopt(socket.SOL_SOCKET, direction, struct.pack("ll", ANSWER_SECONDS, 0))
        end.connect(address)
        return Connection(end.detach())


# In the server


def share(url: str) -> None:
    """Have all kernels that this server starts from now on share one store, where that is of use."""
    os.environ.pop(SOCKET, None)  # of a server that this one was started from
    if url.startswith("sqlite") or not hasattr(socket, "AF_UNIX"):
        return
    usual = tempfile.gettempdir()
    folder = tempfile.mkdtemp(
        prefix="pair-selling-", dir=usual if len(usual) <= LONGEST else "/tmp"
    )  # readable for this person alone
    os.environ |= {SOCKET: f"{folder}/store", KEY: secrets.token_hex(32), STORE: url}
    threading.Thread(target=_keep, args=(_started(),), name="shared store", daemon=True).start()


def _started() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "kit.room.shared_store"], stdin=subprocess.PIPE)


def _keep(process: subprocess.Popen) -> None:
    while True:
        process.wait()
        process.stdin.close()
        time.sleep(AGAIN_SECONDS)
        process = _started()


# In the process that holds the store


def main() -> None:
    """Answer until the standard input closes, which it does when the server ends, however it ends."""
    from kit.room.store import Store

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server; kernels still say their last words
    address, key = Path(os.environ[SOCKET]), os.environ[KEY].encode()
    address.unlink(missing_ok=True)  # of one that died
    store = Store(os.environ[STORE], create=False, connections=CONNECTIONS)
    listener = Listener(str(address), "AF_UNIX", backlog=AT_THE_DOOR)
    threading.Thread(target=_receive, args=(listener, store, key), daemon=True).start()
    sys.stdin.buffer.read()
    shutil.rmtree(address.parent, ignore_errors=True)
    os._exit(0)  # kernels that still ask are gone with their server


def _receive(listener: Listener, store, key: bytes) -> None:
    while True:
        try:
            connection = listener.accept()
        except OSError:  # too many open files, for one
            time.sleep(AGAIN_SECONDS)
            continue
        threading.Thread(target=_answer, args=(connection, store, key), daemon=True).start()


def _answer(connection: Connection, store, key: bytes) -> None:
    """Answer one kernel until it hangs up. Nothing is read of those who do not know the key."""
    with connection, suppress(OSError, EOFError, AuthenticationError):
        deliver_challenge(connection, key)
        answer_challenge(connection, key)
        while True:
            name, values = connection.recv()
            connection.send(_asked(store, name, values))


def _asked(store, name: str, values: tuple) -> tuple[bool, object]:
    """Whether it went well, and the answer or the error."""
    try:
        if name not in QUESTIONS:
            raise AttributeError(name)
        return True, getattr(store, name)(*values)
    except KitError as error:
        return False, error
    except Exception as error:  # an error of any other kind may not survive the way
        LOG.exception("The store shared by all pages failed")
        return False, RuntimeError(repr(error))


if __name__ == "__main__":
    main()
