"""A hub as its operator starts it, on this computer's loop alone, and people who use it without a browser."""

import html
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import psutil

from tests.processes import end, family, with_words

HERE = Path(__file__).parents[2]
CONFIGURATION = HERE / ".hub" / "jupyterhub_config.py"
PROXY = "configurable-http-proxy"
PASSWORD = "korrekt pferd batterie"
OPERATOR = "operator"
BOUND_SECONDS = 90


def folder_of_proxy() -> str | None:
    """Where `configurable-http-proxy` is: on the path, or where `npm install --prefix .venv` puts it."""
    usual = HERE / ".venv" / "node_modules" / ".bin"
    found = shutil.which(PROXY, path=f"{os.environ.get('PATH', '')}{os.pathsep}{usual}")
    return str(Path(found).parent) if found else None


def free_ports(count: int) -> int:
    """The first of so many free ports in a row, below those that the system gives to outgoing connections."""
    for first in range(20000 + os.getpid() % 3000 * 4, 32700, count):
        if all(is_free(first + more) for more in range(count)):
            return first
    raise OSError("no free ports")


def is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.bind(("127.0.0.1", port))
        return True
    return False


class Hub:
    """JupyterHub with the operator's configuration, its proxy, and the rooms that it starts."""

    def __init__(self, folder: Path, store: str, **settings: str):
        self.folder, self.store, self.clients = folder, store, []
        self.port = free_ports(3)
        scheme = "https" if "PAIR_SELLING_CERTIFICATE" in settings else "http"
        self.public = f"{scheme}://127.0.0.1:{self.port}"
        path = os.pathsep.join([str(Path(sys.executable).parent), folder_of_proxy() or "", os.environ["PATH"]])
        self.environment = os.environ | {
            "PATH": path,
            "PAIR_SELLING_PUBLIC": self.public,
            "PAIR_SELLING_LISTEN": self.public,
            "PAIR_SELLING_HUB_PORT": str(self.port + 1),
            "PAIR_SELLING_STORE": store,
            "PAIR_SELLING_MOST_ROOMS": "20",  # that share the memory, so that few pages wait prepared
            "PAIR_SELLING_OPERATORS": OPERATOR,
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            **settings,
        }
        self.log = (folder / "hub.log").open("a+", encoding="utf-8")
        try:
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self) -> None:
        """Start the hub; returns when it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(CONFIGURATION)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.until(lambda: httpx.get(f"{self.public}/hub/health", verify=False).status_code == 200)

    def end(self, how: int = signal.SIGTERM) -> None:
        """End the hub alone, as when it is updated or crashes; its rooms go on."""
        self.process.send_signal(how)
        self.process.wait(BOUND_SECONDS)

    def said(self) -> str:
        """The log of the hub."""
        return (self.folder / "hub.log").read_text(encoding="utf-8")

    def until(self, happened, seconds: float = BOUND_SECONDS):
        """Wait, but not for ever, until something is so."""
        end = time.monotonic() + seconds
        while True:
            try:
                if found := happened():
                    return found
            except httpx.HTTPError:
                pass
            assert time.monotonic() < end, f"it never happened; the hub said:\n{self.said()[-6000:]}"
            time.sleep(0.2)

    def processes(self, *words: str, server: str = "") -> list[psutil.Process]:
        """What belongs to this hub, or to one server of it, and has these words in its command."""
        found, marks = [], {self.public, f"http://127.0.0.1:{self.port + 1}/hub/api"}
        for one in with_words(psutil.process_iter(), *words):
            with suppress(psutil.Error):
                own = one.environ()
                if server in ("", own.get("JUPYTERHUB_SERVER_NAME")) and not marks.isdisjoint(own.values()):
                    found.append(one)
        return found

    def room_processes(self, server: str) -> list[psutil.Process]:
        """The process of a server of a room."""
        return self.processes("kit.hub.serve", server=server)

    def proxies(self) -> list[psutil.Process]:
        """The proxy."""
        return self.processes(PROXY)

    def stop(self) -> None:
        """End the hub and all that it has started."""
        for one in self.clients:
            one.close()
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(BOUND_SECONDS)
        rest = self.processes()
        rest += [child for one in rest for child in family(one)]
        end(one for one in rest if one.pid != os.getpid())
        psutil.wait_procs(rest, timeout=BOUND_SECONDS)
        self.log.close()


class Facilitator:
    """Somebody who signs in and uses the list of rooms."""

    def __init__(self, hub: Hub, name: str, language: str = "en"):
        self.hub, self.name = hub, name
        self.http = httpx.Client(
            base_url=hub.public,
            follow_redirects=True,
            timeout=BOUND_SECONDS,
            headers={"Accept-Language": language},
            verify=False,
        )
        hub.clients.append(self.http)

    def _send(self, address: str, page: httpx.Response, **fields) -> httpx.Response:
        token = re.search(r'name="_xsrf" value="([^"]+)"', page.text).group(1)
        return self.http.post(address, data={"_xsrf": token, **fields})

    def sign_up(self) -> httpx.Response:
        """Ask for an account."""
        both = {"signup_password": PASSWORD, "signup_password_confirmation": PASSWORD}
        return self._send("/hub/signup", self.http.get("/hub/signup"), username=self.name, **both)

    def sign_in(self, password: str = PASSWORD) -> httpx.Response:
        """Sign in with name and password."""
        page = self.http.get("/hub/login")
        return self._send("/hub/login?next=", page, username=self.name, password=password)

    def approve(self, name: str) -> None:
        """As operator: let somebody lead rooms."""
        assert self.http.get(f"/hub/authorize/{name}").status_code == 200

    def list(self) -> httpx.Response:
        """The page with the own rooms."""
        return self.http.get("/hub/rooms")

    def do(self, what: str, **fields) -> httpx.Response:
        """Press a button of that page."""
        return self._send("/hub/rooms", self.list(), do=what, **fields)

    def open(self, title: str, people: int = 8, language: str = "en") -> "Links":
        """Open a room; its links."""
        page = self.do("open", title=title, people=str(people), language=language, keep_days="30")
        assert page.status_code == 200, said(page)
        return next(one for one in links(page) if one.title == title)

    def end(self, room: "Links") -> httpx.Response:
        """End a room; its servers go at once and not after a while."""
        answer = self.do("end", room=room.room)
        for server in (room.room[:8], f"{room.room[:8]}-lead"):
            end(self.hub.room_processes(server))
        return answer


class Links:
    """What stands in the list about a room."""

    def __init__(self, hub_page: str):
        self.room = re.search(r'data-room="([^"]+)"', hub_page).group(1)
        self.title = html.unescape(re.search(r"<h2>([^<]*)", hub_page).group(1))
        self.join = re.search(r'class="join">([^<]+)', hub_page).group(1)
        self.lead = re.search(r'main lead" href="([^"]+)"', hub_page).group(1)
        self.text = hub_page


def links(page: httpx.Response) -> list[Links]:
    """All rooms of a list."""
    return [Links(part) for part in page.text.split('<section class="card"') if "data-room" in part]


def said(page: httpx.Response) -> str:
    """The sentence on top of a page, or the only one."""
    found = re.findall(r'class="said[^>]*>(.*?)</p>|<p role="status">(.*?)</p>', page.text, re.S)
    return " ".join(re.sub(r"<[^>]+>", "", "".join(one)) for one in found)
