"""The way to the page of the plan, from wherever a step is noted."""

from markupsafe import Markup, escape

from kit.messages import _
from kit.report.own_plan import PLAN_TITLE

PLAN_PAGE = "09_plan.ipynb"
TO_PLAN = _(
    "This step stands in your plan, beside those of the other exercises. More steps, a calendar file and the 30-day check: {page}."
)

ALL_STEPS = _("The steps from all exercises, a calendar file and the 30-day check: {page}.")


def plan_link(page, is_noted: bool) -> Markup:
    """A sentence that leads to the plan; `page` has `say`, `is_noted` tells whether the step of its exercise stands there."""
    link = Markup('<a href="{}">{}</a>').format(PLAN_PAGE, page.say(PLAN_TITLE))
    return Markup("<p>{}</p>").format(escape(page.say(TO_PLAN if is_noted else ALL_STEPS)).format(page=link))
