"""The week of “Who decides?”, day by day: the boss's calendar as a picture, and what became of whoever waited."""

from collections.abc import Iterator

from markupsafe import Markup

from kit.exercises.leadership.degrees import NAMES
from kit.exercises.leadership.game import MOST_GONE
from kit.exercises.leadership.model.matters import ADVISE, DAY_MINUTES, DAYS, WEEK_MINUTES, Matter, Week
from kit.exercises.leadership.screen_board import deck
from kit.messages import _
from kit.screen.text import lines
from kit.wording import Language

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
CALENDAR = _(
    "The boss’s week to {day} evening: {meetings} hours of meetings, {deciding} hours for your decisions, {left} hours left."
)
MEETINGS, DECIDING, LEFT, ARRIVES = (
    _("meetings"),
    _("your decisions"),
    _("left for customers and coaching"),
    _("a matter arrives"),
)
AT_ONCE, WAITED, WAITED_ONE = (
    _("decided at once"),
    _("decided after {hours} working hours"),
    _("decided after less than one working hour"),
)
STILL_WAITS, NEVER = _("waits for the boss"), _("still waits on Friday evening")
NOBODY_ADVISES = _("the boss was in a meeting, so without advice")
MENDED = _("It was wrong. The boss read it in time and put it right.")
UNDONE = _("It was right. The boss, who does not know this customer, took it back. {wrong}")
HALF = _("It was said, not explained. It was carried out half-heartedly.")
ANNOYED = _("Decided well, but late. The next time they ask somebody else first.")
GONE, STAYS = _("gone"), _("annoyed")
SO_FAR = _("People gone so far: {gone}. With more than {most} the week is lost.")
CLOSE_MINUTES, MOST_SHIFTS = 50, 3  # matters that arrive closer together stand side by side
QUIET = _("Nothing new on this day.")


def calendar(words: Language, week: Week, day: int) -> Markup:
    """Five columns from nine to five: meetings, what of the rest the decisions took by the evening of a day (from 1), and who came."""
    columns = Markup().join(_column(words, week, one, day) for one in range(1, DAYS + 1))
    until = day * DAY_MINUTES
    free = sum(min(end, until) - start for start, end in week.chances.free if start < until)
    deciding = sum(min(end, until) - start for one in week.matters for start, end in one.blocks if start < until)
    hours = {"meetings": until - free, "deciding": deciding, "left": free - deciding}
    said = words.say(CALENDAR, day=WEEKDAYS[day - 1], **{name: round(one / 60, 1) for name, one in hours.items()})
    signs = {"meeting": MEETINGS, "deciding": DECIDING, "left": LEFT, "came": ARRIVES}
    legend = Markup().join(
        Markup('<li><i class="kit-slot-{}"></i>{}</li>').format(name, words.say(sign)) for name, sign in signs.items()
    )
    return Markup(
        '<div class="kit-boss-week"><div class="kit-diary" role="img" aria-label="{}">{}</div><ul class="kit-signs" aria-hidden="true">{}</ul></div>'
    ).format(said, columns, legend)


def _column(words: Language, week: Week, day: int, until: int) -> Markup:
    """A day of the calendar; nothing of a day that is not over."""
    start, end = (day - 1) * DAY_MINUTES, day * DAY_MINUTES
    free = [one for one in week.chances.free if start <= one[0] < end]
    edges = [start, *(edge for gap in free for edge in gap), end]
    slots = [("meeting", *one) for one in zip(edges[::2], edges[1::2], strict=True) if one[0] < one[1]]
    if day <= until:
        slots += [("deciding", *block) for one in week.matters for block in one.blocks if start <= block[0] < end]
    drawn = Markup().join(
        Markup('<i class="kit-slot-{}" style="top: {}%; height: {}%"></i>').format(
            kind, round((first - start) / DAY_MINUTES * 100, 2), round((last - first) / DAY_MINUTES * 100, 2)
        )
        for kind, first, last in slots
    )
    came = Markup().join(
        Markup('<i class="kit-slot-came" style="top: {}%; --kit-shift: {}">{}</i>').format(
            round((minute - start) / DAY_MINUTES * 100, 2), shift, number
        )
        for number, minute, shift in _arrivals(week)
        if day <= until and start <= minute < end
    )
    name = words.say(WEEKDAYS[day - 1])
    return Markup('<div class="kit-day"><b>{}</b><div>{}{}</div></div>').format(name[:2], drawn, came)


def _arrivals(week: Week) -> Iterator[tuple[int, int, int]]:
    """Number and minute of each matter, and how many places to the left it is drawn so that none covers another."""
    before, shift = -CLOSE_MINUTES, 0
    for number, one in enumerate(week.matters, start=1):
        shift = shift + 1 if one.arrival.minute - before < CLOSE_MINUTES else 0
        before = one.arrival.minute
        yield number, before, shift % MOST_SHIFTS


def news(words: Language, week: Week, day: int) -> Markup:
    """What arrived on a day (from 1), and what became on it of matters that had waited."""
    told = Markup().join(_told(words, week, day))
    return Markup('<ol class="kit-matters">{}</ol>').format(told) if told else lines(words.say(QUIET))


def _told(words: Language, week: Week, day: int) -> Iterator[Markup]:
    cards = deck(words.code)
    for number, one in enumerate(week.matters, start=1):
        came, done = one.arrival.minute // DAY_MINUTES + 1, _done(one)
        if came != day and done != day:
            continue
        card = cards[one.arrival.decision]
        scene = card.scenes[one.arrival.scene]
        text = Markup("<p>{}</p>").format(scene.text) if came == day else Markup()
        temper, result = ("waits", words.say(STILL_WAITS)) if done > day else outcome(words, one)
        how = f"{one.degree} {words.say(NAMES[one.degree])}"
        yield Markup(
            '<li value="{}"><p class="kit-matter-who"><b>{}</b> · {}</p>{}<p class="kit-came-of">{}<span><b>{}:</b> {}</span></p></li>'
        ).format(number, scene.who, card.title, text, mood(temper), how, result)


def _done(one: Matter) -> int:
    """The day (from 1) on which a matter is settled, one way or the other."""
    return DAYS if one.decided is None else min(one.decided, WEEK_MINUTES - 1) // DAY_MINUTES + 1


def outcome(words: Language, one: Matter) -> tuple[str, Markup]:
    """The temper of whoever waited, and what became of the matter."""
    scene = deck(words.code)[one.arrival.decision].scenes[one.arrival.scene]
    temper = "gone" if one.is_gone else "annoyed" if one.lost else "glad"
    if one.is_undone:
        came = words.say(UNDONE, wrong=scene.wrong)
    elif one.is_wrong:
        came = scene.wrong
    elif one.is_gone:
        came = scene.late
    elif one.is_mended:
        came = words.say(MENDED)
    elif one.is_half:
        came = words.say(HALF)
    else:
        came = words.say(ANNOYED) if one.is_late else scene.good
    mark = (
        Markup()
        if temper == "glad"
        else Markup(' <span class="kit-temper-{}">{}</span>').format(temper, words.say(GONE if one.is_gone else STAYS))
    )
    return temper, Markup("{}. {}{}").format(when(words, one), came, mark)


def when(words: Language, one: Matter) -> str:
    """How long a decision took."""
    if one.decided is None:
        return words.say(NEVER)
    if not one.waited:
        return words.say(NOBODY_ADVISES if one.degree == ADVISE and not one.blocks else AT_ONCE)
    hours = round(one.waited / 60)
    return words.say(WAITED, hours=hours) if hours > 1 else words.say(WAITED_ONE)


def so_far(words: Language, week: Week, day: int) -> Markup:
    """How many people have gone by the evening of a day (from 1)."""
    gone = sum(one.is_gone for one in week.matters if _done(one) <= day)
    return lines(words.say(SO_FAR, gone=gone, most=MOST_GONE), kind="kit-sum-line")


MOUTHS = {"glad": "M20 35q10 9 20 0", "annoyed": "M21 38h18", "gone": "M20 41q10-9 20 0", "waits": "M26 38h8"}


def mood(temper: str) -> Markup:
    """A face that is glad, annoyed, gone, or waits."""
    return Markup(
        '<svg class="kit-mood kit-mood-{}" viewBox="0 0 60 60" aria-hidden="true"><circle cx="30" cy="30" r="26"/>'
        '<path d="M21 24v4M39 24v4"/><path d="{}"/></svg>'
    ).format(temper, MOUTHS[temper])
