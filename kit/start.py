"""Starts the kit on this computer: JupyterLab with the start page, or the pages alone with `--app`.

Knows Jupyter's options and the person's system; it knows nothing of exercises. Only this computer is served. How a
room is served is another module's matter.
"""

import argparse
import http.client
import os
import secrets
import sys
import threading
from pathlib import Path

from kit import places
from kit.console import open_console, say
from kit.errors import StartError
from kit.messages import _
from kit.opening import add_options, code_of, given_again, kernel_rules, open_browser, quiet_logs
from kit.own_jupyter import own_jupyter, own_jupyter_profile
from kit.ports import HOST, address_of, check_port, is_free, next_free_port, wait_until_open
from kit.server import WARM
from kit.wording import Language

PORT = 8899  # the same for both ways: a browser keeps what people entered by host and port

QUIET_SECONDS = 3  # after a page was opened, until the next ones are prepared: it is still busy

OPEN_AT = _("Pair Selling is open at {address} (Ctrl+C ends it).")
ALREADY_OPEN = _("Pair Selling is already open at {address}")
PORT_TAKEN = _("Port {port} is in use; port {free} is free: {command}")


def main(arguments: list[str] | None = None) -> int:
    """Open the kit as asked; returns the exit code (2 after a sentence that says what is wrong)."""
    open_console()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return open_room(given[1:]) if given[:1] == ["room"] else open_kit(given)
    except KeyboardInterrupt:  # pressed while it opens, or again while it ends
        return 0


def open_room(arguments: list[str]) -> int:
    """Open a room of groups; returns the exit code."""
    from kit.room.start import main as open_as_asked  # needs libraries that only a room needs

    return open_as_asked(arguments)


def open_kit(arguments: list[str]) -> int:
    """Open the kit for one computer; returns the exit code."""
    return code_of(start, options(arguments))


def options(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line with their defaults."""
    parser = argparse.ArgumentParser(
        prog="python -m kit",
        description="Opens the Pair Selling workshop kit (`python -m kit room` opens it for a room of groups).",
    )
    parser.add_argument("--app", action="store_true", help="show the pages alone, without JupyterLab around them")
    add_options(parser, port=(PORT, f"port on this computer (default {PORT})"), language="language of the start page")
    return parser.parse_args(arguments)


def start(asked: argparse.Namespace, language: Language) -> None:
    """Serve until Ctrl+C, or show the page of a kit that already runs on this port. Raises StartError."""
    check_port(asked.port)
    folder = places.own_workshops()
    if not is_free(asked.port):
        address = page_address(asked, token_of_running_kit(asked, folder))
        say(language.say(ALREADY_OPEN, address=address))
        open_browser(asked, address)
        return
    token = "" if asked.app else secrets.token_hex(16)
    with own_jupyter():
        threading.Thread(target=announce, args=(asked, language, token), daemon=True).start()
        quiet_logs()
        serve = serve_app if asked.app else serve_lab
        serve(asked.port, folder, token, asked.language)


def announce(asked: argparse.Namespace, language: Language, token: str) -> None:
    """Say where the kit is as soon as it is open, and show it; end it if it never opens."""
    try:
        wait_until_open(asked.port)
    except StartError as error:
        say(language.say(error), to="stderr")
        os._exit(2)  # what hangs so long does not hear Ctrl+C either; the next start clears up
    address = page_address(asked, token)
    say(language.say(OPEN_AT, address=address))
    open_browser(asked, address)


# What is open already


def token_of_running_kit(asked: argparse.Namespace, folder: Path) -> str:
    """The token of the kit that already serves this folder on this port; raises StartError if it is another program."""
    if asked.app and is_app(asked.port):
        return ""
    if not asked.app:
        from jupyter_server.serverapp import list_running_servers  # half a second, needed only here

        running = Path(own_jupyter_profile(os.environ)["JUPYTER_RUNTIME_DIR"]).parent
        for one in running.glob("*"):
            for server in list_running_servers(str(one)):
                if server["port"] == asked.port and Path(server["root_dir"]) == folder:
                    return server["token"]
    free = next_free_port(asked.port)
    raise StartError(
        PORT_TAKEN,
        port=str(asked.port),
        free=str(free),
        command=f"python -m kit {given_again(asked, options([]), free)}",
    )


def is_app(port: int) -> bool:
    """Whether the pages of this kit answer on a port without asking for a word: they alone have its style sheet."""
    return all(status(port, path) == 200 for path in ("/voila/templates/kit/static/kit-page.css", "/voila/tree"))


def status(port: int, path: str) -> int:
    """What a server of this computer answers, as a number of HTTP; 0 for none."""
    caller = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        caller.request("GET", path)
        return caller.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        caller.close()


def page_address(asked: argparse.Namespace, token: str) -> str:
    """The address of the start page; `reset` forgets how the window was arranged last time."""
    page = f"{asked.language}/00_start.ipynb"
    if asked.app:
        return f"{address_of(HOST, asked.port)}/voila/render/{page}"
    return f"{address_of(HOST, asked.port)}/doc/tree/{page}?reset&token={token}"


# The two ways


def serve_lab(port: int, folder: Path, token: str, language: str) -> None:
    """Run JupyterLab until Ctrl+C."""
    os.environ[WARM] = "1"
    from jupyterlab.labapp import LabApp  # a second; not needed for a sentence about a port

    LabApp.launch_instance(
        [
            f"--ServerApp.ip={HOST}",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={folder}",
            f"--IdentityProvider.token={token}",
            "--ServerApp.allow_root=True",
            "--ServerApp.open_browser=False",
            "--ServerApp.answer_yes=True",
            "--Application.log_level=ERROR",
            "--LabApp.default_url=/doc",
            "--LabApp.extension_manager=readonly",
            "--LabApp.news_url=None",
            "--LanguageServerManager.autodetect=False",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            *kernel_rules(),
        ]
    )


def serve_app(port: int, folder: Path, token: str, language: str) -> None:
    """Run Voilà until Ctrl+C: one kernel per page, the next ones prepared.

    Without a token, which is acceptable here alone: only this computer is served, and Voilà itself refuses to run
    any code that a browser sends. A room needs one.
    """
    import voila.app
    from traitlets.config import Config

    from kit.room.kernels import Kernels, kernels_of_a_room
    from kit.warm import OwnApp, next_pages  # a second, as Voilà itself

    voila.app.voila_kernel_manager_factory = kernels_of_a_room  # Voilà has no setting for it
    settings = Config(
        VoilaConfiguration={"multi_kernel_manager_class": Kernels, "preheat_kernel": True},
        VoilaKernelManager={"pools": next_pages(folder, language), "fill_delay": QUIET_SECONDS},
    )
    OwnApp.launch_instance(
        [
            str(folder),
            "--no-browser",
            f"--Voila.ip={HOST}",
            f"--Voila.port={port}",
            "--Voila.port_retries=0",
            f"--Voila.token={token}",
            "--Application.log_level=ERROR",
            *kernel_rules(),
        ],
        config=settings,
    )
