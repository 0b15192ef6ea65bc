"""Brings the pictures of a view onto the page: the chart once, afterwards only rows."""

from collections.abc import Mapping

from ipywidgets import Box

from kit.exercise import Exercise, Laboratory, Outcome, Picture, View
from kit.messages import Message, _
from kit.pictures import labels_of, rows_of
from kit.screen.figures import sentence
from kit.screen.specification import kept_specification, prepare
from kit.verdict import renamed, verdict
from kit.widgets.forest_picture import LIMITS, SEEDLING, STATES, TREE, ForestPicture
from kit.widgets.live_chart import LiveChart
from kit.wording import Language

MOODS = _(
    "Of the customers {content} are content, {doubtful} doubtful, {unhappy} about to leave; {recommended} came by recommendation this season."
)


def live_chart(words: Language, kind: str, labels: dict, description: Message) -> LiveChart:
    """A chart in the reader's language; what people have typed belongs into its rows, its labels are kept on the disk."""
    return LiveChart(
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


class ForestFigure:
    """A forest as one picture of a view: shows rows as a chart does."""

    def __init__(self, words: Language, picture: Picture):
        self.words = words
        self.widget = forest_picture(words, picture.labels, picture.description)

    def show(self, rows: dict, headline: str, names: dict, live: bool = False) -> None:
        """New places and the finding, which says the name of its side."""
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

    def show(self, rows: dict, headline: str, names: dict, live: bool = False) -> None:
        """New rows, the finding and what the sides are called now; a chart is as fast while a slider moves as after it."""
        self.widget.show(rows, headline, names)


FIGURES = {"forest": ForestFigure}  # what is no chart; every other kind is a file in `kit/charts`


class ViewCharts:
    """The charts of one view, made when it is first shown."""

    def __init__(self, words: Language, laboratory: Laboratory, view: View):
        self.words, self.laboratory, self.view = words, laboratory, view
        self.figures = [FIGURES.get(picture.kind, ChartFigure)(words, picture) for picture in view.pictures]
        self.box = Box([figure.widget for figure in self.figures])
        self.box.add_class("kit-pair")

    def show(self, pictures: tuple[dict, ...], setting, live: bool, judged: Outcome) -> None:
        """New rows and findings for all charts of the view; the sentence about the `judged` outcome stands above them already."""
        called = dict(zip(self.laboratory.short, self.laboratory.called(setting), strict=True))
        names = {self.words.say(one): self.words.said(now) for one, now in called.items() if one != now}
        for figure, picture, measured in zip(self.figures, self.view.pictures, pictures, strict=True):
            rows = rows_of(self.words, picture, measured, setting)
            figure.show(rows, self._headline(picture, measured, setting, called, judged), names, live)

    def _headline(self, picture: Picture, measured, setting, called: Mapping, judged: Outcome) -> str:
        if picture.outcome == judged:
            return ""
        if picture.outcome:
            sides = measured["old"], measured["new"]
            return sentence(self.words, verdict(self.laboratory, picture.outcome, *sides, tuple(called.values())))
        return sentence(self.words, renamed(picture.finding(measured, setting), called))
