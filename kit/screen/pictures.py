"""Brings the pictures of a view onto the page: the chart once, afterwards only rows."""

from collections.abc import Mapping
from functools import cache

from ipywidgets import Box

from kit.exercise import Exercise, Picture, View
from kit.messages import Finding, Message, _
from kit.screen.specification import kept_specification, prepare
from kit.widgets.forest_picture import LIMITS, SEEDLING, STATES, TREE, ForestPicture
from kit.widgets.live_chart import LiveChart, VegaRuntime
from kit.wording import Language

MOODS = _(
    "Of the customers {content} are content, {doubtful} doubtful, {unhappy} about to leave; {recommended} came by recommendation this season."
)


@cache
def runtime() -> str:
    """The one hidden widget that holds Vega for all charts of this kernel."""
    return f"IPY_MODEL_{VegaRuntime().model_id}"


def live_chart(words: Language, kind: str, labels: dict, description: Message) -> LiveChart:
    """A chart in the reader's language; what people have typed belongs into its rows, its labels are kept on the disk."""
    return LiveChart(
        runtime=runtime(),
        spec=kept_specification(kind, labels),
        formats=words.formats(),
        description=words.say(description),
    )


def prepare_charts(exercise: Exercise, words: Language) -> None:
    """Have the charts of an exercise ready when its laboratory opens; people still think about their guess."""
    prepare(charts_of(exercise, words))


def charts_of(exercise: Exercise, words: Language) -> list[tuple[str, dict]]:
    """The charts of an exercise as pairs of kind and labels in the reader's language."""
    pictures = [
        picture for view in exercise.laboratory.views for picture in view.pictures if picture.kind not in FIGURES
    ]
    return [(picture.kind, labels_of(words, picture.labels)) for picture in pictures]


def said(words: Language, value):
    """A label or a finding in the reader's language; lists are said one by one, other text stays."""
    if isinstance(value, Finding):
        return words.say(value)
    if isinstance(value, tuple | list):
        return [said(words, one) for one in value]
    return words.say(value) if isinstance(value, Message) else value


def labels_of(words: Language, labels: Mapping) -> dict:
    """The labels of a picture in the reader's language."""
    return {name: said(words, label) for name, label in labels.items()}


class ForestFigure:
    """A forest as one picture of a view: shows rows as a chart does."""

    def __init__(self, words: Language, picture: Picture):
        self.words = words
        self.widget = forest_picture(words, picture.labels, picture.description)

    def show(self, rows: dict, headline: str = "", live: bool = False) -> None:
        """New places and the finding."""
        rows = rows | {"state": [STATES.index(state) for state in rows["state"]]}
        self.widget.show(rows, headline, mood_line(self.words, rows), live)


def mood_line(words: Language, rows: Mapping) -> str:
    """The trees of a forest in words: how many customers are content, doubtful, about to leave."""
    moods = [mood for state, mood in zip(rows["state"], rows["mood"], strict=True) if state in (TREE, SEEDLING)]
    content = sum(mood >= LIMITS["content"] for mood in moods)
    doubtful = sum(mood >= LIMITS["doubtful"] for mood in moods) - content
    recommended = sum(root >= 0 for root in rows["root"])
    return words.say(
        MOODS, content=content, doubtful=doubtful, unhappy=len(moods) - content - doubtful, recommended=recommended
    )


def forest_picture(words: Language, legend: Mapping[str, Message], description: Message) -> ForestPicture:
    """The forest with its legend in the reader's language."""
    return ForestPicture(description=words.say(description), words=labels_of(words, legend))


class ChartFigure:
    """A chart as one picture of a view."""

    def __init__(self, words: Language, picture: Picture):
        self.widget = live_chart(words, picture.kind, labels_of(words, picture.labels), picture.description)

    def show(self, rows: dict, headline: str = "", live: bool = False) -> None:
        """New rows and the finding; a chart is as fast while a slider moves as after it."""
        self.widget.show(rows, headline)


FIGURES = {"forest": ForestFigure}  # what is no chart; every other kind is a file in `kit/charts`


class ViewCharts:
    """The charts of one view, made when it is first shown."""

    def __init__(self, words: Language, view: View):
        self.words = words
        self.view = view
        self.figures = [FIGURES.get(picture.kind, ChartFigure)(words, picture) for picture in view.pictures]
        self.box = Box([figure.widget for figure in self.figures])
        self.box.add_class("kit-pair")

    def show(self, pictures: tuple[dict, ...], setting, live: bool) -> None:
        """New rows and findings for all charts of the view."""
        for figure, picture, measured in zip(self.figures, self.view.pictures, pictures, strict=True):
            rows = {name: said(self.words, list(column)) for name, column in picture.rows(measured, setting).items()}
            figure.show(rows, self.words.say(picture.finding(measured, setting)), live)
