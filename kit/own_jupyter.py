"""A Jupyter of the kit's own: it looks and runs as shipped, whatever settings, kernels and variables others have left here.

Where people need settings of their own, on Binder or a hub, nobody starts the kit itself and nothing of this happens.
"""

import os
import platform
import shutil
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import psutil

from kit.errors import StartError
from kit.places import UNWRITABLE, writable

NAME = "pair-selling-kit"
# How variables begin that would change it.
OF_OTHERS = ("JUPYTER", "JPY_", "IPYTHON", "IPYKERNEL", "VOILA", "PYTHONSTARTUP", "PAIR_SELLING_")


@contextmanager
def own_jupyter() -> Iterator[Path]:
    """Have this process and all that it starts use the kit's own Jupyter. Gives a folder that goes when the kit ends.

    Raises StartError where a folder that pages need cannot be written to.
    """
    own = own_jupyter_profile(os.environ)
    folder = Path(own["JUPYTER_RUNTIME_DIR"])
    clear_away(folder.parent)
    for needed in (folder.parent, folder, Path(own["JUPYTER_CONFIG_DIR"])):
        writable(needed)
    check_temporary_folder()
    for name in os.environ.keys() - own.keys():
        del os.environ[name]
    os.environ.update(own)
    os.chdir(folder)  # Jupyter's parts also read settings where they are started
    leave_out_system_settings()
    try:
        yield folder
    finally:
        os.chdir(folder.parent)
        shutil.rmtree(folder, ignore_errors=True)


def own_jupyter_profile(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables for the kit's own Jupyter. Where the person has moved Jupyter's folders, the kit's own lie in those.

    Only what JupyterLab keeps of its window lasts; what a start leaves behind lies in a folder that carries its number.
    """
    settings = _within(environment, "JUPYTER_CONFIG_DIR", platformdirs.user_config_path(NAME) / "jupyter")
    running = (
        _within(environment, "JUPYTER_RUNTIME_DIR", platformdirs.user_data_path(NAME) / "running")
        / f"{platform.node()}-{os.getpid()}"
    )
    kept = {name: value for name, value in environment.items() if not name.upper().startswith(OF_OTHERS)}
    return kept | {
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_RUNTIME_DIR": str(running),
        "JUPYTER_DATA_DIR": str(running / "data"),
        "IPYTHONDIR": str(running / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def clear_away(running: Path) -> None:
    """Remove what starts on this computer have left that could not clear up: those whose process is gone."""
    for left in running.glob(f"{platform.node()}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdecimal() and (int(number) == os.getpid() or not psutil.pid_exists(int(number))):
            shutil.rmtree(left, ignore_errors=True)


def check_temporary_folder() -> None:
    """Raise StartError where Python finds no folder for temporary files: a kernel would say so on each page."""
    try:
        tempfile.gettempdir()
    except OSError as error:
        raise StartError(UNWRITABLE, folder=os.environ.get("TMPDIR", "/tmp")) from error


def leave_out_system_settings() -> None:
    """Have this process pass over Jupyter's settings and parts that belong to no Python, or to another one."""
    from jupyter_core import paths  # slow, and not needed for a sentence about a port

    here = sysconfig.get_path("data")
    for known in (paths.SYSTEM_CONFIG_PATH, paths.SYSTEM_JUPYTER_PATH):  # Jupyter has no setting for it
        known[:] = [folder for folder in known if Path(folder).is_relative_to(here)]


def _within(environment: Mapping[str, str], variable: str, usual: Path) -> Path:
    given = environment.get(variable)
    return Path(given).absolute() / NAME if given else usual
