"""A browser with the page of the firm's own list, without a browser: what people do arrives as the browser would send it."""

import json
import re
from pathlib import Path

from kit.exercises import exercises
from kit.exercises.own_data import EXERCISE
from kit.exercises.own_data.screen import OwnData
from kit.exercises.own_data.steps import VERBS
from kit.widgets.form import Form

PIECE = 4096
EXPORTS = sorted(one for one in (Path(__file__).parents[2] / "deals" / "exports").iterdir() if one.suffix != ".toml")


class Visitor:
    """A page with all its steps; `page.steps` are those of the page, by verb."""

    def __init__(self, language: str = "en", stored: str = ""):
        self.page = OwnData(EXERCISE, language, exercises())
        self.boxes = [getattr(self.page, verb)() for verb in VERBS]
        self.page.restore(stored)

    def step(self, verb: str):
        return self.page.steps[verb]

    def bring(self, name: str, content: bytes) -> None:
        """Choose a file; it arrives in pieces."""
        upload = self.step("load").upload
        for start in range(0, max(1, len(content)), PIECE):
            piece = {"kind": "piece", "file": name, "name": name, "from": start, "all": len(content)}
            upload._heard(None, piece, [memoryview(content[start : start + PIECE])])

    def bring_file(self, path: Path) -> None:
        self.bring(path.name, path.read_bytes())

    def press(self, form: Form, key: str, **values) -> None:
        """Press a button of a form, after these fields were filled in."""
        assert key in [one["key"] for one in form.actions]
        form.values = form.values | values
        form._heard(None, {"kind": "action", "key": key, "values": dict(form.values)}, [])

    def invented(self) -> None:
        self.press(self.step("load").invented, "invented")

    def answer(self, **answers) -> None:
        """Answer questions by their keys and read again."""
        receipt = self.step("receipt")
        named = {one.key: name for name, one in receipt.keys.items()}
        self.press(receipt.answers, "again", **{named[key]: value for key, value in answers.items()})

    def answer_all(self) -> None:
        """Answer every open question with its first answer, until nothing is in doubt."""
        for _round in range(5):
            if self.page.loaded.reading is None or not (
                open_ones := [one for one in self.step("receipt").keys.items() if one[1].is_open]
            ):
                return
            answers = {name: one.choices[0].key for name, one in open_ones}
            self.press(self.step("receipt").answers, "again", **answers)

    def seen(self) -> str:
        """Everything that the widgets hold, as text."""
        found = [_state(widget) for widget in [self.page.header, *self.boxes]]
        return re.sub(r"IPY_MODEL_\w+", "model", json.dumps(found, default=str, ensure_ascii=False))


def _state(widget) -> list:
    hidden = {"_esm", "_css", "source", "layout", "style"}
    own = {name: value for name, value in widget.get_state().items() if name not in hidden}
    return [own, *[_state(one) for one in getattr(widget, "children", ())]]
