"""What people take out of the laboratory: the picture, the figures, a link with the setting; and the picture on the whole screen."""

from collections.abc import Callable

import traitlets

from kit.widgets.fetched import script
from kit.widgets.guarded import Guarded


class TakeOut(Guarded):
    """Buttons for the picture beside which they stand. Everything is made in the browser and stays on the computer.

    `on_table()` gives the figures as the text of a file, `on_code()` the team code of the setting for the link.
    `on_linked(code)` is called once if the page was opened with a setting in its address. `labels` are the words of the
    buttons: `screen`, `png`, `svg`, `csv`, `link`, `copied`, `back`, without those that are not offered; `file_name` has no ending.
    """

    script = script("take_out")
    labels = traitlets.Dict().tag(sync=True)
    file_name = traitlets.Unicode().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        *,
        on_table: Callable[[], str],
        on_code: Callable[[], str] = str,
        on_linked: Callable[[str], None] = str,
        **traits,
    ):
        super().__init__(**traits)
        self._answers = {"csv": on_table, "link": on_code}
        self._on_linked = on_linked

    def _heard(self, _widget, content, _buffers):
        if content["kind"] in self._answers:
            self.send({"kind": content["kind"], "text": self._answers[content["kind"]]()})
        if content["kind"] == "linked":
            self._on_linked(str(content["code"]))
