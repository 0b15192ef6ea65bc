"""The seven degrees of delegation, from the boss alone to the team alone (Jurgen Appelo, Management 3.0): their names and what they mean."""

from kit.messages import _

DEGREES = tuple(range(1, 8))
NAMES = {
    1: _("tell"),
    2: _("sell"),
    3: _("consult"),
    4: _("agree"),
    5: _("advise"),
    6: _("inquire"),
    7: _("delegate"),
}
MEANINGS = {
    1: _("The boss decides and says so."),
    2: _("The boss decides and takes the time to explain why."),
    3: _("The boss hears the team first, then decides."),
    4: _("Boss and team decide together, at one table."),
    5: _("The boss says what they think, if they are there; the team decides."),
    6: _("The team decides and tells the boss afterwards."),
    7: _("The team decides, and the boss need not know."),
}
