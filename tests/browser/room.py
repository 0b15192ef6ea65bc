"""A room as `python -m kit room` opens it, on this computer alone, and what people do in it."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.pages import press, wait_for_answer

FEW_PAGES = 800 * 2**20  # bytes in which two pages wait prepared: more would slow down what other tests do


def free_ports() -> int:
    """A port that is free together with the next one."""
    for port in random.sample(range(9000, 20_000, 2), 100):  # others may be looking for one at the same time
        try:
            for one in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", one))
        except OSError:
            continue
        return port
    raise OSError("no free ports")


class RoomServer:
    """The room in a folder of its own; `start` may be called again after `kill`, as a facilitator would."""

    def __init__(self, folder: Path, people: int = 8, store: str = "", options: tuple[str, ...] = (), memory=FEW_PAGES):
        self.folder, self.people, self.port, self.options = folder, people, free_ports(), options
        self.memory = memory
        self.store = store or f"sqlite:///{(folder / 'rooms.sqlite').as_posix()}"
        self.log = (folder / "room.log").open("w+", encoding="utf-8")
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "kit",
            "room",
            "--listen",
            "127.0.0.1",
            "--no-browser",
            "--language",
            "de",
            "--store",
            self.store,
        ]
        environment = os.environ | {
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "run"),
        }
        environment |= {"IPYTHONDIR": str(self.folder / "ipython"), "LC_ALL": "C.UTF-8"}
        environment |= {"XDG_DATA_HOME": str(self.folder / "data")}  # where a self-made certificate is kept
        environment |= {"MEM_LIMIT": str(self.memory)} if self.memory else {}
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--people", str(self.people), *self.options],
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        self.lead, self.join = self.said(), self.said()

    def said(self) -> str:
        """The address in the next line that the command says."""
        return re.search(r"https?://\S+", self.process.stdout.readline()).group()

    def address(self, language: str, notebook: str) -> str:
        """A page for groups; who has joined once needs no word any more."""
        return f"http://127.0.0.1:{self.port}/voila/render/{language}/{notebook}.ipynb"

    def children(self) -> list[int]:
        """Process ids of the two servers, the groups' one first."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "kit.room.serve"], capture_output=True, text=True, check=False
        )
        return sorted(int(line) for line in found.stdout.split())

    def kernels(self) -> list[int]:
        """Process ids of all kernels of the groups' server."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.children()[0]), "-f", "ipykernel"], capture_output=True, text=True, check=False
        )
        return [int(line) for line in found.stdout.split()]

    def kill(self) -> None:
        """End everything at once, as when the computer is switched off."""
        for pid in [*self.children(), self.process.pid]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=90)  # a busy computer takes its time
            self.process.stdout.close()
        self.log.close()

    def wait_until_open(self) -> None:
        """Until the groups' server answers."""
        for _try in range(300):
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError


def join(visitor, name: str) -> Page:
    """Open the link, type a name; the start page is then on the screen."""
    page = visitor.page(visitor.server.join)
    field = page.locator(".kit-step input[type=text]").first
    field.fill(name)
    field.press("Tab")
    wait_for_answer(page)
    return page


def open_exercise(page: Page, notebook: str) -> None:
    """Follow the link of an exercise on the start page."""
    page.locator(f'.kit-tile a[href^="{notebook}.ipynb"]').click()
    expect(page.locator(".kit-predict .kit-button").first).to_be_visible()


def guess(page: Page, skip: bool = False) -> None:
    """Give the guess as it stands, or go on without one."""
    press(page, page.locator(".kit-predict .kit-button").nth(1 if skip else 0))
    expect(page.locator(".kit-predict .kit-button")).to_have_count(0)
