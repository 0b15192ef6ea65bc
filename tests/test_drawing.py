"""The drawings: every exercise has its own, whole in itself and in the colours of the page."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from kit.drawing import PLAIN, drawing
from kit.drawing.panorama import panorama
from kit.drawing.pen import COLOURS
from kit.exercises import everything
from kit.widgets.source import style

DRAWN = {name: drawing(one) for name, one in everything().items()} | {
    "panorama": panorama(),
    "plain": drawing(SimpleNamespace(drawing="")),
}


def test_every_exercise_has_a_drawing_of_its_own():
    own = [one.drawing for one in everything().values()]
    assert all(own) and len(set(own)) == len(own) and PLAIN not in own


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_whole_in_itself_light_and_only_decoration(name):
    picture = ElementTree.fromstring(DRAWN[name])
    held = {f"#{one.get('id')}" for one in picture.iter() if one.get("id")}
    used = {one.get("href") for one in picture.iter() if one.get("href")}
    assert used == held  # nothing is referred to that is not there, and nothing is carried along unused
    assert picture.get("aria-hidden") == "true" and not list(picture.iter("text")) and not list(picture.iter("image"))
    assert "http" not in DRAWN[name] and len(DRAWN[name]) < 40_000


@pytest.mark.parametrize("name", DRAWN)
def test_all_colours_are_those_of_the_palette_so_that_a_page_can_give_others(name):
    paints = re.findall(r'(?:fill|stroke)="([^"]+)"', DRAWN[name])
    assert set(paints) - {"none"} <= {f"var(--kit-draw-{one},{hue})" for one, hue in COLOURS.items()}


def test_dark_pages_give_other_values_to_colours_that_there_are():
    given = set(re.findall(r"--kit-draw-([a-z0-9-]+):", style()))
    assert {"sky", "ground", "leaf"} <= given <= COLOURS.keys()
