"""Altair makes a chart once on a computer; what is kept is the same, and a page can do without it."""

import json
import subprocess
import sys

import pytest

from kit.screen import specification as kept
from kit.screen.specification import kept_specification, specification

LABELS = {"axis": "Tage, ü und „…“", "old": "ALT", "new": "NEU", "format": ".1f"}
ASK = "import sys; from kit.screen.specification import kept_specification as ask; ask(*{asked!r}); print('altair' in sys.modules)"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The cache of a person who has none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kept, "user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "pair-selling-kit" / "charts"


def test_what_is_kept_is_what_altair_makes(folder):
    made = specification("years", LABELS)
    assert kept_specification("years", LABELS) == made
    (file,) = folder.iterdir()
    assert json.loads(file.read_text(encoding="utf-8")) == made
    assert kept_specification("years", LABELS) == made


@pytest.mark.skipif(sys.platform != "linux", reason="where the cache lies is told by a variable only here")
def test_the_next_page_does_without_altair():
    ask = [sys.executable, "-c", ASK.format(asked=("years", LABELS))]
    assert [subprocess.run(ask, capture_output=True, text=True, check=True).stdout for _page in range(2)] == [
        "True\n",
        "False\n",
    ]


def test_other_labels_another_kind_or_another_kit_make_another_chart(folder, monkeypatch):
    kept_specification("years", LABELS)
    kept_specification("years", LABELS | {"old": "OLD"})
    kept_specification("spread", {"before": "before", "after": "after"})
    monkeypatch.setattr(kept, "_charts", lambda: "another kit")
    kept_specification("years", LABELS)
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b"null"])
def test_a_damaged_file_is_made_anew(folder, damage):
    made = kept_specification("years", LABELS)
    (file,) = folder.iterdir()
    file.write_bytes(damage)
    assert kept_specification("years", LABELS) == made
    assert json.loads(file.read_bytes()) == made


def test_without_a_place_to_write_charts_are_made_all_the_same(folder):
    folder.parent.write_text("a file where the folder should be")
    assert kept_specification("years", LABELS) == specification("years", LABELS)
