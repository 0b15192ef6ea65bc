"""The architecture page: who may import whom. Data flows one way, and shared code names no exercise."""

import ast
import re
from pathlib import Path

import pytest

from kit.exercises import everything

KIT = Path(__file__).parents[1] / "kit"

WORDS = "messages typed errors parameters"
PLAIN = f"{WORDS} divisions contract"
FILES = "wording places toml_reader"  # what trainers edit, read in both languages
SHARED = f"{PLAIN} wording journal models exercise verdict pictures years commitments groups debrief"
STEP = f"{SHARED} progress drawing posters screen widgets room"

# Room: which rooms it may import. A room is a file or a folder of kit/; those of an exercise (below the line) are the same
# in each; `setting` is that of a model in kit/models. It is one page on purpose.
# fmt: off
MAY_IMPORT = {
    "messages": "", "typed": "", "pasted": "", "console": "", "kernel": "", "compression": "", "background": "",
    "static_files": "widgets", "early": "", "notebooks": "", "memory": "", "warm": "background early notebooks memory pages room", "pages": "compression early static_files",
    "server": "background notebooks compression early static_files warm", "charts": "charts", "widgets": "widgets", "models": "models setting", "setting": WORDS, "drawing": "drawing",
    "errors": "messages", "parameters": "messages errors", "divisions": WORDS, "contract": f"{WORDS} divisions",
    "journal": WORDS, "places": WORDS, "ports": WORDS, "wording": WORDS, "toml_reader": f"{WORDS} wording places",
    "deals": f"{WORDS} places models", "evidence": f"{WORDS} {FILES}", "teamcode": f"{WORDS} divisions pasted", "exercise": f"{PLAIN} teamcode",
    "verdict": "messages exercise", "pictures": "messages exercise wording", "years": "parameters exercise",
    "commitments": "journal", "groups": f"{PLAIN} exercise journal years commitments", "progress": f"{PLAIN} exercise groups journal commitments",
    "side_by_side": "messages parameters contract exercise groups", "guide": f"{WORDS} places",
    "posters": f"{SHARED} drawing side_by_side posters", "agenda": f"{WORDS} places guide", "debrief": f"{PLAIN} exercise groups exercises",
    "rehearsal": f"{PLAIN} exercise groups journal progress room",
    "report": f"{SHARED} drawing evidence side_by_side exercises guide rehearsal",
    "monitor": f"{PLAIN} exercise groups journal progress room",
    "gather": f"{WORDS} contract exercise groups journal teamcode room",
    "room": f"{WORDS} background wording journal groups pasted places ports console pages early memory own_jupyter opening",
    "hub": f"{WORDS} wording places console opening memory own_jupyter background pages room",
    "screen": f"{STEP} charts teamcode evidence side_by_side gather guide agenda report rehearsal exercises monitor asked frames",
    "asked": f"{WORDS} wording exercise years opening",
    "frames": f"{WORDS} places wording journal exercise verdict pictures years groups evidence teamcode gather room charts exercises asked deals",
    "own_jupyter": f"{WORDS} places", "opening": f"{WORDS} wording console", "__main__": "start",
    "start": f"{WORDS} wording places ports console pages server own_jupyter opening room warm",
    "exercises": "messages errors contract exercise", "__init__": "errors contract evidence exercises asked frames screen",
    # ---- In the folder of an exercise: `x.` is this folder, `x.more` any other file in it; only `x.screen` knows widgets.
    "x.setting": f"{WORDS} setting", "x.drawing": "drawing", "x.model": "models x.model setting x.setting", "x.questions": "messages exercise",
    "x.more": f"{WORDS} {FILES} journal setting x.setting x.game x.more",
    "x.game": f"{PLAIN} models x.model setting x.setting x.game x.more", "x.common": f"{PLAIN} journal room x.game x.pretend",
    "x.pretend": "contract setting x.setting x.model x.game x.more", "x.facts": f"{PLAIN} x.game setting x.setting x.more x.common",
    "x.views": f"{SHARED} x.model setting x.setting x.more x.views",
    "x.debrief": f"{SHARED} x.game setting x.setting x.facts x.common x.more x.debrief",
    "x.__init__": f"{SHARED} setting x.setting x.model x.game x.views x.facts x.debrief x.common x.more x.questions x.drawing x.pretend x.screen",
    "x.screen": f"{STEP} charts deals report setting x.setting x.model x.game x.views x.facts x.common x.more x.screen",
}
# fmt: on

# Within kit/screen: a file imports only files of its own line and of lines above it.
SCREEN = """
text postponed taking_turns specification
fields figures last_possible led seat setting_table
attendance
pictures
image renderer
plan_link
journaled stage seat_form
page
step
shelves kept take_out own_summary glossary
game predict compare limits reflect commit share
plan_row
plan_steps
plan_check
common_game
common_picks
opened
plan_page
facilitator
start_page
"""
MODELS_ONLY_NUMPY = {
    "numpy",
    "dataclasses",
    "functools",
    "math",
    "statistics",
    "typing",
    "collections",
    "itertools",
    "kit",
    "__future__",
}
DOORS = {"__init__", "__main__"}  # of the whole kit

PATHS = sorted(KIT.rglob("*.py"))
MODULES = {
    ".".join(("kit", *path.relative_to(KIT).with_suffix("").parts)).removesuffix(".__init__"): path for path in PATHS
}
NAMES = {path: name for name, path in MODULES.items()}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever the import stands, also by importlib."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {name if (name := f"{node.module}.{one.name}") in MODULES else node.module for one in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            names |= _by_name(ast.unparse(node.args[0]), NAMES[path])
    return names


def _by_name(written: str, here: str) -> set[str]:
    """The modules that a name made at run time can mean: `f"kit.charts.{kind}"` is any file in that folder."""
    start = re.sub(r"\{.*", "", written.strip("f'\"").replace("{__name__}", here))
    return {
        one
        for one in MODULES
        if one == start or (start.endswith(".") and one.startswith(start) and "." not in one.removeprefix(start))
    }


def room(name: str) -> str:
    """The room of a module: `x.` and the file within an exercise, else the file or folder of kit/, or the setting of a model."""
    _kit, *parts = name.split(".")
    if parts[:1] == ["models"] and parts[-1] == "setting":
        return "setting"
    if parts[:1] == ["exercises"] and len(parts) > 1:
        own = "x." + (parts[2].partition("_")[0] if len(parts) > 2 else "__init__")
        return own if own in MAY_IMPORT else "x.more"
    return parts[0] if parts else "__init__"


def of_the_kit(path: Path) -> set[str]:
    return {name for name in imported(path) if name.split(".")[0] == "kit"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(KIT)))
def test_a_file_imports_only_what_its_room_may(path):
    here = room(NAMES[path])
    allowed = {*MAY_IMPORT[here].split(), *([] if here.startswith("x.") else [here])}
    if path.parent == KIT / "exercises":  # all folders, and nothing in them
        allowed |= {"x.__init__"}
    assert sorted(name for name in of_the_kit(path) if room(name) not in allowed) == []


@pytest.mark.parametrize(
    "path", sorted((KIT / "exercises").glob("*/**/*.py")), ids=lambda path: str(path.relative_to(KIT))
)
def test_no_exercise_imports_another(path):
    own = ".".join(NAMES[path].split(".")[:3])
    assert [
        name for name in of_the_kit(path) if name.startswith("kit.exercises.") and not f"{name}.".startswith(f"{own}.")
    ] == []


@pytest.mark.parametrize(
    "path",
    sorted(
        one
        for one in KIT.rglob("*")
        if one.suffix in (".py", ".js", ".css", ".j2", ".json", ".html") and KIT / "exercises" not in one.parents
    ),
    ids=lambda path: str(path.relative_to(KIT)),
)
def test_nothing_outside_names_an_exercise(path):
    named = re.findall(rf"(?<![\w/])(?:{'|'.join(everything())})(?!\w)", path.read_text(encoding="utf-8"))
    assert named == []


@pytest.mark.parametrize("path", sorted((KIT / "screen").rglob("*.py")), ids=lambda path: str(path.relative_to(KIT)))
def test_the_screen_is_built_from_below(path):
    level = {file: place for place, line in enumerate(SCREEN.strip().splitlines()) for file in line.split()}
    here = NAMES[path].split(".")
    used = [name.split(".")[2] for name in of_the_kit(path) if name.startswith("kit.screen.")]
    assert len(here) == 2 or [one for one in used if level[one] > level[here[2]]] == []


@pytest.mark.parametrize(
    "path",
    [
        *sorted(one for one in (KIT / "models").rglob("*.py") if one.stem != "setting"),
        *sorted((KIT / "exercises").glob("*/model*/**/*.py")),
        *sorted((KIT / "exercises").glob("*/model.py")),
    ],
    ids=lambda path: str(path.relative_to(KIT)),
)
def test_models_know_numpy_and_nothing_else(path):
    assert {name.split(".")[0] for name in imported(path)} <= MODELS_ONLY_NUMPY


def test_there_is_no_circle():
    left = {name: of_the_kit(path) & MODULES.keys() - {name} for name, path in MODULES.items()}
    while free := [name for name, used in left.items() if not used & left.keys()]:
        left = {name: used for name, used in left.items() if name not in free}
    assert {name: sorted(used & left.keys()) for name, used in left.items()} == {}


@pytest.mark.parametrize(
    "path",
    sorted(one for one in KIT.rglob("*") if one.suffix in (".py", ".js", ".css", ".j2")),
    ids=lambda path: str(path.relative_to(KIT)),
)
def test_a_file_can_be_read_in_one_sitting(path):
    assert path.name == "vega.js" or len(path.read_text(encoding="utf-8").splitlines()) <= 350
