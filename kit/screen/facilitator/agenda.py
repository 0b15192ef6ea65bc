"""Agenda and clock: what is now, what is next, what is over time, and the guide's words for it."""

import datetime

from ipywidgets import VBox
from markupsafe import Markup

from kit.agenda import LONGEST_BLOCK, Block, changed, in_order, section, timetable, variants
from kit.guide import Part, guide
from kit.messages import _
from kit.report.handout import handouts
from kit.room.entries import ORDER
from kit.screen.facilitator.pace import ToGroups, pressed_at
from kit.screen.text import folded, heading, lines, show, text
from kit.widgets.clock import Clock
from kit.widgets.page import Sheet

VARIANT = _("How much time do you have?")
BEGINS = _("Begin (hours and minutes, such as 09:00)")
NO_TIME = _("“{value}” is no time of day; type it like 09:00 or 13:30.")
CHANGE = _("Change the agenda: minutes of each block (0 leaves it out)")
WHICH, LENGTH = _("Exercise {number}"), _("Exercise {number}: how long")
MINUTES = _("minutes")
SUM = _("Together: {minutes} minutes.")
STEP_MINUTES = 5
LAST_MOMENT = 8.64e15  # of the dates that a browser knows, in milliseconds
SAY, EXPECT = _("Say"), _("What to expect (not for the screen)")
OBJECTIONS = _("If somebody says …")
HEADS = _("If the numbers do not work out")
GUIDE_OPEN, GUIDE_KEEP = _("Open the whole guide to read or print"), _("Keep the guide as a file")
SHEETS_OPEN, SHEETS_KEEP = (
    _("Print cheat sheets with answers (one page per exercise, for you alone; at the end a sheet for observers)"),
    _("Keep the cheat sheets with answers as a file"),
)
SHEETS_FILE = _("cheat-sheets-with-answers")  # name of a file
BEFORE = _("The words for each step appear here once the clock runs.")
CLOCK_WORDS = {
    "clock": _("Clock"),
    "begin": _("Begin"),
    "next": _("Next step"),
    "back": _("One step back"),
    "pause": _("Pause"),
    "go_on": _("Go on"),
    "restart": _("Back to the start of the agenda"),
    "full": _("Full screen (Esc leaves)"),
    "not_begun": _("Ready when you are"),
    "finished": _("The agenda is through"),
    "over": _("over time"),
    "is_paused": _("paused"),
    "then": _("then, about {time}: {step}"),
    "ends": _("as it goes, the end is at {time}"),
    "ends_planned": _("planned end {planned}, as it goes {time}"),
    "all": _("All steps (click one to go there)"),
    "minutes": _("{minutes} min"),
    "seconds": _("{seconds} s"),
    "more": _("One more minute"),
    "leave": _("Back to the page"),
    "empty": _("The agenda has no steps."),
    "until_begin": _("until we begin"),
    "time_now": _("time of day"),
    "left": _("to go"),
    "this_step": _("This step"),
    "whole_agenda": _("Whole agenda"),
    "last": _("This is the last step."),
    "ended": _("over since {time}"),
    "now": _("now"),
    "done": _("done"),
}


class Agenda:
    def __init__(self, desk):
        self.desk, self.say = desk, desk.say
        self.guide = guide(desk.words.code)
        minutes = {exercise.name: exercise.minutes for exercise in desk.exercises.values()}
        self.variants = {one.key: one for one in variants(desk.words.code, self.guide, minutes)}
        self.choice = desk.form("agenda", on_events=self._heard, groups=[], values={})
        self.edit = desk.form("agenda", on_events=self._heard, groups=[], values={})
        self.sum, self.said = text(), text()
        self.clock = Clock(
            place={"exercise": "facilitator", "step": "clock"},
            locale=desk.words.code,
            on_events=self._heard,
            guard=desk.guard,
            wording={key: self.say(message) for key, message in CLOCK_WORDS.items()},
        )
        self.sheet = Sheet(
            label=self.say(GUIDE_OPEN),
            keep=self.say(GUIDE_KEEP),
            file_name=f"pair-selling-{desk.words.code}.html",
            html=self._printed(),
        )
        self.handouts = Sheet(
            label=self.say(SHEETS_OPEN),
            keep=self.say(SHEETS_KEEP),
            file_name=f"pair-selling-{self.say(SHEETS_FILE)}-{desk.words.code}.html",
            html=handouts(desk.words, self.guide),
        )
        self.box = VBox([self.choice, self.edit, self.sum, self.clock, self.said, self.sheet, self.handouts])
        self.box.add_class("kit-step")
        self.box.add_class("kit-agenda")
        self._shown = self._told = None
        self.to_groups, self._pressed = ToGroups(desk, self.guide), 0
        desk.listen(self, self._show)
        self._show()

    def _heard(self, events: list[dict]) -> None:
        self._pressed = pressed_at(events)
        self.desk.hear(events)
        self._show()
        self._pressed = 0

    # What was chosen

    @property
    def variant(self):
        chosen = self.desk.decided("agenda").get("variant")
        return self.variants.get(chosen) or next(iter(self.variants.values()))

    def _exercise(self, place: int) -> str:
        return section(self.variant, place, self.desk.decided("agenda"), self.desk.exercises)

    def blocks(self) -> list[Block]:
        """The blocks of the agenda as the facilitator changed them."""
        return changed(self.variant, self.desk.decided("agenda"), self.desk.exercises, self.guide)

    def planned(self) -> str:
        """The planned begin as a time of day, "" without one; a time that is none is said.

        Which moment that is, the browser knows: this kernel may be in another time zone.
        """
        typed = str(self.desk.decided("agenda").get("begins") or "").strip()
        self.choice.message = ""
        if not typed:
            return ""
        try:
            return datetime.time.fromisoformat(typed.replace(".", ":").zfill(5)).isoformat(timespec="seconds")
        except ValueError:
            self.choice.message = self.say(NO_TIME, value=typed[:20])
            return ""

    # What is shown

    def _show(self) -> None:
        variant, blocks = self.variant, self.blocks()
        if self._shown != variant.key:
            self._shown = variant.key
            self._ask(variant)
        show(self.sum, lines(self.say(SUM, minutes=sum(block.minutes for block in blocks))))
        items = timetable(blocks, self.guide)
        shown = [
            {"key": f"{one.place[0]}.{one.place[1]}", "block": one.block, "title": one.title, "seconds": one.seconds}
            for one in items
        ]
        decided = self.desk.decided("clock")
        position = _whole(decided.get("position"), -1)
        with self.clock.hold_sync():
            self.clock.items, self.clock.planned = shown, self.planned()
            self.clock.position, self.clock.since, self.clock.paused = (
                position,
                _whole(decided.get("since")),
                _whole(decided.get("paused")),
            )
        self._tell(blocks)
        self.to_groups.follow(blocks, items, self.clock, self._pressed)
        self._words(blocks, items[position] if 0 <= position < len(items) else None)

    def _tell(self, blocks: list[Block]) -> None:
        """Tell the room in which order its exercises come, so that their pages are prepared in time."""
        order = ",".join(in_order(blocks, self.desk.exercises))
        if self.desk.link and self.desk.has_agenda and order != self._told:
            self._told = order
            self.desk.control(ORDER, order)

    def _ask(self, variant) -> None:
        decided = self.desk.decided("agenda")
        options = [{"key": one.key, "label": one.name} for one in self.variants.values()]
        self.choice.groups = [
            {
                "fields": [
                    {"kind": "choice", "name": "variant", "label": self.say(VARIANT), "options": options},
                    {"kind": "text", "name": "begins", "label": self.say(BEGINS)},
                ]
            }
        ]
        self.choice.values = {"variant": variant.key, "begins": str(decided.get("begins") or "")}
        fields, values, number = [], {}, 0
        for place, block in enumerate(variant.blocks):
            name = f"{variant.key}.{place}"
            if block.section in self.desk.exercises:
                number += 1
                choices = [{"key": one.name, "label": self.say(one.title)} for one in self.desk.exercises.values()]
                fields.append(
                    {
                        "kind": "select",
                        "name": f"{name}.exercise",
                        "label": self.say(WHICH, number=number),
                        "options": choices,
                    }
                )
                values[f"{name}.exercise"] = self._exercise(place)
            fields.append(
                {
                    "kind": "range",
                    "name": f"{name}.minutes",
                    "label": self.say(LENGTH, number=number) if block.section in self.desk.exercises else block.name,
                    "low": 0,
                    "high": LONGEST_BLOCK,
                    "step": STEP_MINUTES,
                    "unit": self.say(MINUTES),
                    "digits": 0,
                    "whole": True,
                }
            )
            values[f"{name}.minutes"] = self.blocks()[place].minutes
        self.edit.groups = [{"title": self.say(CHANGE), "open": False, "fields": fields}]
        self.edit.values = values

    def _words(self, blocks: list[Block], item) -> None:
        """What the guide has for the step that the clock shows."""
        if item is None:
            show(self.said, lines(self.say(BEFORE)))
            return
        part = self.guide.part(blocks[item.place[0]].section)
        row = part.rows[item.place[1]]
        said = heading(f"{item.block}: {row.step}") + Markup('<h4>{}</h4><p class="kit-say">{}</p>').format(
            self.say(SAY), row.say
        )
        said += folded(self.say(EXPECT), Markup("<p>{}</p>").format(row.expect))
        show(self.said, said + self._about(part))

    def _about(self, part: Part) -> Markup:
        pairs = Markup().join(
            Markup("<p><strong>{}</strong> {}</p>").format(one, answer) for one, answer in part.objections
        )
        said = folded(self.say(OBJECTIONS), pairs) if pairs else Markup()
        return said + (folded(self.say(HEADS), Markup("<p>{}</p>").format(part.heads)) if part.heads else Markup())

    def _printed(self) -> str:
        """The whole guide as a page to print."""
        return Markup(
            '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{}</title>'
            "<style>body{{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse;width:100%}}"
            "th,td{{border-bottom:1px solid #999;text-align:left;vertical-align:top;padding:.3rem .5rem}}h2{{margin-top:2.2rem;break-after:avoid}}"
            "tr{{break-inside:avoid}}code{{overflow-wrap:anywhere}}@page{{size:A4;margin:16mm}}</style></head><body>{}</body></html>"
        ).format(self.desk.words.code, self.guide.title, self.guide.html)


def _whole(value, default: int = 0) -> int:
    return int(value) if type(value) in (int, float) and abs(value) < LAST_MOMENT else default
