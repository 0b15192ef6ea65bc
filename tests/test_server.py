"""What the kit asks of a Jupyter server, and that other notebooks are left alone."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.places import workshops
from kit.server import UNUSED_ON_A_PAGE, open_fast, page_path


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
        request=SimpleNamespace(path=address), contents_manager=SimpleNamespace(root_dir=str(folder)), session_manager=sessions
    )

    async def open_and_reload():
        page = open_fast(handler, {"disabledExtensions": ["of the firm"]})
        await asyncio.sleep(0)
        open_fast(handler, {})
        await asyncio.sleep(0)
        return page

    with ThreadPoolExecutor() as elsewhere:  # the browser tests leave a running loop in this thread
        return elsewhere.submit(asyncio.run, open_and_reload()).result(), sessions.started


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
    [("/doc/tree/de/a%20b.ipynb", "de/a b.ipynb"), ("/base/doc/tree/x.ipynb", "x.ipynb"), ("/lab/tree/x.ipynb", ""), ("/doc", "")],
)
def test_the_notebook_of_a_page_is_read_from_its_address(address, path):
    assert page_path(address) == path
