"""Starting the kit: options, the system's language, ports, folders, and a real start both ways."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from kit import places
from kit.server import strip_outputs
from kit.start import (PORT, is_free, language_of, main, next_free_port, options, own_jupyter_profile, page_address,
                       system_locale)


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


@pytest.mark.parametrize(("name", "language"), [
    ("de_DE.UTF-8", "de"), ("de_AT", "de"), ("de", "de"), ("de-CH", "de"), ("German_Germany.1252", "de"),
    ("de:en", "de"), ("en_US.UTF-8", "en"), ("fr_FR", "en"), ("den_CA", "en"), ("C", "en"), ("", "en"),
])
def test_german_systems_get_german_and_all_others_english(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize(("environment", "name"), [
    ({"LANG": "de_DE.UTF-8"}, "de_DE.UTF-8"),
    ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en_GB.UTF-8"),
    ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "de_DE.UTF-8"),
    ({"LANG": "C"}, ""),
    ({}, ""),
])
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
    assert own_jupyter_profile({"JUPYTER_CONFIG_DIR": "mine"})["JUPYTER_CONFIG_DIR"] == "mine"


# Saving


def notebook_model(metadata: dict) -> dict:
    code = {"cell_type": "code", "metadata": {"execution": {"a": 1}}, "source": "1", "execution_count": 3, "outputs": [{}]}
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


# A real start


def page(address: str) -> int:
    host, path = re.fullmatch(r"http://([^/]+)(/.*)", address).groups()
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


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
