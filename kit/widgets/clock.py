"""The workshop clock: the step that is now, what is left of it, what comes next, and when all of it will end.

It runs in the browser from the browser's time of day, and from no other clock: the kernel may be in another time zone, or
its clock wrong. A kernel is needed to build it, not to run it. It knows neither guide nor
exercises: the caller says the steps and all words, and passes back what the facilitator decided before.
"""

import traitlets

from kit.widgets.fetched import script
from kit.widgets.guarded import Guarded

WORDS = (
    "clock",
    "begin",
    "next",
    "back",
    "pause",
    "go_on",
    "more",
    "restart",
    "full",
    "leave",
    "empty",
    "not_begun",
    "finished",
    "until_begin",
    "time_now",
    "left",
    "over",
    "is_paused",
    "this_step",
    "whole_agenda",
    "then",
    "last",
    "ends",
    "ends_planned",
    "ended",
    "all",
    "minutes",
    "seconds",
    "now",
    "done",
)


class Clock(Guarded):
    """A clock for the projector, with the facilitator's buttons and all steps to choose from.

    A press of a button or of a step is first stored in the browser and then arrives at `on_events`: four events at
    `place`, for `position`, `since` and `paused` as the traits of these names, and for `key`, the key of the step that
    is now ("" before and after). Whoever opens the page again assigns them to the traits.
    """

    script = script("clock")

    items = traitlets.List(
        traitlets.Dict(),
        help="The steps in order: `key`, the same as long as the step is the same; `block` and `title`, names; `seconds`, its length.",
    ).tag(sync=True)
    wording = traitlets.Dict(
        help="All words, by the names in WORDS; `then` has {time} and {step}, `ends` and `ended` have {time}, `ends_planned` {planned} and {time}, "
        "`minutes` {minutes}, `seconds` {seconds}. A button without a word is not shown."
    ).tag(sync=True)
    locale = traitlets.Unicode("en", help="Language tag (BCP 47) by which times of day and numbers are written.").tag(
        sync=True
    )
    place = traitlets.Dict(help="Where in the journal decisions belong: `exercise` and `step`.").tag(sync=True)
    position = traitlets.Int(
        -1,
        help="Place of the step that is now in `items`, from 0; -1: not begun, len(items): over. What lies outside is read as the nearest of these.",
    ).tag(sync=True)
    since = traitlets.Int(
        help="When the step that is now, or the end, began: milliseconds since 1970 UTC, 0: none. Pauses and minutes given on top move it forward."
    ).tag(sync=True)
    planned = traitlets.Unicode(
        help="Planned begin of the whole workshop: time of day of the browser that shows the clock, as HH:MM:SS; empty: none."
    ).tag(sync=True)
    paused = traitlets.Int(help="When the clock was paused: milliseconds since 1970 UTC, 0: it runs.").tag(sync=True)

    def __init__(self, *, on_events=None, **traits):
        super().__init__(**traits)
        self._on_events = on_events

    def _heard(self, _widget, content, _buffers):
        if content["kind"] == "events" and self._on_events:
            self._on_events(content["events"])
