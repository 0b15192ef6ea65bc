"""Controller or coach: the same team and the same decisions, under a boss who decides everything and under one who lets go.

Order of the file: setting, comparison (simulate, presets, remarks), guesses, evidence, the game. The model is
`kit/models/boss/team.py` on `kit/models/boss/approval.py`; outcomes and pictures stand in
`kit/exercises/leadership/views.py`.
"""

from functools import cache

import numpy as np

from kit.contract import Common, Play
from kit.exercise import Exercise, Guess, Laboratory, Preset, Shelf
from kit.exercises.leadership import facts
from kit.exercises.leadership.common import grounds, rehearse_together
from kit.exercises.leadership.debrief import RULES
from kit.exercises.leadership.drawing import DRAWING
from kit.exercises.leadership.game import MOVES
from kit.exercises.leadership.pretend import rehearse
from kit.exercises.leadership.questions import FIRST_STEPS, HINTS, QUIZ, REFLECTIONS
from kit.exercises.leadership.views import LEFT, NAMES, OUTCOMES, VIEWS
from kit.messages import Finding, _
from kit.models.boss import team
from kit.models.boss.setting import DAYS, NEW, OLD, LeadershipSetting
from kit.parameters import PERCENT, Choice, Parameter, Shown, levers
from kit.years import remembering_the_first

drawn = remembering_the_first(team.draw, LeadershipSetting, "chance", "decisions", "variation")


def simulate(setting: LeadershipSetting, years: int, block: int) -> tuple:
    """The team under both bosses with the same decisions, meetings and chance: (old, new)."""
    chances = drawn(setting, years, block)
    return team.simulate(setting, setting.old, chances), team.simulate(setting, setting.new, chances)


# Presets: the sceptic's one first

PRESETS = (
    Preset("approval_hour", _("Approval hour: fixed time for decisions every day, for both"), {"shape": "block"}),
    Preset("calm_boss", _("Calm boss: fewer meetings, for both"), {"busy": 0.41}),
    Preset(
        "beginners",
        _("Controlling boss at home: beginners, dear mistakes, few decisions, a boss who knows the customers"),
        {"decisions": 3.0, "mistake": 0.35, "harm": 2.0, "boss_check": "independent", "blind": 0.0},
    ),
    Preset(
        "peers_only",
        _("Colleagues only: nobody asks the boss, nobody is coached"),
        {"new_asked": 0.0, "new_coaching": 0.0},
    ),
    Preset("lets_go", _("A coach who lets go of everything"), {"new_asked": 0.0, "new_coaching": 1.0}),
    Preset("holds_on", _("A coach who lets go of nothing"), {"new_asked": 1.0}),
    Preset("believed", _("Coaching as the studies have it"), {"skill": 0.60, "pace": 0.04}),
)

NEVER = _(
    "{boss}: never; the queue grows without end. Meetings, coaching and the decisions asked would fill {load} of the week."
)


def remarks(setting: LeadershipSetting, _outcomes) -> list[Finding]:
    """A boss who is asked for more decisions than the week can hold."""
    return [
        Finding(NEVER, {"boss": name, "load": Shown(PERCENT, setting.load(boss))})
        for name, boss in ((OLD, setting.old), (NEW, setting.new))
        if setting.never(boss)
    ]


LABORATORY = Laboratory(
    simulate,
    (_("OLD: controlling boss"), _("NEW: coach")),
    _("{count} years"),
    OUTCOMES,
    VIEWS,
    shelves=(Shelf("preset", _("Ready-made settings"), PRESETS),),
    controls=(
        (_("What the coach does"), levers(LeadershipSetting, NEW)),
        (_("Decisions and the boss’s week"), ("decisions", "busy", "shape", "sellers")),
        (_("Mistakes and their price"), ("mistake", "boss_check", "harm", "delay")),
        (_("What the controlling boss does"), levers(LeadershipSetting, OLD)),
        (_("Other decisions, other luck"), ("chance",)),
    ),
    people=(),
    map_axes=("mistake", "decisions"),
    sides=NAMES,
    remarks=remarks,
    times=_("of 100 years"),
)


# Guesses


@cache
def true_wait() -> float:
    """Working days until an answer under the controlling boss at the start setting."""
    setting = LeadershipSetting()
    return round(team.expected_wait(setting, setting.old, setting.old_asked), 1)


@cache
def true_ahead() -> int:
    """In how many of 100 years the coach's team brings more orders with an approval hour on both sides."""
    pairs = [simulate(LeadershipSetting(shape="block"), 50, block) for block in range(4)]
    return round(
        100 * float(np.mean([LEFT.new_is_ahead(LEFT.measure(old), LEFT.measure(new)).mean() for old, new in pairs]))
    )


LONGER = (
    Choice("shorter", _("shorter")),
    Choice("same", _("about the same")),
    Choice("double", _("twice as long")),
    Choice("never", _("longer and longer, without end")),
)


def true_holding_on() -> str:
    """What becomes of the wait if a coach lets go of nothing, at the start setting."""
    setting = LeadershipSetting(new_asked=1.0)
    return "never" if setting.never(setting.new) else "double"


GUESSES = (
    Guess(
        Parameter(_("Wait for the boss"), 1.0, 0.0, 10.0, 0.1, DAYS, name="wait_for_boss"),
        _(
            "Six decisions a day go to the boss, 20 minutes each; 64% of the boss’s week are meetings and customers. After how many working days is there an answer?"
        ),
        true_wait,
    ),
    Guess(
        Parameter(_("Then the waits become"), "same", choices=LONGER, name="holding_on"),
        _(
            "Then half an hour of coaching per seller and week, and the boss still decides everything. The waits become …"
        ),
        true_holding_on,
    ),
    Guess(
        Parameter(_("Coach ahead, with fixed hours"), 50, 0, 100, 5, _("of 100 years"), name="coach_ahead"),
        _("Both bosses decide at fixed hours every day. In how many of 100 years is the coach still ahead?"),
        true_ahead,
    ),
)


# Evidence

OUTCOME_EVIDENCE = (
    "unskilled_coaches",
    "delegated_pricing",
    "central_price",
    "pricing_authority",
    "empowerment",
    "most_authority",
    "good_boss",
)

# The game


def _screen() -> type:
    from kit.exercises.leadership.screen_common import Table  # here, so that whoever only computes needs no widgets

    return Table


def _printed():
    from kit.exercises.leadership.screen_print import printed

    return printed


def _lead() -> type:
    from kit.exercises.leadership.screen_lead import Lead

    return Lead


PLAY = Play(
    facts.read,
    facts.scene,
    facts.facts,
    facts.table,
    _screen,
    rehearse,
    moves=MOVES,
    is_apart=True,
    printed=_printed,
    common=Common(grounds, facts.COMMON, _lead, rehearse_together, facts.scene_together),
    pairs=facts.pairs,
)

EXERCISE = Exercise(
    number=5,
    name="leadership",
    title=_("Controller or coach?"),
    step_minutes=(3, 25, 7, 4, 3, 2, 1),
    setting=LeadershipSetting,
    laboratory=LABORATORY,
    guesses=GUESSES,
    outcome_evidence=OUTCOME_EVIDENCE,
    quiz=QUIZ,
    reflections=REFLECTIONS,
    first_steps=FIRST_STEPS,
    hints=HINTS,
    play=PLAY,
    rules=RULES,
    question=_("Who decides, and who waits for it?"),
    drawing=DRAWING,
)
