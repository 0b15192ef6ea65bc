"""A chart of a person's own, drawn in a notebook without internet by the Vega bundle that the kit's pages use."""

import anywidget
import traitlets

from kit.widgets.source import javascript


class DrawnChart(anywidget.AnyWidget):
    """A Vega-Lite specification as a person wrote it, with its data inside; `runtime`: the widget that holds Vega."""

    _esm = javascript("vega_runtime", "drawn_chart")
    runtime = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
