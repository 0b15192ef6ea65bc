"""A file of a person's own, brought to the kernel in pieces: the channel of widgets loses what is large."""

from collections.abc import Callable

import traitlets

from kit.widgets.fetched import script
from kit.widgets.guarded import Guarded

PIECE_BYTES = 256 * 1024
MOST_BYTES = 50_000_000


class Upload(Guarded):
    """A button and a place to drop a file on. Each piece is confirmed before the next one comes; nothing is stored by the browser.

    `on_file(name, content)` is called once the last piece of a file is here; the widget keeps nothing of it. `wording`: `choose`, `drop`,
    `progress` (with {done} and {all}, megabytes), `large` (with {size}), `several`, `unread` and `stop`. `message`: what is wrong with a file.
    """

    script = script("upload")
    wording = traitlets.Dict().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    piece = traitlets.Int(PIECE_BYTES).tag(sync=True)
    most = traitlets.Int(MOST_BYTES).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)

    def __init__(self, *, on_file: Callable[[str, bytes], None], **traits):
        super().__init__(**traits)
        self._on_file, self._complete = on_file, ""
        self.forget()

    def forget(self) -> None:
        """Drop what has arrived of a file that is not complete."""
        self._file, self._arrived = "", bytearray()

    def _heard(self, _widget, content, buffers):
        if content["kind"] == "stop":
            self.forget()
        if content["kind"] == "piece":
            self._take(content, buffers)

    def _take(self, content, buffers):
        file, whole = content["file"], content["all"]
        if file == self._complete:  # its last piece was sent again
            return self.send({"kind": "arrived", "file": file, "bytes": whole})
        if file != self._file:
            self.forget()
            self._file = file
        fits = content["from"] == len(self._arrived)
        if fits:  # else it is one that was sent again although it had arrived, or one before it is missing
            self._arrived += bytes(buffers[0])
        arrived = len(self._arrived)
        if arrived > self.most:
            return self.forget()
        self.send({"kind": "arrived", "file": file, "bytes": arrived})
        if fits and arrived == whole:
            found, self._complete = bytes(self._arrived), file
            self.forget()
            self._on_file(str(content["name"]), found)
        return None
