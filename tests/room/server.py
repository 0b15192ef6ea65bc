"""The part of a room's server that shares its store with its kernels: a process of its own, to be killed, and what a kernel knows of it.

It says in one line what a kernel finds in its environment and which process holds the store, and again when that is another one.
It ends by itself after so many seconds.
"""

import json
import os
import sys
import time

import psutil

from kit.room import shared_store
from kit.room.place import STORE


def main(url: str, seconds: str) -> None:
    shared_store.share(url)
    known = {name: os.environ[name] for name in (shared_store.SOCKET, shared_store.KEY, STORE)}
    print(json.dumps(known), flush=True)
    holder = None
    end = time.monotonic() + int(seconds)
    while time.monotonic() < end:
        holders = [one.pid for one in psutil.Process().children()]
        if holders and holders != holder:
            holder = holders
            print(holder[0], flush=True)
        time.sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
