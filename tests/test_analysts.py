"""The notebook for analysts and the example of the README run as they stand; a plain notebook gets its language and short errors."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from kit.exercises import exercises
from kit.places import workshops
from kit.wording import LANGUAGES, Language

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
EXPERIMENTS = ["one-setting", "own-chart", "heat-map", "retention", "known-answer"]


RUN = """
import sys, nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
notebook = nbformat.read(sys.argv[1], as_version=4)
try:
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
except CellExecutionError:
    pass # it stands in the outputs
nbformat.write(notebook, sys.argv[1])
"""


def executed(notebook: nbformat.NotebookNode, folder: Path) -> dict:
    """The outputs of each cell by its id, after a kernel of its own has run them; in a process of its own, because nbclient leaves loops behind."""
    file, here = folder / "executed.ipynb", folder / "here"
    here.mkdir()
    nbformat.write(notebook, file)
    subprocess.run([sys.executable, "-c", RUN, str(file)], check=True, cwd=here, capture_output=True)
    assert list(here.iterdir()) == []
    cells = nbformat.read(file, as_version=4).cells
    return {cell.id: cell.outputs for cell in cells if cell.cell_type == "code"}


def is_progress(output) -> bool:
    """How far a run is, which is said of long ones only: on a busy machine any may be long."""
    return output.output_type == "stream" and output.name == "stdout" and output.text.startswith("\r")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_for_analysts_runs_as_it_stands(language, tmp_path):
    notebook = nbformat.read(workshops() / language / "08_for_analysts.ipynb", as_version=4)
    outputs = executed(notebook, tmp_path)
    assert list(outputs) == ["open", *EXPERIMENTS]
    results = {key: found[-1].data for key, found in outputs.items()}
    for name in exercises():
        assert name in results["open"]["text/html"]
    assert Language(language).say(exercises()["role_chain"].title) in results["open"]["text/html"]
    assert "2.589087" in results["one-setting"]["text/html"]
    for drawn in ("own-chart", "heat-map", "retention"):
        assert "application/vnd.jupyter.widget-view+json" in results[drawn]
    played, known = (float(one) for one in re.findall(r"0\.\d+", results["known-answer"]["text/plain"]))
    assert played == pytest.approx(known, abs=0.01)
    said = [output for found in outputs.values() for output in found if output.output_type != "execute_result"]
    assert [one for one in said if not is_progress(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_experiment_is_one_cell_of_a_few_lines_with_prose_before_it(language):
    cells = nbformat.read(workshops() / language / "08_for_analysts.ipynb", as_version=4).cells
    ids = [cell.id for cell in cells]
    for key in EXPERIMENTS:
        cell = cells[ids.index(key)]
        assert ids[ids.index(key) - 1] == f"{key}-prose" and len(cell.source.splitlines()) <= 4
        assert max(map(len, cell.source.splitlines())) <= 135 and ast.parse(cell.source)


def test_the_example_of_the_readme_is_three_lines_and_prints_what_stands_below_it(tmp_path):
    example, printed = re.search(r"```python\n(.*?)```\n+```text\n(.*?)```", README, re.DOTALL).groups()
    assert len([line for line in example.splitlines() if line]) == 3 and README.index(example) < README.index(
        "## Using it"
    )
    ran = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert [line.rstrip() for line in ran.stdout.splitlines()] == printed.splitlines()


def test_a_plain_notebook_plays_moves_and_draws_and_says_what_is_wrong_in_a_sentence(tmp_path):
    """Neither the kit's metadata nor its extension is there; running a cell twice changes nothing."""
    opening = 'import kit\nexercise = kit.open("role_chain", "en", journal=False)'
    sources = {
        "open": opening,
        "again": opening,
        "set": "exercise.set(gain=0.3); exercise.set(gain=0.3); exercise.setting",
        "results": "exercise.results()",
        "chart": 'exercise.chart("days").to_dict()["width"]',
        "wrong": 'kit.simulate("chain")',
    }
    cells = [nbformat.v4.new_code_cell(source, id=key) for key, source in sources.items()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    outputs = executed(notebook, tmp_path)
    assert [len(outputs[key]) for key in ("open", "again")] == [1, 1]
    assert "<b>30%</b>" in outputs["set"][0].data["text/html"]
    assert "ahead" in outputs["results"][0].data["text/html"] and outputs["chart"][0].data["text/plain"] == "600"
    (wrong,) = outputs["wrong"]
    assert wrong.ename == "KitError" and wrong.evalue.startswith(("There is no exercise", "Eine Übung"))
    assert len(wrong.traceback) == 1 and "Traceback" not in wrong.traceback[0]
