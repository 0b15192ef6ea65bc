"""Pages are served under the names of this computer only."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from kit.pages import ForeignName

HOST = socket.gethostname().lower()


@pytest.fixture(scope="module")
def names():
    return ForeignName(["kit.example"])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8900",
        "localhost",
        "LocalHost:80",
        "localhost.",
        "[::1]",
        "[::1]:8900",
        "192.168.7.1:8900",
        "[fe80::1]:8900",
        HOST,
        f"{HOST}:8900",
        f"{HOST.partition('.')[0]}.local",
        "kit.example",
        "kit.example:8900",
    ],
)
def test_whoever_joins_by_an_address_or_name_of_this_computer_is_let_in(names, host):
    assert names.is_own(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8900",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        f"{HOST}.evil.example",
        "evil.kit.example",
        "",
        "2130706433",
        "0x7f.1",
        "[evil]",
        ":8900",
    ],
)
def test_a_name_that_somebody_pointed_here_is_refused(names, host):
    assert not names.is_own(host)


# What `python -m kit` serves


@pytest.fixture(scope="module", params=[[], ["--app"]], ids=["lab", "app"])
def kit(request, tmp_path_factory):
    """The address of a running kit, and the file with what it printed besides that address."""
    folder = tmp_path_factory.mktemp("kit")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "run"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [sys.executable, "-m", "kit", "--no-browser", "--language", "en", "--port", str(port), *request.param]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        process.stdout.readline()
        yield port, folder / "log"
        process.terminate()


def status(port: int, address: str, **headers: str) -> int:
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(caller):
        caller.request("GET", f"/{address}", headers=headers)
        answer = caller.getresponse()
        assert b"Traceback" not in answer.read()
        return answer.status


@pytest.mark.parametrize(
    "address", ["lab", "doc/tree/en/00_start.ipynb", "voila/render/en/00_start.ipynb", "files/en/guide.md"]
)
def test_under_a_foreign_name_the_kit_is_not_to_be_had(kit, address):
    port, _log = kit
    assert status(port, address, Host="evil.example") == 403
    assert status(port, address, Host=f"localhost:{port}") != 403


@pytest.mark.parametrize("kit", [["--app"]], ids=["app"], indirect=True)
@pytest.mark.parametrize(
    "address",
    [
        "",
        "logout",
        "nothing",
        "%00",
        "voila/templates/kit/static/..%2f..",
        "voila/templates/kit",
        "voila/render/nothing.ipynb",
        "voila/render/%FF.ipynb",
        "voila/api/contents/nothing",
    ],
)
def test_an_address_that_nobody_foresaw_prints_nothing(kit, address):
    port, log = kit
    assert status(port, address) < 500
    assert status(port, address, Host="evil.example") == 403
    assert "Traceback" not in log.read_text()
