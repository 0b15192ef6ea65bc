"""Where the notebooks and the datasets lie: in the clone, or inside the installed package.

Knows folders only; it starts nothing and reads no content.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryFile

import platformdirs

from kit.errors import StartError
from kit.messages import _

PACKAGE = Path(__file__).parent
FOLDER_NAME = "Pair Selling"

UNWRITABLE = _(
    "The kit needs the folder “{folder}” and cannot write there. Right would be a folder in which you may write, on a disk with space."
)


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def workshops() -> Path:
    """The notebooks as they come with the kit."""
    return _folder("workshops")


def datasets() -> Path:
    """The cases, cards and tables as they come with the kit."""
    return _folder("datasets")


def is_installed() -> bool:
    """Whether the kit runs from an installed package and not from a clone."""
    return workshops().parent == PACKAGE


def own_workshops() -> Path:
    """The notebooks that people open: those of the clone, or copies in their documents that a trainer may rewrite."""
    if not is_installed():
        return workshops()
    return copied(workshops(), platformdirs.user_documents_path() / FOLDER_NAME)


def copied(source: Path, target: Path) -> Path:
    """Copy what is missing in `target`; what is there, perhaps rewritten by a trainer, stays as it is. Raises StartError."""
    try:
        for file in source.rglob("*"):
            copy = target / file.relative_to(source)
            if file.is_file() and not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
    except OSError as error:
        raise StartError(UNWRITABLE, folder=str(target)) from error
    return target


def writable(folder: Path) -> Path:
    """The folder, which is there now and can be written to; raises StartError if it cannot."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
    except OSError as error:
        raise StartError(UNWRITABLE, folder=str(folder)) from error
    return folder
