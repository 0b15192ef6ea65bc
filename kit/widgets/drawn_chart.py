"""A chart of a person's own, drawn in a notebook without internet by the Vega that the kit's pages use."""

import traitlets

from kit.widgets.fetched import Fetched, script


class DrawnChart(Fetched):
    """A Vega-Lite specification as a person wrote it, with its data inside."""

    script, vega = script("drawn_chart"), script("vega")
    spec = traitlets.Dict().tag(sync=True)
