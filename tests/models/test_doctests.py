"""The known answers beside the models still hold."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

import kit.models
import kit.settings

MODULES = [f"{room.__name__}.{one.name}" for room in (kit.models, kit.settings) for one in iter_modules(room.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(import_module(module)).failed == 0
