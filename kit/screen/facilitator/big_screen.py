"""The big screen: a window that shows one thing, large, and the remote control for it on the facilitator's page.

Opened with `?show=follow` a window shows what the remote chooses; with `?show=join`, `clock`, `board` or `question` always
the same. Words to say, questions to come and what is being typed are in no window.
"""

from ipywidgets import VBox, Widget
from markupsafe import Markup

from kit.contract import Check
from kit.messages import _
from kit.posters.exercise import Scene
from kit.posters.sheet import PROJECTOR, Poster
from kit.screen.facilitator.big_slides import curtain, join_slide, question_slide, slide
from kit.screen.facilitator.board_parts import COMPUTING
from kit.screen.facilitator.shown import (
    ANSWERS,
    BOARD,
    CLOCK,
    JOIN,
    KINDS,
    NAMES,
    NUMBERS,
    QUESTION,
    SHOW,
    STEP,
    YES,
    Shown,
)
from kit.screen.postponed import Postponed
from kit.screen.text import show, text
from kit.widgets.big_screen import Projector
from kit.widgets.clock import Clock

FOLLOW = "follow"
KIND_LABELS = {JOIN: _("how to join"), CLOCK: _("the clock"), BOARD: _("the pictures"), QUESTION: _("a question")}
WHICH, WHICH_EXERCISE, WHICH_PICTURE = _("On the big screen"), _("Pictures of"), _("Which picture?")
SHOW_ANSWERS = _("Show answers and results")
HELD_BACK = _("Pictures with answers and results that wait for “{switch}”: {count}.")
LATER = _("Answers and results come later.")
CALLED = _("Groups are called")
BY_NAME, BY_NUMBER = _("by their names"), _("by numbers")
PREVIOUS, NEXT, HIDE, REVEAL = _("Previous picture"), _("Next picture"), _("Hide (curtain)"), _("Reveal")
NO_PICTURE = _("There is no picture yet: nobody has decided anything in this exercise.")
NOW_PICTURE = _("The big screen shows picture {number} of {all}: “{title}”.")
NOW_HIDDEN = _("The curtain is down: nobody sees picture {number} of {all}, “{title}”.")
NOW_KIND = _("The big screen shows: {kind}.")
NO_QUESTION = _("The next question will stand here.")
NO_CLOCK = _("The clock is not on this page.")
NO_PICTURES_YET = _("The pictures come as soon as the first group has decided something.")
WINDOW_WORDS = {
    "open": _("Open the projector window"),
    "only": _("Windows that always show the same:"),
    "here": _("Full screen here (Esc leaves)"),
    "app": _(
        "A window of its own opens in the app (python -m kit --app) and in a room; here the full screen does the same."
    ),
    "keys": _("Keys there: ← and → change the picture, the space bar or H hides and reveals, F fills the screen."),
    **KIND_LABELS,
}
CLOCK_BUTTONS = ("next", "back", "pause", "go_on", "restart", "full", "more", "leave")


class BigScreen:
    def __init__(self, desk):
        self.desk, self.say, self.shown = desk, desk.say, Shown(desk, self._heard)
        self.window, self.later = "", Postponed(desk.guard)
        self.slides: dict[str, Widget] = {}
        self.projector = Projector(
            wording={name: self.say(one) for name, one in WINDOW_WORDS.items()},
            guard=desk.guard,
            on_window=self._open,
            on_act=lambda key: self.shown.act(key, self.kind),
        )
        self.choice = desk.form(STEP, label=self.say(WHICH))
        self.about = desk.form("board", label=self.say(WHICH_EXERCISE))
        self.pictures = desk.form(STEP, label=self.say(WHICH_PICTURE))
        self.remote = desk.form("remote", place={}, on_action=lambda key, _values: self.shown.act(key, self.kind))
        self.said = text()
        self.stage = VBox()
        self.stage.add_class("kit-big")
        remote = VBox([self.projector, VBox([self.choice, self.remote]), VBox([self.about, self.pictures]), self.said])
        remote.add_class("kit-remote")
        self.box = VBox([remote, self.stage])
        self.box.add_class("kit-step")
        self.box.add_class("kit-screen")
        desk.listen(self, self._heard)
        self._heard()

    def _open(self, window: str) -> None:
        """The browser says that this is a window of the big screen, or that it is none any more."""
        self.window = window if window in (FOLLOW, *KINDS) else ""
        self.desk.is_window = bool(self.window)
        if not self.window:
            self.later.stop()
            self.stage.children = ()
        self._heard()

    @property
    def kind(self) -> str:
        """What this window shows."""
        return self.window if self.window in KINDS else self.shown.kind

    def _heard(self) -> None:
        if self.window:
            self.later.start(self._draw())
        if self.window in ("", FOLLOW):
            self._show_remote()

    # The remote control

    def _show_remote(self) -> None:
        posters = self.shown.posters()
        self.shown.stay(posters)
        about, place = self.shown.about, self.shown.place(posters)
        kinds = [{"key": key, "label": self.say(label)} for key, label in KIND_LABELS.items()]
        called = [{"key": NAMES, "label": self.say(BY_NAME)}, {"key": NUMBERS, "label": self.say(BY_NUMBER)}]
        fields = [
            {"kind": "choice", "name": SHOW, "label": self.say(WHICH), "options": kinds},
            {"kind": "choice", "name": "names", "label": self.say(CALLED), "options": called},
        ]
        values = {SHOW: self.shown.kind, "names": self.shown.decided("names") or NAMES}
        _follow(self.choice, fields, values)
        picture, answers = f"picture.{about.name}", f"{ANSWERS}.{about.name}"
        options = [{"key": one.key, "label": f"{number}. {one.title}"} for number, one in enumerate(posters, start=1)]
        fields, values = [], {}
        if not isinstance(about, Check):
            fields = [{"kind": "tick", "name": answers, "label": self.say(SHOW_ANSWERS), "value": YES}]
            values = {answers: self.shown.decided(answers)}
        if posters:
            fields += [{"kind": "select", "name": picture, "label": self.say(WHICH_PICTURE), "options": options}]
            values[picture] = posters[place].key
        _follow(self.pictures, fields, values)
        options = [{"key": one.name, "label": self.say(one.title)} for one in self.desk.on_board.values()]
        field = {"kind": "select", "name": "exercise", "label": self.say(WHICH_EXERCISE), "options": options}
        _follow(self.about, [field], {"exercise": about.name})
        labels = {"previous": PREVIOUS, "next": NEXT, "hide": REVEAL if self.shown.is_hidden else HIDE}
        actions = [{"key": key, "label": self.say(label)} for key, label in labels.items()]
        if self.remote.actions != actions:
            self.remote.actions = actions
        show(self.said, Markup('<p class="kit-now" role="status">{}</p>').format(self._now(posters, place)))

    def _now(self, posters: list[Poster], place: int) -> str:
        if self.shown.kind != BOARD:
            return self.say(NOW_KIND, kind=KIND_LABELS[self.shown.kind])
        held_back = self.shown.held_back()
        wait = self.say(HELD_BACK, switch=SHOW_ANSWERS, count=held_back) if held_back else ""
        if not posters:
            return wait or self.say(NO_PICTURE)
        message = NOW_HIDDEN if self.shown.is_hidden else NOW_PICTURE
        return f"{self.say(message, number=place + 1, all=len(posters), title=posters[place].title)} {wait}".strip()

    # What a window shows

    async def _draw(self) -> None:
        """At once; where settings lead only when all years of them are played: till then what was known before, or that it comes."""
        self._place(self._slide())
        about, groups = self.shown.about, self.shown.groups
        if self.kind == BOARD and not self.shown.is_settled(about, groups):
            await self.shown.settle(about, groups)
            self._place(self._slide())

    def _place(self, *parts: Widget) -> None:
        if parts != self.stage.children:
            self.stage.children = parts

    def _said(self, key: str, html: Markup) -> Widget:
        """A slide in words or as a poster, made once: what is new in it comes without any motion."""
        self.slides.setdefault(key, text())
        show(self.slides[key], html)
        return self.slides[key]

    def _slide(self) -> Widget:
        kind = self.kind
        if kind == CLOCK:
            return self._clock()
        if kind == JOIN:
            names = self.shown.labels()
            return self._said(JOIN, join_slide(self.desk, [names[one.key] for one in self.desk.in_room]))
        if kind == QUESTION:
            return self._said(QUESTION, question_slide(self.shown.decided(QUESTION) or "", self.say(NO_QUESTION)))
        return self._picture()

    def _picture(self) -> Widget:
        about = self.shown.about
        if self.shown.is_hidden:
            return self._said("curtain", curtain(about, self.say(about.title), self.shown.curtain()))
        posters = self.shown.posters()
        if not posters:
            held_back = self.say(LATER) if self.shown.held_back() else ""
            waits = self.shown.check(about).waiting(self.desk.session) if isinstance(about, Check) else held_back
            return self._said("curtain", curtain(about, self.say(about.title), waits or self.say(NO_PICTURES_YET)))
        place = self.shown.place(posters)
        poster, foot = posters[place], f"{self.say(about.title)} · {place + 1} / {len(posters)}"
        if isinstance(poster, Scene):
            return self._scene(poster, foot)
        key = f"{about.name} {poster.key}"
        groups = self.shown.settled(about, self.shown.groups) if poster.is_played else self.shown.groups
        if groups is None:
            wait = Markup('<p class="kit-slide-wait" role="status">{}</p>').format(self.say(COMPUTING))
            return self.slides.get(key) or self._said(f"{key} wait", slide(poster.title, wait, (), foot))
        if isinstance(about, Check):
            drawn = poster.draw(PROJECTOR)
        else:
            drawn = self.shown.made(lambda some: self._drawn(poster.key, some), groups)
        return self._said(key, slide(poster.title, drawn or Markup(), poster.said, foot))

    def _drawn(self, key: str, groups) -> Markup:
        posters = self.shown.posters_of(self.shown.about, groups)
        return next((one.draw(PROJECTOR) for one in posters if one.key == key), Markup())

    def _scene(self, poster: Scene, foot: str) -> Widget:
        """The picture of a game that its exercise draws."""
        key = f"{self.shown.about.name} {poster.key}"
        if key not in self.slides:
            picture = self.shown.about.play.picture()(self.desk.words)
            self.slides[key] = VBox([picture.widget, text()])
            self.slides[key].add_class("kit-scene-slide")
            self.slides[key].picture = picture
        box = self.slides[key]
        box.picture.show_played(poster.played, self.shown.labels(), poster.title)
        show(box.children[1], Markup('<p class="kit-slide-foot">{}</p>').format(foot))
        return box

    def _clock(self) -> Widget:
        """The clock of the agenda without its buttons; it follows every press."""
        led = getattr(self.desk, "clock", None)
        if led is None:
            return self._said(CLOCK, question_slide("", self.say(NO_CLOCK)))
        if CLOCK not in self.slides:
            wording = {name: "" if name in CLOCK_BUTTONS else said for name, said in led.wording.items()}
            self.slides[CLOCK] = Clock(
                place=led.place, locale=led.locale, on_events=self.desk.hear, guard=self.desk.guard, wording=wording
            )
        clock = self.slides[CLOCK]
        with clock.hold_sync():
            for name in ("items", "planned", "position", "since", "paused"):
                setattr(clock, name, getattr(led, name))
        return clock


def _follow(form, fields: list[dict], values: dict) -> None:
    """Have a form show what is decided, whoever decided it."""
    groups = [{"fields": fields}]
    with form.hold_sync():
        if form.groups != groups:
            form.groups = groups
        if form.values != values:
            form.values = values
