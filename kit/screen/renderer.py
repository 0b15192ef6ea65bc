"""A renderer for Altair: `alt.renderers.enable("kit")` has every chart of a notebook drawn without asking another host.

Altair knows it by an entry point of the package, so nothing is changed for whoever does not ask for it.
"""

from typing import Any

from kit.widgets.drawn_chart import DrawnChart


def render(spec: dict[str, Any], **_options: Any) -> Any:
    """What a notebook shows of a chart: a widget that draws it."""
    return DrawnChart(spec=spec)._repr_mimebundle_()
