"""`share()`: the team code, the saved state and the summary."""

import asyncio

import numpy as np

from kit import teamcode
from kit.commitments import COMMIT
from kit.errors import KitError
from kit.exercise import guess_state
from kit.groups import code_of, decisions_of, played_years
from kit.messages import _
from kit.parameters import changes, decided_or_default, parameters
from kit.screen.commit import is_noted
from kit.screen.commit import said as commitment
from kit.screen.figures import AHEAD, Figures
from kit.screen.game import drafts
from kit.screen.journaled import KEEP, SAVE
from kit.screen.last_possible import LastPossible
from kit.screen.own_summary import OwnSummary
from kit.screen.plan_link import plan_link
from kit.screen.step import Step
from kit.screen.text import heading, lines, show, table, text
from kit.widgets.page import SavedState
from kit.years import BLOCKS

CODE = _("Your team code:")
COPY, COPIED = _("Copy the code"), _("Copied.")
OPEN = _("Open a saved file")
TOO_LARGE = _(
    "This file is larger than 2 MB; a saved state is much smaller. Open the file that was saved with “Save as file”."
)
ENTER = _("Enter a team code")
USE = _("Use this code")
USED = _("The code is taken over: guess, setting and game are now those of the team.")
SURE_CODE = _(
    "This code replaces your own guess, setting and game here, and there is no way back. Save your state as a file first if you want to keep it."
)
WITHOUT_GAME = _(
    "So many teams’ seasons do not fit into a code: this one carries guess and setting. The saved file carries the game too."
)
PAUSE_SECONDS = 0.5
SUMMARY = _("Summary")
SETTING_CHANGED = _("What you changed")
NOTHING_CHANGED = _("Nothing: this is the start setting.")
RESULT = _("Result over {played} (medians)")


class Share(Step):
    verb = "share"
    invitation = _("Open what you take along")

    def build(self) -> list:
        words = {"code": CODE, "copy": COPY, "copied": COPIED, "save": SAVE, "open": OPEN, "too_large": TOO_LARGE}
        self.saved = SavedState(
            wording={name: self.say(message) for name, message in words.items()},
            file_name=f"pair-selling-{self.page.exercise.name}.json",
            on_opened=self._opened,
            on_save=self.page.journal_text,
            private=self.page.is_apart,
            guard=self.page.guard,
        )
        entry = {
            "kind": "text",
            "name": "code",
            "label": self.say(ENTER),
            "placeholder": teamcode.EXAMPLE,
            "unstored": True,
        }
        self.entry = self.form(
            groups=[{"fields": [entry]}],
            values={"code": ""},
            actions=[{"key": "use", "label": self.say(USE)}],
            on_action=lambda _key, values: self._ask_to_enter(str(values.get("code", ""))),
        )
        self.summary, self.plan = text(), text()
        self.last_possible = LastPossible(self.say, self.saved, self.summary)
        self.summing = self.later()
        self.page.listen_decisions(self, self._decided)
        self.refresh()
        sheet = OwnSummary(self.page, [self.page.exercise])
        self.figures = [text(heading(self.say(SUMMARY))), *sheet.parts, self.summary]
        return [*self.figures, self.plan, self.last_possible.text, self.saved, self.entry]

    def _decided(self) -> None:
        """The code at once, the summary after a pause: it plays hundreds of years."""
        self._show_code()
        self._show_plan()
        self.summing.start(self._sum_up())

    async def _sum_up(self) -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        show(self.summary, self._summary())

    def refresh(self) -> None:
        self._show_code()
        self._show_plan()
        show(self.summary, self._summary())

    def show_refused(self) -> None:
        self.last_possible.show(self.page.refused)

    def _show_plan(self) -> None:
        show(self.plan, plan_link(self.page, is_noted(self.page.decided(COMMIT))))

    def _show_code(self) -> None:
        say = self.page.words.say
        try:
            self.saved.code, self.saved.message = self._code(with_game=True), ""
        except KitError as error:
            try:
                self.saved.code, self.saved.message = self._code(with_game=False), say(WITHOUT_GAME)
            except KitError:
                self.saved.code, self.saved.message = "", say(error)

    def _code(self, with_game: bool) -> str:
        page = self.page
        return code_of(page.exercise, page.setting, page.decided("predict"), page.decided("play") if with_game else {})

    def _ask_to_enter(self, code: str) -> None:
        """Take a code over; where it would replace own decisions only after a question."""
        if self._is_readable(code) and self._has_own():
            self.entry.ask(self.say(SURE_CODE), self.say(USE), self.say(KEEP), lambda: self._entered(code))
        else:
            self._entered(code)

    def _is_readable(self, code: str) -> bool:
        try:
            return bool(decisions_of(self.page.exercise, code))
        except KitError:
            return False

    def _entered(self, code: str) -> None:
        try:
            decided = decisions_of(self.page.exercise, code)
        except KitError as error:
            self.entry.message = self.page.words.say(error)
            return
        self.entry.message = ""
        self.page.decide_setting(decided["setting"])
        self.page.write("predict", decided["predict"])
        self.page.write("play", decided["play"] | drafts(self.page.decided("play")))
        self.page.unfold()
        self.saved.message = self.say(USED)

    def _has_own(self) -> bool:
        """Whether anything was decided here that a code replaces."""
        page, exercise, played = self.page, self.page.exercise, self.page.decided("play")
        moved = any(decided_or_default(played, move) != move.default for move in exercise.moves)
        return moved or guess_state(page.decided("predict")) == "given" or page.decided_setting != exercise.setting()

    def _opened(self, content: str) -> None:
        self.page.open_saved(content, self.saved, self.entry)

    def _summary(self):
        page = self.page
        declared, default = parameters(page.setting), page.exercise.setting()
        differing = [
            [
                page.words.label(declared[name]),
                page.words.value(declared[name], getattr(default, name)),
                page.words.value(declared[name], value),
            ]
            for name, value in changes(page.setting).items()
        ]
        head = [self.say(SETTING_CHANGED), self.say(_("Start")), self.say(_("Yours"))]
        changed = table(head, differing) if differing else lines(self.say(NOTHING_CHANGED))
        commitments = commitment(page.words, page.decided("commit"), page.today())
        return self._results() + changed + lines(*commitments)

    def _results(self):
        """The result that the code stands for."""
        laboratory = self.page.exercise.laboratory
        years = played_years(self.page.exercise, self.page.setting, BLOCKS)
        rows = []
        for outcome in laboratory.outcomes:
            sides = years.outcomes[outcome.key]
            middles = [float(np.nanmedian(side)) for side in sides]
            figures = [self.page.words.said(outcome.shown(middle, with_unit=True)) for middle in middles]
            ahead = Figures(self.page.words, self.page.exercise).often(outcome, sides, self.page.setting)
            rows.append([self.say(outcome.label), *figures, ahead])
        played = self.say(laboratory.span, count=years.count)
        names = laboratory.heads(self.page.setting)
        head = [self.say(RESULT, played=played), *(self.say(name) for name in names), self.say(AHEAD)]
        return table(head, rows, "kit-outcomes")
