"""What the kit asks of a Jupyter server, and that other notebooks are left alone."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, build_opener

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kit.places import workshops
from kit.room.serve import WORD as WORD_VARIABLE
from kit.server import UNUSED_ON_A_PAGE, open_fast, page_path
from tests.aside import run_aside
from tests.browser.room import free_ports


class Sessions:
    """The sessions of a server that starts nothing but remembers what it was asked to start."""

    def __init__(self):
        self.started = []

    async def session_exists(self, path):
        return path in self.started

    async def create_session(self, path, **_more):
        self.started.append(path)


def asked(address: str, folder: Path) -> tuple[dict, list]:
    sessions = Sessions()
    handler = SimpleNamespace(
        request=SimpleNamespace(path=address),
        contents_manager=SimpleNamespace(root_dir=str(folder)),
        session_manager=sessions,
        settings={},
    )

    async def open_and_reload():
        page = open_fast(handler, {"disabledExtensions": ["of the firm"]})
        await asyncio.sleep(0)
        open_fast(handler, {})
        await asyncio.sleep(0)
        return page

    return run_aside(open_and_reload()), sessions.started


def test_a_page_of_the_kit_loads_less_and_a_reload_starts_no_second_kernel():
    page, started = asked("/user/ada/doc/tree/de/02_role_chain.ipynb", workshops())
    assert page["disabledExtensions"] == ["of the firm", *UNUSED_ON_A_PAGE]
    assert started == ["de/02_role_chain.ipynb"]


def test_other_notebooks_and_the_whole_jupyterlab_stay_as_they_are(tmp_path):
    (tmp_path / "own.ipynb").write_text(json.dumps({"metadata": {}, "cells": []}), encoding="utf-8")
    for address in ("/doc/tree/own.ipynb", "/doc/tree/missing.ipynb", "/lab/tree/de/02_role_chain.ipynb"):
        page, started = asked(address, tmp_path)
        assert page["disabledExtensions"] == ["of the firm"] and started == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/doc/tree/de/a%20b.ipynb", "de/a b.ipynb"),
        ("/base/doc/tree/x.ipynb", "x.ipynb"),
        ("/lab/tree/x.ipynb", ""),
        ("/doc", ""),
    ],
)
def test_the_notebook_of_a_page_is_read_from_its_address(address, path):
    assert page_path(address) == path


# A busy computer: what a page shows comes later than the word that it is done

LATE_SECONDS = 6
LATE_CELL = f"""
import sys, time
sys.stdout.flush_timeout = sys.stderr.flush_timeout = 0.1
get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep({LATE_SECONDS}))
display("This came late")
"""
WORD = "word"


def command(way: str, folder: Path, port: int) -> list[str]:
    """How a room and a server like Binder's serve the notebooks of a folder."""
    if way == "room":
        return ["kit.room.serve", str(folder), "--ip", "127.0.0.1", "--port", str(port), "--language", "en"]
    return [
        "jupyter_server",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={WORD}",
        "--no-browser",
        "--allow-root",
    ]


@pytest.mark.parametrize("way", ["room", "beside JupyterLab"])
def test_what_comes_late_is_waited_for_and_not_left_out(tmp_path, way):
    folder = tmp_path / "workshops"
    (folder / "en").mkdir(parents=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        new_notebook(cells=[new_code_cell(LATE_CELL)], metadata={"kernelspec": kernel}),
        folder / "en" / "00_start.ipynb",
    )
    port = free_ports()
    own = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    with (tmp_path / "log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command(way, folder, port)],
            env=os.environ | own | {WORD_VARIABLE: WORD},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
        try:
            page = get(f"http://127.0.0.1:{port}/voila/render/en/00_start.ipynb?token={WORD}", server)
        finally:
            server.stdin.close()
            server.terminate()
            server.wait(timeout=30)
    assert "This came late" in page


def get(address: str, server: subprocess.Popen) -> str:
    """A page of a server that is perhaps still starting, as a browser without any cookie asks for it."""
    browser = build_opener(HTTPCookieProcessor())
    while True:
        try:
            return browser.open(address, timeout=60).read().decode()
        except URLError:
            assert server.poll() is None
            time.sleep(0.2)
