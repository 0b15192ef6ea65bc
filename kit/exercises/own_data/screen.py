"""`own_data()`: a firm's own list of deals in the kit's terms. It is read in this kernel and dies with it.

Which steps are open follows from what is in memory, not from the journal: after a reload the list has to be loaded again.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ipywidgets import Widget

from kit.contract import Check
from kit.errors import KitError
from kit.exercise import Exercise
from kit.exercises.own_data.screen_figures import Figures, prepare_figures
from kit.exercises.own_data.screen_into import Into
from kit.exercises.own_data.screen_loaded import Loaded
from kit.exercises.own_data.screen_plans import Plans
from kit.exercises.own_data.screen_receipt import Receipt
from kit.exercises.own_data.screen_step import DataStep, going
from kit.exercises.own_data.steps import LOAD, PURPOSES, RECEIPT, STEP_LABELS
from kit.messages import _
from kit.progress import OPENED, YES
from kit.screen.opened import calmly
from kit.screen.page import Page
from kit.screen.step import Step
from kit.screen.text import lines, show, text
from kit.widgets.upload import Upload

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods")
MOST_BESIDE = 30

KEPT_NOWHERE = _(
    "Your list is kept nowhere. This browser keeps which steps were opened, and start values if you use them."
)
WHAT = _(
    "Your list of deals: who ordered, when, for how much. An export from your CRM, or any table with these columns."
)
WHERE = _(
    "It is read in the memory of this computer, in {where}, and is gone with it. No name and no row is stored or sent anywhere."
)
HERE, IN_ROOM = _("the kernel of this page"), _("your group’s own kernel; whoever leads sees nothing of it")
CHOOSE, DROP = _("Choose a file"), _("or drop it here")
KINDS = _("CSV, TSV, text, xlsx, xls, xlsb or ods; up to 50 MB or 300,000 rows.")
PROGRESS = _("{done} of {all} MB have arrived.")
LARGE = _("This file has {size} MB; at most 50 MB can be read. Export fewer columns or fewer years.")
SEVERAL = _("One file at a time, please.")
UNREAD = _(
    "The file did not arrive. Is it still in its place, and is the kit still running? Please choose it once more."
)
STOP = _("Stop")
INVENTED = _("Try it first on an invented firm")
FIRM = _("the invented firm")
BESIDE = _("A file that lies beside this notebook")
WHICH, READ_IT, LOOK_AGAIN = _("Which file?"), _("Read this file"), _("Look again")
NOT_THERE = _("There is no list beside this notebook yet. Put the file into the folder “{folder}”.")
GONE = _("The file “{name}” cannot be opened any more. Look again.")
IS_LOADED = _("“{name}” is in memory. Another file takes its place.")


class OwnData(Page):
    """The page of the firm's own list in one language; `loaded` is all that is known of it."""

    labels, purposes = STEP_LABELS, PURPOSES

    def __init__(self, declared: Check, language: str, exercises: Mapping[str, Exercise]):
        super().__init__(declared, language)
        self.exercises, self.loaded = exercises, Loaded()
        self.seen: set[str] = set()  # the steps in which somebody was since the list is here
        prepare_figures(self.words)

    # The steps

    def may_open(self, verb: str) -> bool:
        """The check opens when a list is there, all else when nothing is in doubt any more."""
        there = {LOAD: True, RECEIPT: self.loaded.reading is not None}
        return not self.is_held(verb) and there.get(verb, self.loaded.deals is not None)

    def is_done(self, verb: str) -> bool:
        """Loading is done when something is in memory, the check when nothing is in doubt, the others when somebody was there."""
        done = {LOAD: self.loaded.reading is not None, RECEIPT: self.loaded.deals is not None}
        return done.get(verb, verb in self.seen)

    def go(self, verb: str) -> None:
        """Open a step where that may be, and bring it into view."""
        if verb not in self.steps or not self.may_open(verb):
            return
        if verb not in self.seen:
            self.seen.add(verb)
            self.write(verb, {OPENED: YES})
        self.unfold()
        self.header.show(verb)

    def show_here(self) -> None:
        """After a reload nothing is in memory, so the page begins at its beginning."""
        self.header.here = self._progress.last if self.loaded.reading else ""

    def renew(self) -> None:
        """Another list, or none: everything that showed the one before is made anew."""
        for step in self.steps.values():
            if isinstance(step, DataStep):
                step.close_again()
        self.unfold()

    def forget_list(self) -> None:
        """Nothing is left of the list, nor of anything that was worked out from it."""
        self.loaded.forget()
        self.seen = set()
        self.renew()
        self.header.show(LOAD)

    def say_anew(self) -> None:
        """Said to one person or to several; the step that holds the upload stays."""
        for step in self.steps.values():
            if isinstance(step, DataStep):
                step.close_again()

    @calmly
    def load(self) -> Widget:
        """Bring a file, or take the invented firm."""
        return self._show(Load)

    @calmly
    def receipt(self) -> Widget:
        """What was read, and what is in doubt."""
        return self._show(Receipt)

    @calmly
    def figures(self) -> Widget:
        """The firm in pictures."""
        return self._show(Figures)

    @calmly
    def plans(self) -> Widget:
        """What pay plans would have paid."""
        return self._show(Plans)

    @calmly
    def into(self) -> Widget:
        """Start values for the exercises."""
        return self._show(Into)

    @property
    def foot(self):
        """Nothing that is loaded here is kept anywhere."""
        return super().foot if self.attendance or self.is_apart else KEPT_NOWHERE

    def _show(self, made: type[Step]) -> Widget:
        step = made(self)
        step.restore()
        self.show_steps()
        return step.box


class Load(Step):
    """Bring a file by button or by drop, take one beside the notebook, or the invented firm."""

    verb = LOAD

    def opens_by_itself(self) -> bool:
        return True

    def build(self) -> list[Widget]:
        self.reading, self.told = self.later(), text()
        where = self.say(IN_ROOM if self.page.attendance else HERE)
        wording = {"choose": CHOOSE, "drop": DROP, "several": SEVERAL, "unread": UNREAD, "stop": STOP}
        wording = {name: self.say(one) for name, one in wording.items()}
        for name, message, places in (("progress", PROGRESS, ("done", "all")), ("large", LARGE, ("size",))):
            wording[name] = self.say(message, **{one: f"{{{one}}}" for one in places})  # the browser fills them in
        self.upload = Upload(wording=wording, accept=",".join(SUFFIXES), on_file=self.load, guard=self.page.guard)
        self.invented = self.form(
            place={},
            actions=[{"key": "invented", "label": self.say(INVENTED)}],
            on_action=lambda _key, _values: self.load(self.say(FIRM), None),
        )
        self.beside = self.form(place={}, on_action=self._asked_beside)
        self._look()
        parts = [text(lines(self.say(WHAT))), self.upload, self.invented, self.told]
        parts += [text(lines(self.say(KINDS), self.say(WHERE, where=where), kind="kit-note"))]
        return parts if self.page.attendance else [*parts, self.beside]

    def refresh(self) -> None:
        name = self.page.loaded.name
        show(self.told, lines(self.say(IS_LOADED, name=name)) if name else "")

    def load(self, name: str, content: bytes | None) -> None:
        """Read a file that is here; what is wrong with it is said beside the button, and the page goes on."""
        self.upload.message = ""
        self.reading.start(self._load(name, content))

    async def _load(self, name: str, content: bytes | None) -> None:
        self.page.forget_list()
        show(self.told, going(self.page, 0.0))
        try:
            await self.page.loaded.load(name, content, lambda share: show(self.told, going(self.page, share)))
        except KitError as error:
            show(self.told, "")
            self.upload.message = self.page.words.say(error)
            return
        self.page.renew()
        self.page.go(RECEIPT)

    # A file beside the notebook

    def _look(self) -> None:
        """The lists in the folder of the notebook, which is where its kernel runs."""
        found = []
        with suppress(OSError):
            found = sorted(one.name for one in Path.cwd().iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
        field = {"kind": "select", "name": "file", "label": self.say(WHICH), "unstored": True}
        field["options"] = [{"key": name, "label": name} for name in found[:MOST_BESIDE]]
        said = {"kind": "card", "name": "none", "help": self.say(NOT_THERE, folder=str(Path.cwd()))}
        actions = [{"key": "read", "label": self.say(READ_IT)}] if found else []
        self.beside.values = {"file": found[0]} if found else {}
        self.beside.groups = [{"title": self.say(BESIDE), "open": False, "fields": [field if found else said]}]
        self.beside.actions = [*actions, {"key": "look", "label": self.say(LOOK_AGAIN)}]

    def _asked_beside(self, key: str, values: dict) -> None:
        self.beside.message = ""
        if key == "look":
            return self._look()
        name = str(values.get("file", ""))
        try:
            if name not in [one.name for one in Path.cwd().iterdir()]:
                raise FileNotFoundError(name)
            content = Path(name).read_bytes()
        except OSError:
            self.beside.message = self.say(GONE, name=name)
            return None
        return self.load(name, content)
