"""Starts the kit on this computer: JupyterLab with the start page, or the pages alone with `--app`.

Knows Jupyter's options and the person's system; it knows nothing of exercises. Only this computer is served. How a
room is served is another module's matter.
"""

import argparse
import http.client
import locale
import logging
import os
import re
import secrets
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from kit import places
from kit.errors import KitError, StartError
from kit.messages import _
from kit.server import allow_farewell
from kit.wording import LANGUAGES, Language

HOST = "127.0.0.1"
PORT = 8899  # the same for both ways: a browser keeps what people entered by host and port
HOUR_SECONDS = 3600

OPEN_AT = _("Pair Selling is open at {address} (Ctrl+C ends it).")
ALREADY_OPEN = _("Pair Selling is already open at {address}")
PORT_TAKEN = _("Port {port} is in use by another program; port {free} is free: python -m kit --port {free}")
PORT_OUT_OF_RANGE = _("A port lies between 1024 and 65535; {port} does not.")
NOT_COPIED = _("The workshops cannot be copied to your documents: {reason}")


def main(arguments: list[str] | None = None) -> int:
    """Open the kit as asked; returns the exit code (2 after a sentence that says what is wrong)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["room"]:
        from kit.room.start import main as open_room  # needs libraries that only a room needs

        return open_room(given[1:])
    asked = options(given)
    language = Language(asked.language)
    try:
        start(asked, language)
    except KitError as error:
        print(language.say(error), file=sys.stderr)
        return 2
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line with their defaults."""
    parser = argparse.ArgumentParser(prog="python -m kit", description="Opens the Pair Selling workshop kit (`python -m kit room` opens it for a room of groups).")
    parser.add_argument("--app", action="store_true", help="show the pages alone, without JupyterLab around them")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on this computer (default {PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--language", choices=LANGUAGES, default=spoken_language(), help="language of the start page")
    return parser.parse_args(arguments)


def start(asked: argparse.Namespace, language: Language) -> None:
    """Serve until Ctrl+C, or show the page of a kit that already runs on this port. Raises StartError."""
    check_port(asked.port)
    try:
        folder = places.own_workshops()
    except OSError as error:
        raise StartError(NOT_COPIED, reason=str(error)) from error
    token = "" if asked.app else secrets.token_hex(16)
    if not is_free(asked.port):
        token = token_of_running_kit(asked, folder)
        address = page_address(asked, token)
        print(language.say(ALREADY_OPEN, address=address))
        open_browser(asked, address)
        return
    address = page_address(asked, token)

    def announce() -> None:
        wait_until_open(asked.port)
        print(language.say(OPEN_AT, address=address), flush=True)
        open_browser(asked, address)

    threading.Thread(target=announce, daemon=True).start()
    os.environ.update(own_jupyter_profile(os.environ))
    quiet_logs()
    serve = serve_app if asked.app else serve_lab
    serve(asked.port, folder, token)


# What the system says


def spoken_language() -> str:
    """German if the person's system is German, else English."""
    return language_of(system_locale(os.environ, sys.platform))


def language_of(locale_name: str) -> str:
    """`de` for any name of a German locale ("de_AT.UTF-8", "German_Germany"), else `en`."""
    return "de" if re.match(r"(de([^a-z]|$)|german)", locale_name.lower()) else "en"


def system_locale(environment: Mapping[str, str], platform: str) -> str:
    """The locale people chose: by variable if one says more than "C", else as macOS and Windows keep it."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        name = environment.get(variable, "")
        if name and name.split(".")[0] not in ("C", "POSIX"):
            return name
    if platform == "win32":
        import ctypes  # its windll exists on Windows alone

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if platform == "darwin":
        known = subprocess.run(["defaults", "read", "-g", "AppleLocale"], capture_output=True, text=True, check=False)
        return known.stdout.strip()
    return ""


# Ports and addresses


def check_port(port: int) -> None:
    """Raise StartError unless people may use this port."""
    if not 1024 <= port <= 65535:
        raise StartError(PORT_OUT_OF_RANGE, port=str(port))


def answers(port: int) -> bool:
    """Whether a program accepts connections on this port."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex((HOST, port)) == 0


def is_free(port: int) -> bool:
    """Whether the kit could listen on this port."""
    if answers(port):
        return False
    with socket.socket() as listener:
        if sys.platform != "win32":  # there it would allow to share the port of another program
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True


def next_free_port(port: int) -> int:
    """The first free port after this one (from 1024 again after the last)."""
    later = (candidate for candidate in [*range(port + 1, 65536), *range(1024, port)] if is_free(candidate))
    return next(later)


def token_of_running_kit(asked: argparse.Namespace, folder: Path) -> str:
    """The token of the kit that already serves this folder on this port; raises StartError if it is another program."""
    if asked.app and is_app(asked.port):
        return ""
    if not asked.app:
        from jupyter_server.serverapp import list_running_servers  # half a second, needed only here

        for server in list_running_servers():
            if server["port"] == asked.port and Path(server["root_dir"]) == folder:
                return server["token"]
    raise StartError(PORT_TAKEN, port=str(asked.port), free=str(next_free_port(asked.port)))


def is_app(port: int) -> bool:
    """Whether the pages of this kit answer on a port: only they have the kit's style sheet."""
    caller = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        caller.request("GET", "/voila/templates/kit/static/kit-page.css")
        return caller.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()


def page_address(asked: argparse.Namespace, token: str) -> str:
    """The address of the start page; `reset` forgets how the window was arranged last time."""
    page = f"{asked.language}/00_start.ipynb"
    if asked.app:
        return f"http://{HOST}:{asked.port}/voila/render/{page}"
    return f"http://{HOST}:{asked.port}/doc/tree/{page}?reset&token={token}"


def wait_until_open(port: int) -> None:
    """Return as soon as the port answers."""
    while not answers(port):
        time.sleep(0.1)


def open_browser(asked: argparse.Namespace, address: str) -> None:
    """Show the page, unless people asked for no browser."""
    if not asked.no_browser:
        webbrowser.open(address)


# The two ways


def own_jupyter_profile(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables that keep the person's own Jupyter settings and the kit's apart, and take the kernel of this Python."""
    folder = platformdirs.user_config_path("pair-selling-kit") / "jupyter"
    return {"JUPYTER_CONFIG_DIR": environment.get("JUPYTER_CONFIG_DIR", str(folder)), "JUPYTER_PREFER_ENV_PATH": "1"}


def serve_lab(port: int, folder: Path, token: str) -> None:
    """Run JupyterLab until Ctrl+C."""
    from jupyterlab.labapp import LabApp  # a second; not needed for a sentence about a port

    LabApp.launch_instance([
        f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={token}", "--ServerApp.allow_root=True",
        "--ServerApp.open_browser=False", "--ServerApp.answer_yes=True", "--Application.log_level=ERROR",
        "--LabApp.default_url=/doc", "--LabApp.extension_manager=readonly", "--LabApp.news_url=None",
        "--LanguageServerManager.autodetect=False",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *kernel_rules(),
    ])


def serve_app(port: int, folder: Path, token: str) -> None:
    """Run Voilà until Ctrl+C: one kernel per page.

    Without a token, which is acceptable here alone: only this computer is served, and Voilà itself refuses to run
    any code that a browser sends. A room needs one.
    """
    from traitlets.config import Config

    from kit.pages import PagesApp  # a second, as Voilà itself

    hooks = Config(VoilaConfiguration={"prelaunch_hook": allow_farewell})
    PagesApp.launch_instance([
        str(folder), "--no-browser", f"--Voila.ip={HOST}", f"--Voila.port={port}", "--Voila.port_retries=0",
        f"--Voila.token={token}", "--Application.log_level=ERROR", *kernel_rules(),
    ], config=hooks)


def kernel_rules(unused_seconds: int = HOUR_SECONDS) -> list[str]:
    """A kernel that nobody is connected to ends after a while; what it says is encrypted where the system can."""
    import zmq  # comes with Jupyter and is as slow to import

    return [f"--MappingKernelManager.cull_idle_timeout={unused_seconds}", "--MappingKernelManager.cull_interval=60",
            "--MappingKernelManager.cull_connected=False",
            f"--KernelManager.transport_encryption={'auto' if zmq.has('curve') else 'disabled'}"]


def quiet_logs() -> None:
    """What Jupyter's parts warn each other about says nothing to people; errors are still shown."""
    logging.captureWarnings(True)
    for name in ("py.warnings", "tornado"):
        logging.getLogger(name).setLevel(logging.ERROR)
