"""What policies are called: the ready-made ones, and what the two sides are once somebody has changed them."""

from collections.abc import Mapping

from kit.exercises.customer_forest.setting import NEW, NEW_SIDE, OLD, OLD_SIDE, Policy
from kit.messages import Message, _

# Days of winning, care, product and amends, and the share of exaggerated promises.
POLICIES: Mapping[str, tuple[Message, Policy]] = {
    "feller": (_("Clear-cutting: nearly everything into winning"), Policy(55, 5, 0, 0, 0.20)),
    "balanced": (_("Half and half"), Policy(30, 30, 0, 0, 0.0)),
    "forester": (_("Forestry: winning, care, product, amends"), Policy(25, 25, 5, 5, 0.0)),
    "gardener": (_("Only care, hardly any winning"), Policy(5, 45, 10, 0, 0.0)),
    "idle": (_("Nothing at all"), Policy(0, 0, 0, 0, 0.0)),
}
NAMES = {
    "feller": OLD,
    "balanced": _("half and half"),
    "forester": NEW,
    "gardener": _("only care"),
    "idle": _("nothing at all"),
}
MOSTLY_HUNT, MOSTLY_CARE, MIXED = _("mostly winning"), _("mostly care"), _("a mixture of your own")
MOSTLY = 0.6  # of the days given to tasks


def called(policy: Policy) -> Message:
    """What a policy is called: by its ready-made name, else by what most of its days go into."""
    ready = next((key for key, (_label, one) in POLICIES.items() if one == policy), None)
    if ready:
        return NAMES[ready]
    if not policy.days:
        return NAMES["idle"]
    if policy.hunt_days >= MOSTLY * policy.days:
        return MOSTLY_HUNT
    return MOSTLY_CARE if policy.care_days >= MOSTLY * policy.days else MIXED


def named(setting) -> tuple[Message, Message]:
    """What the two sides of a setting are, (old, new); where both are of one kind, they are told apart as old and new."""
    old, new = called(setting.old), called(setting.new)
    return (old, new) if old != new else (OLD_SIDE, NEW_SIDE)
