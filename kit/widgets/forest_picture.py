"""The forest: a territory as a picture, one place per firm, that changes from season to season.

It knows how a place looks, not why: the caller says the state of every place, and all words. Where a territory has more
than some 600 firms, the caller lets one place stand for several and says so in `line`.
"""

import numpy as np
import traitlets

from kit.widgets.fetched import Fetched, script

STATES = ("free", "tree", "burned", "stump", "seedling")
FREE, TREE, BURNED, STUMP, SEEDLING = range(len(STATES))
LIMITS = {"content": 2 / 3, "doubtful": 1 / 3, "grown": 6}  # mood from which, mood from which, seasons until full-grown
COLUMNS = ("state", "age", "value", "mood", "owner", "root")
WHEN = "when"  # a column that may be missing


class ForestPicture(Fetched):
    """A territory seen from a hill; the same place is always at the same spot.

    `places` holds columns of equal length, see `show`. `headline` says the finding above the picture and is read
    out when it changes, `line` says the picture in words below it; `description` with both is the accessible name. `words` are the
    words of the legend: seedling, young, grown, content, doubtful, unhappy, stump, burned, free, root; what has no word
    is left out. `teams` (up to eight) are told apart by a mark at the foot; `names` are texts that a place shows when
    somebody points at it. `fold`: the legend of the symbols is folded below this word. `live`: changes come faster than a tree can grow and are painted at once.
    """

    script = script("forest_picture")
    states = traitlets.List(list(STATES)).tag(sync=True)
    limits = traitlets.Dict(LIMITS).tag(sync=True)
    places = traitlets.Dict({name: [] for name in COLUMNS}).tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    live = traitlets.Bool(False).tag(sync=True)
    headline = traitlets.Unicode().tag(sync=True)
    line = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    teams = traitlets.List(traitlets.Unicode()).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    fold = traitlets.Unicode().tag(sync=True)

    def show(self, places: dict, headline: str = "", line: str = "", live: bool = False) -> None:
        """Replace all places, the finding and the line, in one message.

        `places`: columns (lists or arrays) with one entry per place: `state` (FREE, TREE, ...), `age` in seasons as a
        customer, `value` and `mood` from 0 to 1, `owner` the number of a team or -1, `root` the place whose customer
        recommended this one lately, or -1. With a column `when`, from 0 (at once) to 1, a season happens: each place changes
        when its time has come, and the whole takes about two seconds.
        """
        columns = {name: np.asarray(places[name]) for name in (*COLUMNS, WHEN) if name in places or name in COLUMNS}
        lengths = {name: len(column) for name, column in columns.items()}
        if len(set(lengths.values())) != 1:
            raise ValueError(f"the columns of a forest have equal length, not {lengths}")
        with self.hold_sync():
            self.places = {name: column.round(2).tolist() for name, column in columns.items()}
            self.headline, self.line, self.live = headline, line, live
            self.revision += 1
