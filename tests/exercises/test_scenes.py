"""Where a group stopped in its game: said from the begin to the end, and nothing before and after."""

from functools import partial

from kit.exercises import find
from kit.exercises.customer_forest.game import SEASONS
from kit.exercises.incentives import game as payday
from kit.journal import Event, Journal
from kit.wording import Language
from tests.debrief.sessions import days


def where(name: str, **play) -> str | None:
    events = [Event(one, "", name, "play", one, value) for one, value in play.items()]
    found = find(name).play.scene(partial(Journal(tuple(events)).decided, name), "en", None)
    return found and Language("en").say(found)


def test_payday_stops_in_a_quarter_of_one_of_two_years():
    quarters = [
        {payday.DAYS[place].name: "60,0,0,0", payday.PULLED[place].name: "0"}
        for place in ((side, quarter) for side in (payday.OLD, payday.NEW) for quarter in payday.QUARTERS)
    ]
    said = [
        where("incentives", begun="yes", **{name: one for quarter in quarters[:count] for name, one in quarter.items()})
        for count in (0, 1, 4, 7, 8)
    ]
    assert said == [
        "old plan, quarter 1 of 4",
        "old plan, quarter 2 of 4",
        "new plan, quarter 1 of 4",
        "new plan, quarter 4 of 4",
        None,
    ]
    assert where("incentives", begun="yes", first="new") == "new plan, quarter 1 of 4"
    assert where("incentives") is None


def test_seasons_stops_in_a_season():
    said = [
        where("customer_forest", begun="yes", **days(["60,0,0,0"] * count)) for count in (0, 3, SEASONS - 1, SEASONS)
    ]
    assert said == ["season 1 of 12", "season 4 of 12", "season 12 of 12", None]
    assert where("customer_forest", **days([])) is None
