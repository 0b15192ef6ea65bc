"""The overview of a room: a row per group, kept in place while everything in it changes."""

import traitlets

from kit.widgets.fetched import Fetched, script


class GroupsTable(Fetched):
    """`rows`: dicts with key, name, where, detail, mark (a short remark, or ""), since and heard (milliseconds since 1970; 0: never),
    state ("here", "gone", "unknown"), sign (the last sign of life, where it is gone) and away (left for good).

    `now`: the kernel's time of day when the rows were made, since the browser's may be another; from there on the browser counts.
    `wording`: group, where, since, heard, page, here, gone (with {time}), unknown, just_now, minutes (with {minutes}), hours (with {hours}), never,
    away (with {count}), label.
    """

    script = script("groups_table")
    rows = traitlets.List().tag(sync=True)
    now = traitlets.Int().tag(sync=True)
    wording = traitlets.Dict().tag(sync=True)
