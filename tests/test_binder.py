"""What Binder would build from this repository: repo2docker writes its Dockerfile, which needs no Docker.

Whether it builds and serves is tried by hand with `.binder/replay`; how it serves is in tests/browser/test_binder.py.
"""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit.server import binder_address, kit_folder
from kit.wording import LANGUAGES

ROOT = Path(__file__).parents[1]
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = [
    line.partition(" #")[0].strip() for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
]
PINS = [Requirement(line) for line in PINS if line and not line.startswith("#")]
LINKS = re.findall(r"https://mybinder\.org/v2/\S+", (ROOT / "README.md").read_text(encoding="utf-8"))


def dockerfile_and_log() -> tuple[str, str]:
    """What `repo2docker` says of this repository to the user that Binder builds as."""
    command = [
        sys.executable,
        "-m",
        "repo2docker",
        "--no-build",
        "--debug",
        "--user-id",
        "1000",
        "--user-name",
        "jovyan",
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="repo2docker runs on Linux and macOS")
def test_binder_takes_the_python_the_pins_and_the_last_step_that_are_meant():
    dockerfile, log = dockerfile_and_log()
    assert (
        "python=" + (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
        in log + dockerfile
    )
    assert 'pip install --no-cache-dir -r ".binder/requirements.txt"' in dockerfile
    assert "RUN ./.binder/postBuild" in dockerfile
    assert "COPY --chown=1000:1000 src/ ${REPO_DIR}/" in dockerfile  # the build writes the chart bundle into the clone


def test_there_is_one_folder_for_binder_and_its_last_step_can_be_run():
    assert not (ROOT / "binder").exists()
    assert sys.platform == "win32" or os.access(BINDER / "postBuild", os.X_OK)


def test_every_package_is_pinned_once_and_comes_from_wherever_binder_looks():
    assert all(
        [one.operator for one in pin.specifier] == ["=="] and not (pin.url or pin.marker or pin.extras) for pin in PINS
    )
    names = [canonicalize_name(pin.name) for pin in PINS]
    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize("asked", PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"])
def test_the_pins_are_what_the_package_asks_for_to_run_and_to_be_built(asked):
    asked = Requirement(asked)
    pin = next(pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(asked.name))
    version = next(iter(pin.specifier)).version
    assert version in asked.specifier


@pytest.mark.parametrize("extra", ["test", "room", "postgresql", "benchmark"])
def test_nothing_is_installed_that_a_session_on_binder_has_no_use_for(extra):
    needed_anyway = {"nbformat", "psutil"}  # by Jupyter
    unused = {Requirement(one).name for one in PROJECT["project"]["optional-dependencies"][extra]} - needed_anyway
    assert unused.isdisjoint(canonicalize_name(pin.name) for pin in PINS)


@pytest.mark.parametrize("link", LINKS)
def test_the_links_open_an_exercise_that_exists_at_the_tag_of_this_version(link):
    where = urlsplit(link)
    assert where.path.endswith("/v" + PROJECT["project"]["version"])
    page = parse_qs(where.query)["urlpath"][0]
    file = page.removeprefix("voila/render/").removeprefix("doc/tree/")
    assert file != page and (ROOT / file).is_file()


def test_there_is_a_link_for_each_language_as_app_and_as_notebook():
    ways = {(way, language) for way in ("voila/render", "doc/tree") for language in LANGUAGES}
    assert ways <= {tuple(re.search(r"urlpath=(.+)/workshops/(\w+)/", link).groups()) for link in LINKS}


def test_a_session_knows_the_address_that_starts_it_anew_and_elsewhere_there_is_none():
    binder = {"BINDER_LAUNCH_HOST": "https://binder.example/", "BINDER_REQUEST": "v2/gh/owner/repository/v0.1.0"}
    assert binder_address(binder) == "https://binder.example/v2/gh/owner/repository/v0.1.0"
    assert binder_address({}) == binder_address(binder | {"BINDER_REQUEST": ""}) == ""


def test_the_workshops_are_found_in_a_clone_and_by_themselves():
    assert kit_folder(ROOT) == "workshops/"
    assert kit_folder(ROOT / "workshops") == ""


def test_the_notice_of_a_lost_page_saves_what_the_page_stores():
    stored, saved = (
        re.search(r'const JOURNAL = [^"]*"([^"]+)"', (ROOT / "kit" / file).read_text(encoding="utf-8")).group(1)
        for file in ("widgets/journal.js", "jupyter/labextension/static/kit-page.js")
    )
    assert stored == saved
