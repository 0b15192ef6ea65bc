"""A chart that moves while a slider moves: the specification goes over once, afterwards only rows.

Vega (one file, made when the package is built) is fetched by the first chart of a page and shared by all of them.
"""

import traitlets

from kit.widgets.fetched import Fetched, script


class LiveChart(Fetched):
    """One picture: `spec` is a Vega-Lite specification whose data is named "rows"; `rows` holds columns.

    `headline` says the finding above the picture and is read out when it changes; `description` is the accessible
    name. `names` says what the sides are called now, by what the rows call them. `formats` holds vega-embed options such as the number format of the language.
    """

    script, vega = script("live_chart"), script("vega")
    spec = traitlets.Dict().tag(sync=True)
    formats = traitlets.Dict().tag(sync=True)
    rows = traitlets.Dict().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    headline = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    names = traitlets.Dict().tag(sync=True)

    def show(self, rows: dict, headline: str = "", names: dict | None = None) -> None:
        """Replace the rows (a dictionary of columns of equal length), the finding and the names, in one message."""
        with self.hold_sync():
            self.rows = rows
            self.names = names or {}
            self.headline = headline
            self.revision += 1
