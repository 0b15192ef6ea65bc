"""What both ways of opening the kit share, for one computer and for a room: options, language, browser, kernels, and how they end."""

import argparse
import locale
import logging
import os
import re
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from kit.console import say
from kit.errors import KitError
from kit.wording import LANGUAGES, Language

HOUR_SECONDS = 3600


def code_of(open_as_asked: Callable[[argparse.Namespace, Language], object], asked: argparse.Namespace) -> int:
    """Open the kit; the exit code, 2 after a sentence that says what is wrong."""
    language = Language(asked.language)
    try:
        open_as_asked(asked, language)
    except KitError as error:
        say(language.say(error), to="stderr")
        return 2
    return 0


def add_options(parser: argparse.ArgumentParser, port: tuple[int, str], language: str) -> None:
    """The options of both ways; `port` is the usual one with its help, `language` says what is shown in it."""
    usual, help_of_port = port
    parser.add_argument("--port", type=int, default=usual, help=help_of_port)
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--language", choices=LANGUAGES, default=spoken_language(), help=language)


def given_again(asked: argparse.Namespace, usual: argparse.Namespace, port: int) -> str:
    """The options that a person gave, with another port; an address that may hold a password is not said."""
    unlike = {name: value for name, value in vars(asked).items() if value != getattr(usual, name)}
    again = {"port": port} | {
        name: "…" if name == "store" else value for name, value in unlike.items() if name != "port"
    }
    options = {f"--{name.replace('_', '-')}": value for name, value in again.items()}
    return " ".join(name if value is True else f"{name} {value}" for name, value in options.items())


def open_browser(asked: argparse.Namespace, address: str) -> None:
    """Show the page, unless people asked for no browser. They have read the address, if none can be started."""
    if not asked.no_browser:
        with suppress(webbrowser.Error, OSError, ValueError):
            webbrowser.open(address)


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

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")  # pyright: ignore[reportAttributeAccessIssue]
    if platform == "darwin":
        known = subprocess.run(["defaults", "read", "-g", "AppleLocale"], capture_output=True, text=True, check=False)
        return known.stdout.strip()
    return ""


# Kernels and what Jupyter says


def kernel_rules(unused_seconds: int = HOUR_SECONDS) -> list[str]:
    """The kernel is this Python; one that nobody is connected to ends after a while; what it says is encrypted where the system can."""
    import zmq  # comes with Jupyter and is as slow to import
    from jupyter_core.paths import jupyter_runtime_dir

    Path(jupyter_runtime_dir()).mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        f"--Voila.connection_dir_root={jupyter_runtime_dir()}",
        *(f"--{one}.kernel_spec_manager_class=kit.kernel.ThisPython" for one in ("ServerApp", "VoilaConfiguration")),
        f"--MappingKernelManager.cull_idle_timeout={unused_seconds}",
        "--MappingKernelManager.cull_interval=60",
        "--MappingKernelManager.cull_connected=False",
        f"--KernelManager.transport_encryption={'auto' if zmq.has('curve') else 'disabled'}",
    ]


def quiet_logs() -> None:
    """What Jupyter's parts warn each other about says nothing to people; errors are still shown."""
    logging.captureWarnings(True)
    for name in ("py.warnings", "tornado"):
        logging.getLogger(name).setLevel(logging.ERROR)
