"""The page of the models' mathematics: it has what docstrings cite, names what there is, and its known answers are true."""

import doctest
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
KIT = TESTS.parent / "kit"
PAGE = KIT / "models" / "MODELS.md"
TEXT = PAGE.read_text(encoding="utf-8")
NAMED = set(re.findall(r"`(\w+)`", TEXT))

# A citation is the page with a section ("`MODELS.md`, M3"), or a model by its number alone ("model M1").
CITATION = re.compile(r"MODELS\.md`?,?\s+(\w+)|\b(M[1-9])\b(?! ?-?[\d.])")  # not the beginning of a drawn line


def cited(file: Path) -> set[str]:
    """The sections that a module cites."""
    return {page or model for page, model in CITATION.findall(file.read_text(encoding="utf-8"))}


CITING = [file for file in sorted(KIT.rglob("*.py")) if cited(file)]
FOLDERS = {"model", "models"}
MODELS = sorted(
    file.stem
    for file in KIT.rglob("*.py")
    if file.stem not in ("__init__", "setting") and FOLDERS & {*file.relative_to(KIT).parts, file.stem}
)


@pytest.mark.parametrize("file", CITING, ids=lambda file: file.relative_to(KIT).as_posix())
def test_every_section_that_a_module_cites_is_a_heading(file):
    assert cited(file) <= set(re.findall(r"^#+ (\w+)", TEXT, re.MULTILINE))


def test_there_are_citations_and_models_to_look_at():
    assert CITING and MODELS


@pytest.mark.parametrize("model", MODELS)
def test_every_module_of_a_model_is_named_on_the_page(model):
    assert model in NAMED


def test_every_test_that_the_page_names_exists():
    there = {file.stem for file in TESTS.rglob("test_*.py")}
    assert {name for name in NAMED if name.startswith("test_")} <= there


def test_every_known_answer_that_the_page_calculates_is_true():
    blocks = re.findall(r"^ *```python\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL)
    calculated = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0)
    assert calculated.examples
    assert doctest.DocTestRunner().run(calculated).failed == 0
