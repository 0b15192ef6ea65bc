"""The steps of this page, and what they are called."""

from kit.messages import _

NAME = "own_data"
LOAD, RECEIPT, PICTURES, PAY, INTO = VERBS = ("load", "receipt", "figures", "plans", "into")
STEP_MINUTES = (4, 6, 10, 5, 5)
STEP_LABELS = {
    LOAD: _("Load"),
    RECEIPT: _("Check"),
    PICTURES: _("Look"),
    PAY: _("What pay plans pay"),
    INTO: _("Into the exercises"),
}
PURPOSES = {
    LOAD: _("a file, or an invented firm"),
    RECEIPT: _("what was read, and what is in doubt"),
    PICTURES: _("your customers in pictures"),
    PAY: _("for new and for kept customers"),
    INTO: _("start values from your own firm"),
}
