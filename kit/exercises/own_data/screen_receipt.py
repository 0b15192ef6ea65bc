"""The check: what was read, each doubt as one question with examples from the file, and which column was taken for what."""

from dataclasses import replace

from ipywidgets import Widget
from markupsafe import Markup

from kit.deals.receipt import FIELDS, Column, Question, Reading
from kit.errors import KitError
from kit.exercises.own_data.screen_step import DataStep, going
from kit.exercises.own_data.steps import RECEIPT
from kit.messages import _
from kit.screen.fields import LONGEST_CHOICE
from kit.screen.text import folded, lines, scene_title, show, table, text

OWNER, OWNERS = "owner", "owners"
LONGEST_LABEL = 40  # characters of an answer that stands on a button; longer ones go into a list

READ_TITLE = _("What was read")
CLEAR = _("Nothing is in doubt. If the columns are right, go on.")
ASKS = _("Some things fit two ways, so nothing is taken for granted: please answer, then read again.")
UNANSWERED = _("This is still open: {question}")
TAKEN = _("Taken like this; change it if it is wrong ({count})")
COLUMNS = _("Columns: what was taken for what")
NONE, NOT_YET = _("no column"), _("please choose")
FROM_FILE = _("In the file: {examples}")
MAYBE = _("“{header}” is not known. Did you mean “{field}”?")
DROPPED = _("Dropped at once, unread: {headers}.")
READ_AGAIN = _("Read again with these answers")
OWNER_TICK = _("Read the sellers’ column, too")
OWNER_NOTICE = _(
    "A list of sales by seller is suited to watch people at work. In Germany that needs the works council’s consent, also for a workshop (§ 87 (1) no. 6 BetrVG). The kit counts sellers only where there are at least five, and ranks nobody."
)
MAPPED = _("{field}: “{header}”")
SETTLED = _(
    "The text of the list and all names are forgotten by now. To change a column or an answer, load the list again."
)
COLUMN, MEANING = _("Column"), _("Taken as")


class Receipt(DataStep):
    """The receipt, the questions and the columns; read again as often as somebody changes something."""

    verb = RECEIPT

    def build(self) -> list[Widget]:
        self.again, self.said, self.told = self.later(), text(), text()
        self.answers = self.form(place={}, on_action=self._answered)
        self.refresh()
        return [self.said, self.answers, self.told]

    def refresh(self) -> None:
        reading = self.loaded.reading
        if reading is None:
            return
        show(self.said, self._receipt(reading))
        if self.loaded.opened is None:
            self.answers.redo()
            show(self.told, lines(self.say(SETTLED)) + self._taken(reading))
        else:
            show(self.told, "")
            self._ask_again(reading)

    # What was read

    def _receipt(self, reading: Reading) -> Markup:
        said = [self.say(one) for one in reading.receipt.sentences()]
        known = lines(*said, kind="kit-guess")
        asks = lines(self.say(CLEAR if reading.deals is not None else ASKS))
        found = {one.field: one.header for one in reading.columns if one.field}
        read = [one for one in FIELDS if one in found and (one != OWNER or self.loaded.answers.owners)]
        taken = [self.say(MAPPED, field=FIELDS[one], header=found[one]) for one in read]
        known += lines(" · ".join(taken), kind="kit-note") if taken else Markup()
        return scene_title(self.say(READ_TITLE)) + known + (asks if self.loaded.opened is not None else Markup())

    def _taken(self, reading: Reading) -> Markup:
        rows = [[one.header, self.say(FIELDS[one.field])] for one in reading.columns if one.field]
        return folded(self.say(COLUMNS), table([self.say(COLUMN), self.say(MEANING)], rows))

    # What is in doubt, and what can be changed

    def _ask_again(self, reading: Reading) -> None:
        self.keys = {f"question{place}": one for place, one in enumerate(reading.questions)}
        doubts = [name for name, one in self.keys.items() if one.is_open or one.is_answered]
        taken = [name for name in self.keys if name not in doubts]
        groups = [{"fields": [self._question(name) for name in doubts]}] if doubts else []
        if taken:
            fields = [self._question(name) for name in taken]
            groups.append({"title": self.say(TAKEN, count=len(taken)), "open": not doubts, "fields": fields})
        groups.append({"title": self.say(COLUMNS), "open": False, "fields": self._columns(reading)})
        values = {name: one.taken or "" for name, one in self.keys.items()}
        values |= {field: self._column_of(reading, field) for field in FIELDS}
        values |= {OWNERS: "yes" if self.loaded.answers.owners else ""}
        action = {"key": "again", "label": self.say(READ_AGAIN), "primary": reading.deals is None}
        self.answers.redo(groups=groups, values=values, actions=[action], on_action=self._answered)

    def _question(self, name: str) -> dict:
        one: Question = self.keys[name]
        options = [{"key": choice.key, "label": self.say(choice.label)} for choice in one.choices]
        short = len(options) <= LONGEST_CHOICE and all(len(option["label"]) <= LONGEST_LABEL for option in options)
        made = {"name": name, "label": self.say(one.text), "unstored": True, "kind": "choice" if short else "select"}
        made["options"] = options if short or one.taken else [{"key": "", "label": self.say(NOT_YET)}, *options]
        examples = " · ".join(cell.replace("\n", " ")[:LONGEST_LABEL] for cell in one.examples)
        return made | ({"help": self.say(FROM_FILE, examples=examples)} if examples else {})

    def _columns(self, reading: Reading) -> list[dict]:
        options = [{"key": "", "label": self.say(NONE)}]
        options += [{"key": str(one.number), "label": f"{one.number + 1}. {one.header}"} for one in reading.columns]
        fields = [
            {"kind": "select", "name": field, "label": self.say(label), "options": options, "unstored": True}
            for field, label in FIELDS.items()
            if field != OWNER or self.loaded.answers.owners
        ]
        tick = {"kind": "tick", "name": OWNERS, "value": "yes", "label": self.say(OWNER_TICK), "unstored": True}
        return [*self._resembling(reading.columns), *fields, tick | {"help": self.say(OWNER_NOTICE)}]

    def _resembling(self, columns: tuple[Column, ...]) -> list[dict]:
        """What is said about columns that mean nothing known."""
        known = {one.field for one in columns}
        like = [one for one in columns if one.did_you_mean in FIELDS and one.did_you_mean not in known]
        said = [self.say(MAYBE, header=one.header, field=FIELDS[one.did_you_mean]) for one in like]
        if dropped := [one.header for one in columns if one.field is None and one not in like and one.header]:
            said.append(self.say(DROPPED, headers=", ".join(dropped)))
        return [{"kind": "card", "name": f"said{place}", "help": one} for place, one in enumerate(said)]

    @staticmethod
    def _column_of(reading: Reading, field: str) -> str:
        return next((str(one.number) for one in reading.columns if one.field == field), "")

    def _answered(self, _key: str, values: dict) -> None:
        reading = self.loaded.reading
        if reading is None or self.loaded.opened is None:
            return
        left = next((one for name, one in self.keys.items() if one.is_open and not values.get(name)), None)
        if left:
            self.answers.message = self.say(UNANSWERED, question=left.text)
            return
        self.answers.message = ""
        answers = self.loaded.answers
        given = {
            one.key: values[name]
            for name, one in self.keys.items()
            if values.get(name) and self._is_said(one, values[name])
        }
        moved = {
            field: int(values[field]) if values.get(field) else None
            for field in FIELDS
            if field in values and values[field] != self._column_of(reading, field)
        }
        owners = values.get(OWNERS) == "yes"
        if not owners:
            moved.pop(OWNER, None)
        self.again.start(
            self._read(
                replace(answers, given={**answers.given, **given}, columns={**answers.columns, **moved}, owners=owners)
            )
        )

    @staticmethod
    def _is_said(one: Question, value: str) -> bool:
        """Whether somebody gave this answer: what was taken and left as it stands is none."""
        return one.is_open or one.is_answered or value != one.taken

    async def _read(self, answers) -> None:
        try:
            await self.loaded.read_again(answers, lambda share: show(self.told, going(self.page, share)))
        except KitError as error:
            show(self.told, "")
            self.answers.message = self.page.words.say(error)
            return
        self.page.renew()
        self.page.look(self.verb)
