"""Starting the kit: options, the system's language, ports, folders, and a real start both ways."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import psutil
import pytest

from kit import places
from kit.opening import given_again, language_of, system_locale
from kit.own_jupyter import own_jupyter_profile
from kit.ports import is_free, next_free_port
from kit.server import strip_outputs
from kit.start import PORT, is_app, main, options, page_address
from tests.browser.room import free_ports
from tests.others import Person


@contextmanager
def taken_port():
    """A port that another program uses."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


# Options and language


def test_without_options_the_start_page_opens_in_jupyterlab_on_the_usual_port():
    asked = options([])
    assert (asked.app, asked.port, asked.no_browser) == (False, PORT, False)


def test_both_ways_open_the_start_page_of_the_language():
    lab = page_address(options(["--language", "de"]), "secret")
    app = page_address(options(["--language", "en", "--app"]), "")
    assert lab.startswith(f"http://127.0.0.1:{PORT}/doc/tree/de/00_start.ipynb?")
    assert app == f"http://127.0.0.1:{PORT}/voila/render/en/00_start.ipynb"


def test_an_unknown_language_is_refused():
    with pytest.raises(SystemExit):
        options(["--language", "fr"])


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("de_DE.UTF-8", "de"),
        ("de_AT", "de"),
        ("de", "de"),
        ("de-CH", "de"),
        ("German_Germany.1252", "de"),
        ("de:en", "de"),
        ("en_US.UTF-8", "en"),
        ("fr_FR", "en"),
        ("den_CA", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_german_systems_get_german_and_all_others_english(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE.UTF-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en_GB.UTF-8"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "de_DE.UTF-8"),
        ({"LANG": "C"}, ""),
        ({}, ""),
    ],
)
def test_the_first_variable_that_names_a_language_counts(environment, name):
    assert system_locale(environment, "linux") == name


# Ports


@pytest.mark.parametrize("way", [[], ["--app"]])
def test_a_port_of_another_program_is_said_in_one_sentence_with_the_next_free_port(way, capsys):
    with taken_port() as port:
        assert main(["--port", str(port), "--no-browser", "--language", "en", *way]) == 2
        said = capsys.readouterr().err
        free = int(re.search(r"--port (\d+)", said).group(1))
        assert str(port) in said and len(said.strip().splitlines()) == 1
        assert free != port and is_free(free)
        assert said.rstrip().endswith(" ".join([f"python -m kit --port {free}", *way, "--no-browser"]))


def test_the_advised_command_keeps_what_was_asked_for_and_no_password():
    usual = options([])
    other = next(one for one in ("de", "en") if one != usual.language)
    asked = options(["--port", "9000", "--app", "--language", other])
    assert given_again(asked, usual, 9001) == f"--port 9001 --app --language {other}"
    asked.store, usual.store = "postgresql://ada:secret@host/rooms", "sqlite:///rooms.sqlite"
    assert given_again(asked, usual, 9001).endswith(" --store …")


def test_pages_that_ask_for_a_word_are_not_the_open_app_of_the_person():
    class AsksForAWord(SimpleHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path.endswith(".css") else 302)
            self.send_header("Location", "/login")
            self.end_headers()

        def log_message(self, *_what):
            pass

    with HTTPServer(("127.0.0.1", 0), AsksForAWord) as room:
        Thread(target=room.serve_forever, daemon=True).start()
        assert not is_app(room.server_port)
        room.shutdown()


@pytest.mark.parametrize("port", ["80", "65536"])
def test_a_port_nobody_can_use_is_said_in_one_sentence(port, capsys):
    assert main(["--port", port, "--language", "en"]) == 2
    assert port in capsys.readouterr().err


def test_the_next_free_port_is_another_one():
    with taken_port() as port:
        assert not is_free(port)
        assert next_free_port(port) != port


# Folders


def test_from_a_clone_the_notebooks_and_datasets_of_the_clone_are_used():
    root = Path(__file__).parents[1]
    assert places.workshops() == places.own_workshops() == root / "workshops"
    assert places.datasets() == root / "datasets"


def test_copied_workshops_keep_what_a_trainer_rewrote_and_gain_what_is_new(tmp_path):
    source, target = tmp_path / "kit", tmp_path / "own"
    (source / "de").mkdir(parents=True)
    (source / "de" / "old.ipynb").write_text("first")
    places.copied(source, target)
    (target / "de" / "old.ipynb").write_text("rewritten")
    (source / "de" / "new.ipynb").write_text("new")
    places.copied(source, target)
    assert (target / "de" / "old.ipynb").read_text() == "rewritten"
    assert (target / "de" / "new.ipynb").read_text() == "new"


def test_the_person_s_own_jupyter_settings_are_neither_used_nor_changed():
    profile = own_jupyter_profile({})
    assert Path(profile["JUPYTER_CONFIG_DIR"]) != Path.home() / ".jupyter"
    assert (
        Path(own_jupyter_profile({"JUPYTER_CONFIG_DIR": "mine"})["JUPYTER_CONFIG_DIR"])
        == Path("mine").absolute() / "pair-selling-kit"
    )


# Saving


def notebook_model(metadata: dict) -> dict:
    code = {
        "cell_type": "code",
        "metadata": {"execution": {"a": 1}},
        "source": "1",
        "execution_count": 3,
        "outputs": [{}],
    }
    prose = {"cell_type": "markdown", "metadata": {}, "source": "Text"}
    return {"type": "notebook", "content": {"metadata": metadata, "cells": [code, prose]}}


def test_a_notebook_of_the_kit_is_saved_without_outputs_and_counts():
    model = notebook_model({"kit": {"language": "de"}, "widgets": {}, "language_info": {}})
    strip_outputs(model=model, path="de/00_start.ipynb", contents_manager=None)
    code, prose = model["content"]["cells"]
    assert (code["outputs"], code["execution_count"], code["metadata"], code["source"]) == ([], None, {}, "1")
    assert prose["source"] == "Text"
    assert model["content"]["metadata"] == {"kit": {"language": "de"}}


@pytest.mark.parametrize("model", [notebook_model({}), {"type": "file", "content": "kit"}, {"type": "notebook"}, {}])
def test_other_files_are_saved_as_they_are(model):
    before = repr(model)
    strip_outputs(model=model, path="other", contents_manager=None)
    assert repr(model) == before


# Folders that pages need


@pytest.mark.skipif(sys.platform == "win32", reason="the variables of its folders are others")
@pytest.mark.parametrize("way", [[], ["--app"], ["room"]], ids=["lab", "app", "room"])
@pytest.mark.parametrize(
    "variable", ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"]
)
def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_open(way, variable, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    place = str(tmp_path / "file" / "folder")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "JUPYTER"))} | {
        "HOME": str(tmp_path),
        variable: place,
    }
    command = [sys.executable, "-m", "kit", *way, "--no-browser", "--language", "en", "--port", str(free_ports())]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert place in done.stderr and len(done.stderr.strip().splitlines()) == 1


# A real start


def page(address: str) -> int:
    return read(address)[0]


def read(address: str) -> tuple[int, str]:
    host, path = re.fullmatch(r"http://([^/]+)(/.*)", address).groups()
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


@contextmanager
def started(way: list[str], environment: dict[str, str], folder: Path | None = None):
    """The kit, which has said its address: the process, and the address."""
    with taken_port() as port:
        pass
    command = [sys.executable, "-m", "kit", "--no-browser", "--language", "de", "--port", str(port), *way]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=folder, text=True) as kit:
        try:
            yield kit, re.search(r"http://\S+", kit.stdout.readline()).group()
        finally:
            kit.terminate()
            kit.wait(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="the kit cannot be asked to end there")
@pytest.mark.parametrize("way", [[], ["--app"]], ids=["lab", "app"])
def test_pages_look_and_run_as_shipped_whatever_else_is_set_on_the_computer(way, tmp_path):
    person = Person(tmp_path)
    with started(way, person.environment, person.folder) as (_kit, address):
        assert page(address) == 200
        status, chain = read(address.replace("/doc/tree/", "/voila/render/").replace("00_start", "02_role_chain"))
        assert status == 200 and 'id="loading"' in chain and "widget-view+json" in chain
        assert "theme-dark" not in chain and 'data-jp-theme-light="false"' not in chain
    assert not person.ran


@pytest.mark.skipif(sys.platform == "win32", reason="the kit cannot be asked to end there")
def test_what_pages_do_not_need_may_be_missing(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    missing = dict.fromkeys(
        ("XDG_CACHE_HOME", "JUPYTER_DATA_DIR", "IPYTHONDIR", "TMPDIR"), str(tmp_path / "file" / "folder")
    )
    environment = (
        os.environ
        | {"HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path)}
        | missing
    )
    with started(["--app"], environment) as (_kit, address):
        status, chain = read(address.replace("00_start", "02_role_chain"))
        assert status == 200 and "widget-view+json" in chain


@pytest.mark.skipif(sys.platform == "win32", reason="the kit cannot be asked to end there")
@pytest.mark.parametrize("way", [[], ["--app"]], ids=["lab", "app"])
def test_a_console_without_umlauts_gets_the_address_and_the_browser(way, tmp_path):
    seen = tmp_path / "seen"
    (tmp_path / "browser").write_text(
        f'#!/bin/sh\necho "$1" > "{seen}.new" && mv "{seen}.new" "{seen}"\n', encoding="utf-8"
    )
    (tmp_path / "browser").chmod(0o755)
    environment = os.environ | {
        "HOME": str(tmp_path),
        "PYTHONIOENCODING": "ascii",
        "BROWSER": f"{tmp_path / 'browser'} %s",
    }
    with taken_port() as port:
        pass
    command = [sys.executable, "-m", "kit", "--language", "de", "--port", str(port), *way]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as kit:
        try:
            said = kit.stdout.readline()
            address = re.search(r"http://\S+", said).group()
            again = subprocess.run(command, capture_output=True, env=environment, text=True, check=True)
            assert "geoeffnet" in said and address in again.stdout
            assert seen.read_text().strip() == address
        finally:
            kit.terminate()
            kit.wait(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="the kit cannot be asked to end there")
@pytest.mark.parametrize("way", [[], ["--app"]], ids=["lab", "app"])
def test_the_next_start_clears_away_what_one_that_was_killed_has_left(way, tmp_path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    own = {
        "HOME": str(tmp_path),
        "TMPDIR": str(temporary),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "run"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
    }
    running = tmp_path / "run" / "pair-selling-kit"
    with started(way, os.environ | own) as (kit, address):
        assert page(address) == 200
        kernels = psutil.Process(kit.pid).children(recursive=True)
        kit.kill()
        kit.wait()
        psutil.wait_procs(kernels, timeout=60)
        left = list(running.iterdir())
    with started(way, os.environ | own):
        now = list(running.iterdir())
    assert len(left) == len(now) == 1 and left != now
    assert list(running.iterdir()) == list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one program there")
@pytest.mark.parametrize("way", [[], ["--app"]], ids=["lab", "app"])
def test_the_kit_starts_says_its_address_and_ends_with_ctrl_c(way, tmp_path):
    with taken_port() as port:
        pass
    command = [sys.executable, "-m", "kit", "--no-browser", "--language", "en", "--port", str(port), *way]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as kit:
        try:
            address = re.search(r"http://\S+", kit.stdout.readline()).group()
            assert page(address) == 200
            again = subprocess.run(command, capture_output=True, env=environment, text=True, check=True)
            assert again.stdout.count("\n") == 1 and address in again.stdout
        finally:
            kit.send_signal(signal.SIGINT)
            kit.wait(timeout=30)
