"""Brings the pictures of a view onto the page: the chart once, afterwards only rows."""

from functools import cache
from importlib import import_module
from threading import Thread

from ipywidgets import Box

from kit.exercise import Finding, Picture, View
from kit.messages import Message
from kit.wording import Language
from kit.widgets.live_chart import LiveChart, VegaRuntime


def specification(kind: str, labels: dict) -> dict:
    """The Vega-Lite specification of a chart kind (a file in `kit/charts`). Altair is imported only now."""
    return import_module(f"kit.charts.{kind}").chart(labels).to_dict()


@cache
def warm_up() -> None:
    """Import Altair (some seconds) in the background while people still think about their guess."""
    Thread(target=import_module, args=("kit.charts.theme",), daemon=True).start()


@cache
def runtime() -> str:
    """The one hidden widget that holds Vega for all charts of this kernel."""
    return f"IPY_MODEL_{VegaRuntime().model_id}"


def live_chart(words: Language, kind: str, labels: dict, description: Message) -> LiveChart:
    return LiveChart(
        runtime=runtime(), spec=specification(kind, labels), formats=words.formats(), description=words.say(description)
    )


def said(words: Language, value):
    """A label or a finding in the reader's language; lists are said one by one, other text stays."""
    if isinstance(value, Finding):
        return sentence(words, value)
    if isinstance(value, tuple | list):
        return [said(words, one) for one in value]
    return words.say(value) if isinstance(value, Message) else value


class ViewCharts:
    """The charts of one view, made when it is first shown."""

    def __init__(self, words: Language, view: View):
        self.words = words
        self.view = view
        self.charts = [self._chart(picture) for picture in view.pictures]
        self.box = Box(self.charts)
        self.box.add_class("kit-pair")

    def _chart(self, picture: Picture) -> LiveChart:
        labels = {name: said(self.words, label) for name, label in picture.labels.items()}
        return live_chart(self.words, picture.kind, labels, picture.description)

    def show(self, pictures: tuple[dict, ...], setting) -> None:
        """New rows and findings for all charts of the view."""
        for chart, picture, measured in zip(self.charts, self.view.pictures, pictures, strict=True):
            rows = {name: said(self.words, list(column)) for name, column in picture.rows(measured, setting).items()}
            chart.show(rows, sentence(self.words, picture.finding(measured, setting)))


def sentence(words: Language, finding: Finding) -> str:
    """A finding with its numbers in the reader's language."""
    values = {name: sentence(words, value) if isinstance(value, Finding) else value for name, value in finding.values.items()}
    return words.say(finding.message, **values)
