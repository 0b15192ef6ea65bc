"""Where the notebooks and the datasets lie: in the clone, or inside the installed package.

Knows folders only; it starts nothing and reads no content.
"""

import shutil
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent
FOLDER_NAME = "Pair Selling"


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
    """Copy what is missing in `target`; what is there, perhaps rewritten by a trainer, stays as it is."""
    for file in source.rglob("*"):
        copy = target / file.relative_to(source)
        if file.is_file() and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return target
