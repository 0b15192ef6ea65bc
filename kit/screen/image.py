"""Prepares an image from which pages are served, so that nobody who opens one waits for its charts."""

from kit.exercises import exercises
from kit.screen.pictures import charts_of
from kit.screen.specification import kept_specification
from kit.wording import LANGUAGES, Language


def keep_charts() -> None:
    """Have the charts of all laboratories kept in every language."""
    for words in map(Language, LANGUAGES):
        for exercise in exercises().values():
            for kind, labels in charts_of(exercise, words):
                kept_specification(kind, labels)
