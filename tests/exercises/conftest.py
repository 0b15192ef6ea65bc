"""The smallest exercise, which exists only here: `tiny/` becomes a folder of the kit for as long as a test lasts."""

import shutil
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import kit.exercises
from kit.wording import catalogue

TINY = "coin_calls"
FOLDER = Path(__file__).parent / "tiny"


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The exercise; its folder and its German sentences are all that the kit gets of it."""
    shutil.copytree(FOLDER, tmp_path / TINY, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(kit.exercises, "__path__", [*kit.exercises.__path__, str(tmp_path)])
    for message in read_po((FOLDER / "de.po").read_bytes().splitlines(keepends=True)):
        if message.id:
            monkeypatch.setitem(catalogue("de"), message.id, message.string)
    yield kit.exercises.find(TINY)
    for module in [one for one in sys.modules if one.startswith(f"kit.exercises.{TINY}")]:
        del sys.modules[module]
    del kit.exercises.coin_calls


@pytest.fixture
def exercise(request):
    """An exercise by its name; the smallest one is there only where it is asked for."""
    return request.getfixturevalue("tiny") if request.param == TINY else kit.exercises.find(request.param)
