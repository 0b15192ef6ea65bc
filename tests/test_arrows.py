"""The architecture page: who may import whom. Data flows one way."""

import ast
from pathlib import Path

import pytest

KIT = Path(__file__).parent.parent / "kit"

PLAIN = {"kit.messages", "kit.errors", "kit.parameters", "kit.typed"}
WORDS = PLAIN | {"kit.wording"}
SCREEN = {"kit.models", "kit.exercise", "kit.exercises", "kit.journal", "kit.teamcode", "kit.evidence", "kit.widgets", "kit.charts", "kit.screen", "kit.divisions", "kit.years", "kit.groups", "kit.pictures"}
SESSION = {"kit.gather", "kit.guide", "kit.agenda", "kit.room", "kit.debrief", "kit.report"}

# Room (a file, or a folder for all its files): what it may import of the kit.
MAY_IMPORT = {
    "messages.py": set(),
    "typed.py": set(),
    "errors.py": {"kit.messages"},
    "parameters.py": {"kit.messages", "kit.errors"},
    "divisions.py": PLAIN,
    "models": {"kit.models"},
    "exercise.py": PLAIN | {"kit.exercises", "kit.teamcode", "kit.divisions"},
    "pictures.py": {"kit.exercise", "kit.messages"},
    "exercises": WORDS | SCREEN | SESSION | {"kit.places"},
    "years.py": {"kit.exercise", "kit.parameters"},
    "groups.py": PLAIN | {"kit.exercise", "kit.exercises", "kit.journal", "kit.years"},
    "guide.py": PLAIN | {"kit.places"},
    "agenda.py": PLAIN | {"kit.guide", "kit.places"},
    "gather.py": PLAIN | {"kit.exercise", "kit.exercises", "kit.groups", "kit.journal", "kit.room", "kit.teamcode"},
    "room": WORDS | {"kit.console", "kit.groups", "kit.journal", "kit.own_jupyter", "kit.pages", "kit.pasted", "kit.places", "kit.ports", "kit.room", "kit.start"},
    "report": WORDS | {"kit.debrief", "kit.divisions", "kit.evidence", "kit.exercise", "kit.exercises", "kit.groups", "kit.report", "kit.years"},
    "debrief": WORDS | {"kit.debrief", "kit.exercise", "kit.exercises", "kit.groups"},
    "wording.py": PLAIN,
    "evidence.py": WORDS | {"kit.places"},
    "journal.py": PLAIN,
    "teamcode.py": PLAIN | {"kit.divisions", "kit.pasted"},
    "pasted.py": set(),
    "charts": {"kit.charts"},
    "widgets": {"kit.widgets"},
    "screen": WORDS | SCREEN | SESSION,
    "places.py": PLAIN,
    "server.py": set(),
    "kernel.py": set(),
    "console.py": set(),
    "pages.py": set(),
    "ports.py": PLAIN,
    "own_jupyter.py": PLAIN | {"kit.places"},
    "start.py": WORDS | {"kit.console", "kit.own_jupyter", "kit.pages", "kit.places", "kit.ports", "kit.server", "kit.room"},
    "__main__.py": {"kit.start"},
    "__init__.py": {"kit.exercise", "kit.exercises", "kit.screen"},
}

MODELS_ONLY_NUMPY = {"numpy", "dataclasses", "functools", "math", "typing", "collections", "itertools", "kit", "__future__"}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module == "kit":
            names |= {f"kit.{one.name}" for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module)
    return names


def room(path: Path) -> str:
    return path.relative_to(KIT).parts[0]


FILES = sorted(KIT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(KIT)))
def test_a_file_imports_only_what_its_room_may(path):
    allowed = MAY_IMPORT[room(path)]
    of_the_kit = {name for name in imported(path) if name.split(".")[0] == "kit"}
    assert [name for name in of_the_kit if not any(name == one or name.startswith(one + ".") for one in allowed)] == []


@pytest.mark.parametrize("path", sorted((KIT / "models").glob("*.py")), ids=lambda path: path.name)
def test_models_know_numpy_and_nothing_else(path):
    assert {name.split(".")[0] for name in imported(path)} <= MODELS_ONLY_NUMPY
