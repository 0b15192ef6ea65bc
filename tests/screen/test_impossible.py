"""An impossible setting: everything that is wrong is named, and what is still shown says that it belongs to the last possible one."""

from dataclasses import asdict

import pytest

from kit.errors import SettingError
from kit.exercises import find
from kit.exercises.incentives import PAYS_LITTLE_BELOW, remarks, usual_pay_eur
from kit.exercises.incentives.views import PAY
from kit.exercises.role_chain.game import AGAIN
from kit.models.pay.setting import LEVERS, NEW, OLD, IncentiveSetting
from kit.parameters import parameters
from kit.screen.compare import Compare
from kit.screen.game import ANYWAY
from kit.screen.last_possible import LAST_POSSIBLE
from kit.screen.limits import Limits
from kit.screen.page import Page
from kit.screen.share import Share
from kit.screen.shelves import CHANGED
from kit.wording import Language
from tests.screen.test_page import form_of, forms, opened

IMPOSSIBLE = {
    "customer_forest": {"old_hunt_days": 60, "new_hunt_days": 60, "old_care_days": 60, "new_care_days": 60},
    "incentives": {
        "old_new": 0.4,
        "old_accelerator": 4.0,
        "old_cap_eur": 5_000,
        "new_new": 0.4,
        "new_quota_eur": 5_000,
        "new_accelerator": 4.0,
    },
    "role_chain": {"gain": 99.0, "leads_per_day": -1.0},
}
NAMED = {
    "customer_forest": ["old policy", "120 days", "new policy"],
    "incentives": ["old plan", "below the quota", "new plan"],
    "role_chain": ["saved by specialising", "leads"],
}


@pytest.fixture(autouse=True)
def at_rest(monkeypatch):
    """Nothing is played in the background."""
    monkeypatch.setattr("kit.screen.postponed.Postponed.start", lambda _later, work: work.close())
    monkeypatch.setattr(Share, "_summary", lambda _share: "")


def laboratory(name: str) -> tuple[Page, Compare, list]:
    """A page with its laboratory, fair trial and code open."""
    page = opened(name)
    steps = [made(page) for made in (Compare, Limits, Share)]
    for step in steps:
        step.open()
    return page, steps[0], steps


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_everything_that_is_impossible_is_named_not_only_the_first(name):
    page, compare, _steps = laboratory(name)
    compare.settings.values = compare.settings.values | IMPOSSIBLE[name]
    assert [one for one in NAMED[name] if one.lower() not in compare.settings.message.lower()] == []
    with pytest.raises(SettingError) as caught:
        page.exercise.setting(**IMPOSSIBLE[name])
    assert len(caught.value.others) + 1 >= 2


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_stored_setting_that_is_impossible_is_named_whole(name):
    page = opened(name, setting=IMPOSSIBLE[name])
    assert [one for one in NAMED[name] if one.lower() not in page.header.note.lower()] == []


@pytest.mark.parametrize("name", IMPOSSIBLE)
@pytest.mark.parametrize("back", ["by the slider", "to the start"])
def test_pictures_map_and_code_say_that_they_belong_to_the_last_possible_setting(name, back):
    page, compare, steps = laboratory(name)
    before = dict(compare.settings.values)
    assert [step.last_possible.text.value for step in steps if LAST_POSSIBLE in step.last_possible.text.value] == []
    compare.settings.values = before | IMPOSSIBLE[name]
    for step in steps:
        assert LAST_POSSIBLE in step.last_possible.text.value
        assert all("kit-stale" in part._dom_classes for part in step.last_possible.parts)
    assert asdict(page.setting) == before
    if back == "to the start":
        page.decide_setting({})
    else:
        compare.settings.values = before
    for step in steps:
        assert LAST_POSSIBLE not in step.last_possible.text.value
        assert not any("kit-stale" in part._dom_classes for part in step.last_possible.parts)
    assert compare.settings.message == ""


def test_a_step_that_opens_while_the_setting_is_impossible_says_so_too():
    page = opened("customer_forest")
    compare = Compare(page)
    compare.open()
    compare.settings.values = compare.settings.values | IMPOSSIBLE["customer_forest"]
    limits = Limits(page)
    limits.open()
    assert LAST_POSSIBLE in limits.last_possible.text.value


def test_fields_of_the_map_that_no_setting_can_have_stay_empty_and_are_counted():
    page = opened("customer_forest", limits={"across": "new_hunt_days", "upwards": "new_care_days"})
    limits = Limits(page)
    limits.open()
    limits.tiles = {(across, upwards): limits._share(across, upwards) for across in range(11) for upwards in range(11)}
    limits._show_map()
    drawn = [
        (x, y)
        for x, y, part in zip(*(limits.chart.rows[one] for one in ("x", "y", "part")), strict=True)
        if part == "cell"
    ]
    impossible = 121 - len(drawn)
    assert 0 < impossible < 121 and f"Empty: {impossible} fields" in limits.progress.value


# Presets


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_preset_that_was_moved_away_from_says_that_it_was_changed(name):
    page, compare, _steps = laboratory(name)
    for shelf in page.exercise.laboratory.shelves:
        preset = next(one for one in shelf.presets if one.changes)
        compare.shelves.form.values = compare.shelves.form.values | {shelf.key: preset.key}
        assert compare.shelves.form.values[shelf.key] == preset.key  # chosen, and still so after it was taken over
        moved = next(iter(preset.changes))
        parameter = parameters(page.setting)[moved]
        other = next(
            parameter.at(place) for place in range(parameter.size) if parameter.at(place) != preset.changes[moved]
        )
        compare.settings.values = compare.settings.values | {moved: other}
        assert compare.shelves.form.values[shelf.key] == CHANGED
        assert shown(compare, shelf) == f"Changed: {preset.label}"
        page.decide_setting({})


def test_the_preset_of_one_side_stays_while_the_other_side_moves_even_to_what_is_impossible():
    page, compare, _steps = laboratory("customer_forest")
    first = page.exercise.laboratory.shelves[0]
    compare.shelves.form.values = compare.shelves.form.values | {
        shelf.key: shelf.presets[0].key for shelf in page.exercise.laboratory.shelves
    }
    compare.settings.values = compare.settings.values | {"new_hunt_days": 60, "new_care_days": 60}
    second = page.exercise.laboratory.shelves[1]
    assert compare.shelves.form.values == {first.key: first.presets[0].key, second.key: CHANGED}
    assert shown(compare, second) == f"Changed: {second.presets[0].label}"


def shown(compare, shelf) -> str:
    """What the list of ready-made settings shows."""
    fields = [one for group in compare.shelves.form.groups for one in group["fields"] if one["name"] == shelf.key]
    return next(one["label"] for one in fields[0]["options"] if one["key"] == compare.shelves.form.values[shelf.key])


def test_a_preset_chosen_while_a_slider_still_moves_is_taken_all_the_same():
    page, compare, _steps = laboratory("customer_forest")
    shelf = page.exercise.laboratory.shelves[1]
    gardener = next(one for one in shelf.presets if one.key == "gardener")
    form, seen = compare.shelves.form, compare.shelves.form.revision
    compare.settings.values = compare.settings.values | {"new_care_days": 20}  # the page puts “changed” there meanwhile
    assert form.revision > seen
    form.set_state({"values": form.values | {shelf.key: "gardener"}, "seen": seen})
    event = page.journal.deciding("customer_forest", "shelf", {shelf.key: "gardener"})
    form._receive(form, {"kind": "events", "events": [asdict(one) for one in event], "seen": seen, "id": "a"}, [])
    assert {name: getattr(page.setting, name) for name in gardener.changes} == dict(gardener.changes)
    assert form.values[shelf.key] == "gardener"


def test_the_start_setting_is_called_what_it_is_and_back_to_the_start_says_so_again():
    page, compare, _steps = laboratory("customer_forest")
    start = compare.shelves.form.values
    assert start == {"old_policy": "feller", "new_policy": "forester"}
    compare.settings.values = compare.settings.values | {"new_care_days": 20}
    assert compare.shelves.form.values == start | {"new_policy": CHANGED}
    compare.shelves._to_start()
    assert compare.shelves.form.values == start and page.setting == page.exercise.setting()


# A plan for which nobody would stay


def off(side: str) -> dict:
    return {f"{side}_{name}": lever.default for name, lever in LEVERS.items()}


def remarked(**changes) -> str:
    """What the incentive laboratory remarks about a setting."""
    setting = IncentiveSetting(**changes)
    outcomes = {PAY.key: tuple(PAY.measure(side) for side in find("incentives").laboratory.simulate(setting, 20, 0))}
    return " ".join(Language("en").say(one.message, **one.values) for one in remarks(setting, outcomes))


@pytest.mark.parametrize(
    "changes",
    [
        off("new"),
        off("new") | {"new_pool": 0.01},
        off("new") | {"new_retention_eur": 500},
        off("new") | {"new_help_eur": 20},
    ],
)
def test_a_plan_for_which_nobody_works_is_remarked(changes):
    said = remarked(**changes)
    assert f"For what the {NEW} pays nobody works: all sellers leave" in said and f"For what the {OLD}" not in said


def test_a_plan_for_which_some_do_not_work_names_them():
    said = remarked(**off("new") | {"new_fixed_eur": 7_000})
    assert "middle seller / strong seller would get less than 65%" in said and "weak seller" not in said


def test_a_plan_that_pays_far_less_than_people_are_used_to_is_remarked_though_all_stay():
    said = remarked(**off("new") | {"new_fixed_eur": 6_500, "new_new": 0.15})
    assert f"The {NEW} pays" in said and "people would leave" in said and f"in favour of the {NEW}" in said


def test_an_old_plan_of_nothing_is_no_measure_for_the_new_one():
    said = remarked(**off("new") | off("old"))
    assert f"For what the {OLD} pays nobody works" in said and f"For what the {NEW} pays nobody works" in said


def test_plans_that_pay_about_the_same_are_not_remarked():
    assert "people would leave" not in remarked()
    for shelf in find("incentives").laboratory.shelves:
        for preset in shelf.presets:
            said = remarked(**preset.changes)
            assert "people would leave" not in said and "works:" not in said, preset.key
    assert "people would leave" not in remarked(
        **off("new") | {"new_fixed_eur": round(PAYS_LITTLE_BELOW * usual_pay_eur(), -3) + 1_000}
    )


# Nothing unfinished goes out without a question


def press(game, key: str) -> None:
    """Press a button of the game's screen, wherever it stands."""
    form = next(one for one in forms(game.box) if key in [action["key"] for action in one.actions])
    form._heard(form, {"kind": "action", "key": key, "values": dict(form.values)}, [])


def message(game) -> str:
    return " ".join(one.message for one in forms(game.box))


def playing(name: str, **decided) -> tuple[Page, object]:
    page = opened(name, play=decided)
    game = find(name).play.screen()(page)
    game.open()
    return page, game


BOTS = {"begun.chain": "yes", "seat.contact": "hasty", "seat.relation": "hasty", "seat.explain": "hasty"}
LAST = {"chain.close.begun": "yes", "chain.close.asked": "0", "chain.close.handed": "yes"}


@pytest.mark.parametrize(
    ("answered", "said"), [({}, "8 of 8"), ({"chain.answer0": "right", "chain.answer5": "again"}, "6 of 8")]
)
def test_unanswered_questions_do_not_go_to_the_customer_without_a_question(answered, said):
    page, game = playing("role_chain", **BOTS, **LAST, **answered)
    press(game, "all")
    press(game, "send"), press(game, "send")  # a double click is no answer
    assert f"{said} questions are unanswered" in message(game) and page.decided("play").get("chain.sent") is None
    press(game, ANYWAY)
    assert page.decided("play")["chain.sent"] == "yes"
    assert [page.decided("play")[f"chain.answer{place}"] for place in range(8)].count(AGAIN) == 8 - (
        "chain.answer0" in answered
    )


def test_whoever_answered_everything_is_asked_nothing():
    page, game = playing("role_chain", **BOTS, **LAST, **{f"chain.answer{place}": AGAIN for place in range(8)})
    press(game, "send")
    assert page.decided("play")["chain.sent"] == "yes"


@pytest.mark.parametrize("done", [{}, {"asked": "0"}, {"words": "Careful!"}, {"pairing": "yes"}])
def test_a_seat_that_asked_or_passed_on_nothing_is_asked_back(done):
    page, game = playing(
        "role_chain",
        **{"begun.chain": "yes", "chain.contact.begun": "yes"},
        **{f"chain.contact.{name}": value for name, value in done.items()},
    )
    press(game, "on")  # the talk is left for the slip
    if "asked" not in done:
        assert "asked nothing" in message(game) and "know nothing" not in message(game)
        press(game, ANYWAY)
    assert message(game) == ""
    if not {"words", "pairing"} & set(done):
        press(game, "on")
        assert "know nothing" in message(game) and "asked nothing" not in message(game)
        assert page.decided("play").get("chain.contact.handed") is None
        press(game, ANYWAY)
    else:
        press(game, "on")
    assert page.decided("play")["chain.contact.handed"] == "yes"


def test_a_lone_wolf_who_asks_nothing_is_asked_back():
    page, game = playing("role_chain", **BOTS, **LAST, **{"chain.sent": "yes", "begun.wolf": "yes"})
    press(game, "on")
    assert "asked nothing" in message(game) and page.decided("play").get("wolf.contact.handed") is None


def test_a_season_without_a_day_is_asked_back_and_the_question_goes_when_days_are_given():
    page, game = playing("customer_forest", begun="yes", **{"draft.1": "0,0,0,0"})
    form = form_of(game)
    press(game, form.actions[0]["key"])
    assert "no day" in form.message and not page.decided("play").get("days.1")
    form.values = {"draft.1": "5,0,0,0"}
    assert form.message == ""
    form.values = {"draft.1": "0,0,0,0"}
    press(game, ANYWAY)
    assert [value for name, value in page.decided("play").items() if name.startswith("days")] == ["0,0,0,0"]


def test_a_loss_on_paper_that_was_not_counted_is_said():
    page, game = playing("role_chain")
    paper = next(one for one in forms(game.box) if "use" in [action["key"] for action in one.actions])
    paper._heard(paper, {"kind": "action", "key": "use", "values": {}}, [])
    assert "Enter first how many facts" in paper.message
