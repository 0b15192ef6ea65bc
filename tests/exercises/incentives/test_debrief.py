"""“Payday”: where the days went, whom it cost, and whether luck or the days made the difference in pay."""

import pytest

from kit.debrief import CHANCE, CULTURE, TOGETHER
from kit.exercises.incentives.game import DAYS, NEW, OLD, PULLED, Game
from kit.exercises.incentives.model.year import OWN
from kit.groups import Session
from tests.debrief.sessions import english, group, only, paid_eur, paydays, rules, session

HUNT, STEADY, MIXED, CARE, IDLE = "60,0,0,0", "30,15,10,5", "25,20,10,5", "0,60,0,0", "0,0,0,5"


def played(*decided: dict) -> Session:
    return session("incentives.play", *decided)


HALF = {name: value for name, value in paydays(HUNT, CARE).items() if not name.startswith("new.4")}
NOBODY = played({}, HALF, {"old.1.days": "x", "luck": None})


# Days


def test_care_under_both_plans_is_shown_as_a_span_with_counts():
    question = only(rules.care_days(played(paydays(HUNT, MIXED), paydays(STEADY, MIXED), paydays(MIXED, STEADY), HALF)))
    assert question.kind == CULTURE
    assert english(question.seen) == (
        "Days a quarter for existing customers: 0 to 20 under the old plan, 15 to 20 under the new one."
        " Groups that gave fewer under the old plan: 2 of 3, more: 1."
    )


def test_the_mean_of_a_year_counts_and_one_figure_is_no_span():
    mixed = paydays(HUNT, MIXED) | {DAYS[OLD, 4].name: "0,40,0,0"}
    assert "customers: 10 under the old plan, 20 under" in english(only(rules.care_days(played(mixed, mixed))).seen)


def test_equal_care_under_both_plans_is_no_question():
    for asked in (played(paydays(MIXED, MIXED), paydays(HUNT, HUNT)), played(paydays(HUNT, MIXED)), NOBODY):
        assert rules.care_days(asked) == []


def test_groups_that_divided_alike_under_both_plans_are_counted():
    nearly = paydays(MIXED, MIXED) | {DAYS[NEW, 1].name: "30,15,10,5"}
    question = only(rules.unmoved(played(nearly, paydays(HUNT, CARE), paydays(HUNT, HUNT))))
    assert (question.kind, english(question.seen)) == (
        CULTURE,
        "Groups that divided their days nearly alike under both plans: 2 of 3.",
    )


def test_groups_that_the_plan_moved_are_no_question():
    for asked in (played(paydays(HUNT, CARE), paydays(STEADY, MIXED)), played(paydays(HUNT, HUNT)), NOBODY):
        assert rules.unmoved(asked) == []


def test_tasks_without_a_day_in_a_year_are_counted_by_plan():
    feedback, helping = rules.no_day(
        played(paydays(HUNT, MIXED), paydays("30,30,0,0", "50,0,5,0"), paydays(MIXED, "55,0,5,0"))
    )
    assert [one.kind for one in (feedback, helping)] == [CULTURE] * 2
    assert (
        english(feedback.seen)
        == "Groups whose whole year had no day for “passing on feedback”: 2 of 3 under the old plan, 0 of 3 under the new one."
    )
    assert (
        english(helping.seen)
        == "Groups whose whole year had no day for “helping colleagues”: 2 of 3 under the old plan, 2 of 3 under the new one."
    )


def test_a_single_day_for_each_task_is_enough_not_to_ask():
    once = paydays(HUNT, HUNT) | {DAYS[side, 2].name: "40,10,5,5" for side in (OLD, NEW)}
    for asked in (played(once, paydays(MIXED, MIXED)), played(paydays(HUNT, HUNT)), NOBODY):
        assert rules.no_day(asked) == []


def test_more_care_than_the_pay_asks_for_is_counted_by_plan():
    model = {side: round(float(Game({}).years[side].colleagues.days[1, 1])) for side in (OLD, NEW)}
    assert model == {OLD: 2, NEW: 8}  # days of care of the model's middle seller
    question = only(rules.beyond_pay(played(paydays(HUNT, "40,10,5,5"), paydays(STEADY, MIXED), paydays(CARE, HUNT))))
    assert question.kind == CULTURE
    assert question.seen.values == {"model_old": 2, "model_new": 8, "old": 2, "new": 1, "all": 3}


def test_care_as_the_pay_asks_for_is_no_question():
    for asked in (played(paydays(HUNT, "40,10,5,5"), paydays("55,5,0,0", HUNT)), played(paydays(CARE, CARE)), NOBODY):
        assert rules.beyond_pay(asked) == []


def guessed(care_days, decided: dict, guess: str = "given") -> dict:
    return {"incentives.predict": {"guess": guess, "care_days": care_days}, "incentives.play": decided}


def groups(*steps: dict) -> Session:
    return Session(tuple(group(chr(ord("A") + place), one) for place, one in enumerate(steps)))


def test_own_days_are_compared_with_the_guess_of_a_seller():
    asked = groups(
        guessed(5, paydays(STEADY, MIXED)),
        guessed(10, paydays(MIXED, MIXED)),
        guessed(30, paydays(STEADY, MIXED)),
        guessed(0, HALF),
    )
    question = only(rules.own_guess(asked))
    assert question.kind == TOGETHER
    assert question.seen.values["guesses"].values == {"low": 5, "high": 30} and question.seen.values["own"].values == {
        "low": 15,
        "high": 20,
    }
    assert {name: question.seen.values[name] for name in ("more", "fewer", "all")} == {"more": 2, "fewer": 1, "all": 3}


def test_guesses_that_fit_or_were_not_given_are_no_question():
    fits, skipped = guessed(15, paydays(STEADY, MIXED)), guessed(5, paydays(STEADY, MIXED), "skipped")
    for asked in (groups(fits, fits), groups(skipped, skipped), groups(guessed(5, paydays(STEADY, MIXED))), NOBODY):
        assert rules.own_guess(asked) == []


def test_care_differs_by_the_plan_that_came_first():
    question = only(
        rules.first_plan(played(paydays(HUNT, CARE), paydays("50,10,0,0", CARE), paydays(MIXED, CARE, first=NEW)))
    )
    assert question.kind == TOGETHER
    assert english(question.seen) == (
        "Days a quarter for existing customers under the old plan: 0 to 10 in groups that began with it (2 of 3),"
        " 20 in groups that had played the new plan before."
    )


def test_where_all_began_alike_or_care_is_the_same_nobody_is_asked():
    for asked in (
        played(paydays(HUNT, CARE), paydays(CARE, CARE)),
        played(paydays(MIXED, CARE), paydays(MIXED, HUNT, first=NEW)),
        NOBODY,
    ):
        assert rules.first_plan(asked) == []


# Orders and leavers


def test_orders_pulled_forward_are_shown_with_discount_and_pay():
    one, other = paydays(HUNT, HUNT, "2"), paydays(STEADY, STEADY, luck=3) | {PULLED[NEW, 2].name: "1"}
    honest = [decided | {move.name: "0" for move in PULLED.values()} for decided in (one, other)]
    counts = {
        side: sum(len(result.pulled) for decided in (one, other) for result in Game(decided).years[side].results)
        for side in (OLD, NEW)
    }
    assert counts[OLD] > 2 and counts[NEW] > 2
    question = only(rules.pulled_orders(played(one, other, paydays(HUNT, HUNT))))
    assert question.kind == CULTURE
    assert question.seen.values == {
        "old": counts[OLD],
        "new": counts[NEW],
        "count": 2,
        "all": 3,
        "discount": sum(counts.values()) * 1_000,  # a tenth of 10,000 EUR each
        "pay": round(sum(paid_eur(decided) for decided in (one, other)) - sum(paid_eur(decided) for decided in honest)),
    }


def test_without_an_order_pulled_forward_nobody_is_asked():
    for asked in (played(paydays(HUNT, HUNT), paydays(MIXED, MIXED)), played(paydays(HUNT, HUNT, "3")), NOBODY):
        assert rules.pulled_orders(asked) == []


def test_leavers_are_told_apart_by_whether_anything_would_have_kept_them():
    decided = [paydays(HUNT, CARE), paydays(CARE, HUNT, luck=2)]
    reasons = {
        side: [
            [leaver.reason for result in Game(one).years[side].results for leaver in result.leavers] for one in decided
        ]
        for side in (OLD, NEW)
    }
    old, new = (sorted(len(one) - one.count(OWN) for one in reasons[side]) for side in (OLD, NEW))
    together = [reason for some in reasons.values() for one in some for reason in one]
    question = only(rules.leavers(played(*decided)))
    assert question.kind == CULTURE and old[0] < old[1] and new[0] < new[1]
    assert [question.seen.values[side].values for side in (OLD, NEW)] == [
        dict(zip(("low", "high"), one, strict=True)) for one in (old, new)
    ]
    assert (question.seen.values["own"], question.seen.values["left"]) == (together.count(OWN), len(together))


def test_one_group_alone_is_not_asked_about_its_leavers():
    for asked in (played(paydays(HUNT, HUNT)), NOBODY):
        assert rules.leavers(asked) == []


# Luck or days


def ahead(one: dict, other: dict) -> tuple[int, int]:
    """In how many of 24 games with other luck the first and the second gets more pay."""
    had = {decided.get("luck", 1) for decided in (one, other)}
    lucks = [luck for luck in range(1, 100) if luck not in had][:24]
    pairs = [(paid_eur(one | {"luck": luck}), paid_eur(other | {"luck": luck})) for luck in lucks]
    return sum(first > second for first, second in pairs), sum(second > first for first, second in pairs)


def test_a_lead_that_turns_round_with_other_luck_is_called_luck():
    one, other = paydays("30,20,10,0", "30,20,10,0", luck=2), paydays(STEADY, STEADY, luck=2)
    first, second = ahead(one, other)
    assert paid_eur(one) > paid_eur(other) and second >= first
    question = only(rules.pay_by_luck(played(other, one)))
    assert question.kind == CHANCE
    more = round(paid_eur(one) - paid_eur(other))
    assert question.seen.values == {
        "a": "B",
        "b": "A",
        "more": more,
        "first": first,
        "second": second,
        "lucks": 24,
        "error": 2,
    }
    assert rules.pay_by_days(played(other, one)) == []


def test_a_lucky_group_is_told_from_a_better_plan():
    better, worse = paydays(HUNT, HUNT), paydays(MIXED, MIXED)
    assert ahead(better, worse) == (24, 0)
    by_days = only(rules.pay_by_days(played(worse, better)))
    assert by_days.kind == CULTURE
    assert by_days.seen.values == {
        "low": round(paid_eur(worse)),
        "high": round(paid_eur(better)),
        "first": 24,
        "second": 0,
        "lucks": 24,
        "error": 1,
    }
    assert rules.pay_by_luck(played(worse, better)) == []
    # The same two plans, but the worse one meets so good a luck that it is ahead this time.
    good, bad = paydays("40,20,0,0", "40,20,0,0"), paydays("35,15,5,5", "35,15,5,5")
    lucky = max((bad | {"luck": luck} for luck in range(1, 9)), key=paid_eur)
    unlucky = min((good | {"luck": luck} for luck in range(1, 9)), key=paid_eur)
    assert paid_eur(lucky) > paid_eur(unlucky)
    by_luck = only(rules.pay_by_luck(played(lucky, unlucky)))
    assert (by_luck.seen.values["first"], by_luck.seen.values["second"]) == ahead(lucky, unlucky)
    assert by_luck.seen.values["first"] < by_luck.seen.values["second"] and by_luck.seen.values["a"] == "A"
    assert rules.pay_by_days(played(lucky, unlucky)) == []


def test_the_same_days_with_different_luck_differ_by_luck_alone():
    question = only(rules.pay_by_luck(played(paydays(MIXED, MIXED, luck=1), paydays(MIXED, MIXED, luck=2))))
    assert {name: question.seen.values[name] for name in ("first", "second", "lucks")} == {
        "first": 0,
        "second": 0,
        "lucks": 24,
    }


def test_where_the_last_is_behind_by_its_days_the_second_can_be_behind_by_luck():
    asked = played(*(paydays(plan, plan, luck=2) for plan in ("30,20,10,0", STEADY, IDLE)))
    assert {only(rules.pay_by_luck(asked)).seen.values[name] for name in "ab"} == {"A", "B"}
    assert only(rules.pay_by_days(asked)).seen.values["first"] == 24


@pytest.mark.parametrize(
    "asked", [NOBODY, played(paydays(MIXED, MIXED)), played(paydays(MIXED, MIXED), paydays(MIXED, MIXED))]
)
def test_without_a_lead_nothing_is_said_about_luck(asked):
    assert rules.pay_by_luck(asked) == rules.pay_by_days(asked) == []


def test_a_lead_between_luck_and_days_is_not_explained():
    one, other = paydays(STEADY, STEADY), paydays(MIXED, MIXED)
    first, second = ahead(one, other)
    assert second < 0.35 * 24 and first < 0.9 * 24
    assert rules.pay_by_luck(played(one, other)) == rules.pay_by_days(played(one, other)) == []


def test_groups_that_decided_the_very_same_are_told_by_what_luck_paid_them():
    lucks = [paydays(STEADY, MIXED, luck=luck) for luck in (1, 2, 3)]
    eur = sorted(round(paid_eur(one)) for one in lucks)
    question = only(rules.pay_of_equals(played(*lucks, paydays(HUNT, MIXED))))
    assert (question.kind, question.seen.values) == (CHANCE, {"count": 3, "low": eur[0], "high": eur[-1]})
    for asked in (played(lucks[0], lucks[0]), played(lucks[0], paydays(HUNT, MIXED, luck=2)), NOBODY):
        assert rules.pay_of_equals(asked) == []
