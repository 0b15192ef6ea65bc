"""Notebooks: the same cells in every language, no outputs, no logic, one verb per cell."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from kit.exercises import exercises
from kit.places import workshops
from kit.screen.stage import VERB_LABELS
from kit.wording import LANGUAGES, Language

CODE = "08_for_analysts.ipynb"  # whose code is shown on purpose
NAMES = sorted({path.name for path in workshops().glob("*/*.ipynb")})
ALL = [(language, name) for language in LANGUAGES for name in NAMES]
PAGES = [(language, name) for language, name in ALL if name != CODE]


def read(language: str, name: str) -> dict:
    return json.loads((workshops() / language / name).read_text(encoding="utf-8"))


def code(cell: dict) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize(("language", "name"), ALL)
def test_every_notebook_is_there_in_every_language_and_valid(language, name):
    notebook = read(language, name)
    nbformat.validate(nbformat.from_dict(notebook))
    assert notebook["metadata"]["kit"] == {"language": language} | ({"code": "shown"} if name == CODE else {})


@pytest.mark.parametrize(("language", "name"), ALL)
def test_notebooks_carry_no_outputs(language, name):
    for cell in (cell for cell in read(language, name)["cells"] if cell["cell_type"] == "code"):
        assert cell["outputs"] == [] and cell["execution_count"] is None
        assert name != CODE or cell["metadata"] == {}


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_pages_hide_their_code_behind_a_caption(language, name):
    for cell in (cell for cell in read(language, name)["cells"] if cell["cell_type"] == "code"):
        assert cell["metadata"]["jupyter"]["source_hidden"] is True
        assert code(cell).startswith("# ▶ ")


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_code_is_one_verb_and_imports_only_the_kit(language, name):
    for cell in (cell for cell in read(language, name)["cells"] if cell["cell_type"] == "code"):
        statements = ast.parse(code(cell)).body
        imports = [one for one in statements if isinstance(one, ast.Import)]
        assert [one.names[0].name for one in imports] in ([], ["kit"])
        assert len(statements) - len(imports) == 1


@pytest.mark.parametrize("name", NAMES)
def test_all_languages_have_the_same_cells_and_the_same_code(name):
    def shape(language):
        cells = read(language, name)["cells"]
        return [
            (
                cell["id"],
                cell["cell_type"],
                re.sub(r"^#.*\n", "", code(cell)).replace(f'"{language}"', '"language"')
                if cell["cell_type"] == "code"
                else "",
            )
            for cell in cells
        ]

    assert all(shape(language) == shape(LANGUAGES[0]) for language in LANGUAGES)


@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)
def test_every_exercise_has_a_notebook_with_its_verbs_in_order(exercise):
    cells = read("en", f"{exercise.number:02d}_{exercise.name}.ipynb")["cells"]
    assert [cell["id"] for cell in cells if cell["cell_type"] == "code"] == ["open", *exercise.verbs]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)
def test_a_step_has_one_name_in_the_prose_and_in_the_head(exercise, language):
    cells = {cell["id"]: code(cell) for cell in read(language, f"{exercise.number:02d}_{exercise.name}.ipynb")["cells"]}
    said = Language(language).say
    assert cells["open-prose"].splitlines()[0] == f"# {said(exercise.title)}"
    for verb in exercise.verbs:
        assert cells[f"{verb}-prose"].splitlines()[0] == f"## {said(VERB_LABELS[verb])}"
        assert cells[verb].splitlines()[0] == f"# ▶ {said(VERB_LABELS[verb])}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda one: one.name)
def test_prose_is_short(exercise, language):
    cells = {cell["id"]: code(cell) for cell in read(language, f"{exercise.number:02d}_{exercise.name}.ipynb")["cells"]}
    assert len((cells["open-prose"] + cells["predict-prose"]).replace("#", "").split()) <= 46
    assert all(len(text.split()) <= 90 for cell, text in cells.items() if cell.endswith("-prose"))


def test_no_notebook_holds_an_address_of_another_host():
    for path in Path(workshops()).glob("*/*.ipynb"):
        assert not re.search(r"https?://", path.read_text(encoding="utf-8"))
