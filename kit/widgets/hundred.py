"""The sentence about one outcome beside a hundred marks: in how many years which side is ahead, in how many neither."""

import traitlets

from kit.widgets.fetched import Fetched, script


class Hundred(Fetched):
    """Ten rows of ten marks in a fixed order: NEW from the start (diamonds), OLD from the end (circles), between them hollow ones.

    So whoever moves a slider sees how many turn. `counts` are [NEW, OLD, neither], `legend` says them in this order, `said`
    is the sentence beside them, `label` says the picture to whoever does not see it.
    """

    script = script("hundred")
    counts = traitlets.List([0, 0, 0]).tag(sync=True)
    legend = traitlets.List(["", "", ""]).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def show(self, counts: tuple[int, int, int], legend: tuple[str, str, str], label: str, said: str) -> None:
        """Other counts and what they say, in one message."""
        with self.hold_sync():
            self.counts, self.legend, self.label, self.said = list(counts), list(legend), label, said
