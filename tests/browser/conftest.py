"""Real pages in a real browser: the kit served as the README says, Chromium driven as a person would."""

import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect, sync_playwright

from tests.browser.room import RoomServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = "browser tests need Chromium, Chrome or Edge: install one (Debian: apt-get install chromium) and run again"
SERVER_SECONDS = 60
PAGE_MILLISECONDS = 120_000  # a busy machine takes its time


def browser_path() -> str | None:
    """The first browser found on this machine."""
    found = [shutil.which(name) for name in NAMES] + [place for place in PLACES if Path(place).exists()]
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser():
    path = browser_path()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    if path is None:
        pytest.skip(NO_BROWSER)
    expect.set_options(timeout=PAGE_MILLISECONDS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


class Server:
    """The kit as `python -m kit` starts it, in JupyterLab ("lab") or as app pages ("app")."""

    def __init__(self, way: str, folder: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.way = way
        self.log = (folder / f"{way}.log").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "kit", "--no-browser", "--language", "en", "--port", str(self.port)]
        environment = os.environ | {
            "JUPYTER_CONFIG_DIR": str(folder / way),
            "JUPYTER_RUNTIME_DIR": str(folder / f"{way}-run"),
        }
        environment |= {"IPYTHONDIR": str(folder / "ipython"), "PYTHONWARNINGS": "default"}
        self.process = subprocess.Popen(
            command + (["--app"] if way == "app" else []),
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        said = self.process.stdout.readline()
        self.start_page = re.search(r"http://\S+", said).group()

    def address(self, language: str, notebook: str) -> str:
        return self.start_page.replace("/en/00_start.ipynb", f"/{language}/{notebook}.ipynb")

    def kernels(self) -> list[int]:
        """The process ids of the kernels of this server."""
        listed = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "ipykernel"], capture_output=True, text=True, check=False
        )
        return [int(line) for line in listed.stdout.split()]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()
        self.log.close()


@pytest.fixture(scope="session")
def servers(tmp_path_factory, browser):
    """Servers by way, started when first asked for."""
    folder, running = tmp_path_factory.mktemp("servers"), {}

    def server(way: str) -> Server:
        if way not in running:
            running[way] = Server(way, folder)
        return running[way]

    yield server
    for one in running.values():
        one.stop()


class Visitor:
    """A person with a browser of their own: opens pages, keeps the storage, and watches where requests go."""

    def __init__(self, browser, server: Server, size=(1366, 768), **more):
        self.server = server
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, accept_downloads=True, locale="de-DE", **more
        )
        self.context.set_default_timeout(PAGE_MILLISECONDS)
        self.foreign, self.page_errors = [], []
        self.context.on("request", self._watch)

    def _watch(self, request):
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.hostname not in ("127.0.0.1", "localhost"):
            self.foreign.append(request.url)

    def open(self, notebook: str, language: str):
        return self.page(self.server.address(language, notebook))

    def page(self, address: str):
        """A new tab with this address."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.page_errors.append(str(error)))
        page.goto(address)
        return page

    def leave(self):
        """Close all tabs as a person does: each lets its kernel go, which would otherwise stay for an hour."""
        for page in self.context.pages:
            with suppress(Error):  # a tab that has crashed or was sent nowhere
                page.goto("about:blank")
        self.context.close()


@pytest.fixture(scope="session")
def room(tmp_path_factory, browser):
    """A room that several tests use, with several groups in it."""
    opened = RoomServer(tmp_path_factory.mktemp("room"))
    yield opened
    opened.stop()


@pytest.fixture
def visit_room(browser):
    """visit_room(room) gives a new visitor of a room; at the end nobody has asked another host for anything."""
    visitors = []

    def visitor(room: RoomServer, **more) -> Visitor:
        visitors.append(Visitor(browser, room, **more))
        return visitors[-1]

    yield visitor
    foreign = [url for one in visitors for url in one.foreign]
    for one in visitors:
        one.leave()
    assert foreign == []


@pytest.fixture
def visit(browser, servers):
    """visit(way) gives a new visitor; at the end nobody has asked another host for anything."""
    visitors = []

    def visitor(way: str, **more) -> Visitor:
        visitors.append(Visitor(browser, servers(way), **more))
        return visitors[-1]

    yield visitor
    foreign = [url for one in visitors for url in one.foreign]
    for one in visitors:
        one.leave()
    assert foreign == []


@pytest.fixture
def alone(browser):
    """alone(kind, ...) puts a widget on an empty page (tests/browser/alone.py); at the end no page had an error."""
    pages = []

    def shown(kind: type, *given, **more):
        pages.append(kind(browser, *given, **more))
        return pages[-1]

    yield shown
    errors = [error for one in pages for error in one.errors]
    for one in pages:
        one.context.close()
    assert errors == []
