"""The known answers beside the code still hold."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

KIT = Path(__file__).parents[1] / "kit"
MODULES = [
    ".".join(path.relative_to(KIT.parent).with_suffix("").parts)
    for path in sorted(KIT.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(import_module(module)).failed == 0
