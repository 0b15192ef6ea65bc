"""The kit as Binder serves it: JupyterLab with Voilà beside it, a whole clone, under a prefix and behind a token.

The server gets the arguments that BinderHub gives and the settings of mybinder.org. `.binder/replay` runs these tests
on a clean installation with the pinned packages; without it they use the Python that runs the tests.
"""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.pages import (
    WORDS,
    figures,
    give_guess,
    go_to,
    skip_game,
    slider,
    wait_for_answer,
    wait_for_exact,
    wait_for_guess,
)

ROOT = Path(__file__).parents[2]
PREFIX, TOKEN = "/user/abc-123/", "the-token-of-this-session"
BINDER = "https://binder.example/v2/gh/OWNER/REPOSITORY/v0.1.0"
SETTINGS = {"ServerApp": {"allow_origin": "*", "tornado_settings": {"trust_xheaders": True}}}
UNUSED_SECONDS = 12
EAGER_CULLING = {
    "MappingKernelManager": {"cull_idle_timeout": UNUSED_SECONDS, "cull_interval": 1, "cull_connected": True}
}
WAYS = {"app": "voila/render/workshops", "notebook": "doc/tree/workshops"}
SAID = {"de": "Sichert sie als Datei", "en": "Save it as a file"}
SAVE = {"de": "Stand als Datei sichern", "en": "Save the state as a file"}
GO_ON = {"de": "Weitermachen", "en": "Go on"}
LANGUAGE_LINK = {"de": ("English", "en"), "en": ("Deutsch", "de")}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Binder runs on Linux; the killing here too")


class BinderServer:
    """One session on Binder; it can be killed and started again at the same address."""

    def __init__(self, folder: Path, settings: dict):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (folder / "jupyter_server_config.json").write_text(json.dumps(SETTINGS | settings), encoding="utf-8")
        self.log = (folder / "log").open("w", encoding="utf-8")
        self.start()

    def start(self) -> None:
        command = [
            str(Path(os.environ.get("BINDER_PYTHON", sys.executable)).with_name("jupyter-lab")),
            "--ip=127.0.0.1",
            f"--port={self.port}",
        ]
        for application in ("NotebookApp", "ServerApp"):
            command += [
                f"--{application}.base_url={PREFIX}",
                f"--{application}.token={TOKEN}",
                f"--{application}.trust_xheaders=True",
            ]
        session = {"BINDER_LAUNCH_HOST": "https://binder.example/", "BINDER_REQUEST": "v2/gh/OWNER/REPOSITORY/v0.1.0"}
        folders = {
            name: str(self.folder) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        self.process = subprocess.Popen(
            [*command, "--no-browser", "--allow-root"],
            cwd=os.environ.get("BINDER_ROOT", ROOT),
            env=os.environ | folders | session,
            stdout=self.log,
            stderr=self.log,
        )
        while self.process.poll() is None and not self._answers():
            time.sleep(0.1)

    def _answers(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0

    def address(self, way: str, language: str, notebook: str) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}{WAYS[way]}/{language}/{notebook}.ipynb?token={TOKEN}"

    def kernels(self) -> set[str]:
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            caller.request("GET", f"{PREFIX}api/kernels", headers={"Authorization": f"token {TOKEN}"})
            return {kernel["id"] for kernel in json.load(caller.getresponse())}
        finally:
            caller.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture
def session(tmp_path, browser):
    """session(settings) gives a new session on Binder and somebody who visits it."""
    opened = []

    def open_session(settings: dict) -> tuple[BinderServer, Visitor]:
        server = BinderServer(tmp_path, settings)
        opened.append((server, Visitor(browser, server)))
        return opened[-1]

    yield open_session
    for server, visitor in opened:
        visitor.context.close()
        server.stop()


EVERYWHERE = pytest.mark.parametrize(("way", "language"), [("app", "de"), ("notebook", "en")])


def link(page, text: str):
    return page.locator(".kit-header").get_by_role("link", name=text)


@EVERYWHERE
def test_a_link_opens_the_exercise_and_all_ways_from_it_stay_under_the_prefix(session, way, language):
    server, visitor = session({})
    page = visitor.page(server.address(way, language, "02_role_chain"))
    wait_for_guess(page)
    assert "import kit" not in page.locator("body").inner_text()
    give_guess(page)
    skip_game(page)
    wait_for_exact(page, language)
    before = figures(page)
    slider(page, "compare", WORDS[language]["gain"]).press("ArrowRight")
    expect(page.locator(".kit-compare .kit-outcomes")).not_to_have_text(before)

    name, other = LANGUAGE_LINK[language]
    link(page, name).click()
    expect(page).to_have_url(re.compile(f"{PREFIX}{WAYS[way]}/{other}/02_role_chain.ipynb"))
    gain = slider(page, "compare", WORDS[other]["gain"])
    expect(gain).to_have_attribute("aria-valuetext", WORDS[other]["percent"])

    page.locator(".kit-header .kit-back").click()
    expect(page).to_have_url(re.compile(f"{PREFIX}{WAYS[way]}/{other}/00_start.ipynb"))
    on = page.locator(".kit-step a.kit-primary")
    expect(on).to_have_attribute(
        "href", "02_role_chain.ipynb#limits"
    )  # the step after the laboratory, in which a lever was moved
    wait_for_answer(page)
    on.click()
    go_to(page, "compare")
    expect(slider(page, "compare", WORDS[other]["gain"])).to_have_attribute("aria-valuetext", WORDS[other]["percent"])
    assert visitor.page_errors == [] and visitor.foreign == []


def test_a_page_that_is_left_ends_its_kernel_and_a_wrong_address_leads_to_the_start_page(session):
    server, visitor = session({})
    page = visitor.page(server.address("app", "en", "02_role_chain"))
    wait_for_guess(page)
    first = server.kernels()
    page.reload()
    wait_for_guess(page)
    assert len(first) == len(server.kernels()) == 1 and first.isdisjoint(server.kernels())

    page.goto(server.address("app", "en", "no_such_page"))
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"{PREFIX}{WAYS['app']}/en/00_start.ipynb"))
    expect(page.locator("a[href='02_role_chain.ipynb']").first).to_be_visible()
    assert visitor.foreign == []


@EVERYWHERE
def test_a_session_that_ended_is_said_in_words_and_loses_nothing(session, way, language):
    server, visitor = session({})
    page = visitor.page(server.address(way, language, "02_role_chain"))
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    slider(page, "compare", WORDS[language]["gain"]).press("ArrowRight")
    wait_for_answer(page)
    server.kill()

    notice = page.get_by_role("alert").filter(has_text=SAID[language])
    expect(notice).to_be_visible()
    page.wait_for_timeout(
        5000
    )  # a dialog of JupyterLab's own would have come by now; that none comes cannot be waited for
    assert page.locator("dialog[open], .jp-Dialog").count() == 0
    with page.expect_download() as saved:
        notice.get_by_role("button", name=SAVE[language]).click()
    kept = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert {"predict", "setting"} <= {event["step"] for event in kept["events"]}

    # Binder's door says 424 for a session that ended; going on starts another one with the same page.
    page.route(f"**{PREFIX}api/status*", lambda route: route.fulfill(status=424))
    page.route("https://binder.example/**", lambda route: route.fulfill(body="Binder"))
    notice.get_by_role("button", name=GO_ON[language]).click()
    page.wait_for_url(f"{BINDER}?urlpath={WAYS[way].replace('/', '%2F')}%2F{language}%2F02_role_chain.ipynb")
    assert [url.partition("?")[0] for url in visitor.foreign] == [BINDER]

    server.start()
    page.goto(server.address(way, language, "02_role_chain"))
    expect(slider(page, "compare", WORDS[language]["gain"])).to_have_attribute(
        "aria-valuetext", WORDS[language]["percent"]
    )
    assert visitor.page_errors == []


@EVERYWHERE
def test_a_kernel_that_was_ended_because_nobody_used_it_is_said_and_replaced_on_request(session, way, language):
    server, visitor = session(EAGER_CULLING)
    page = visitor.page(server.address(way, language, "02_role_chain"))
    wait_for_guess(page)
    notice = page.get_by_role("alert").filter(has_text=SAID[language])
    expect(notice).to_be_visible()
    with page.expect_navigation():  # to itself
        notice.get_by_role("button", name=GO_ON[language]).click()
    wait_for_guess(page)
    expect(notice).to_have_count(0)
    give_guess(page)
    assert visitor.page_errors == [] and visitor.foreign == []
