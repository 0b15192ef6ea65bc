"""The screens of “Pass the customer on”: alone and as several, what may be taken back, and the end question by question."""

from dataclasses import asdict

import pytest
from ipywidgets import Widget

from kit.exercises import find
from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import (
    AGAIN,
    ANNOYED,
    BOTS,
    CHAIN,
    CONTENT,
    DOUBTFUL,
    HUMAN,
    MEETING,
    MEETS,
    WOLF,
    Game,
    seats_alone,
)
from kit.models.chain.setting import ROLES
from kit.screen.game import ANYWAY
from kit.widgets.form import Form
from tests.screen.test_page import opened

CASES = cases("en")
CASE = next(iter(CASES.values()))
BEGUN = seats_alone(0) | {"begun.chain": "yes", MEETS: HUMAN}
HANDED = BEGUN | {"chain.contact.asked": "0,2", "chain.contact.noted": "0,1", "chain.contact.writing": "yes"}
HANDED |= {"chain.contact.handed": "yes"}
ANSWERED = HANDED | {MEETING: "yes"} | {f"chain.answer{place}": AGAIN for place in range(8)}


class Played:
    """The game on a page, with what was decided before; `several`, among it, stands for a group."""

    def __init__(self, **decided):
        self.page = opened("role_chain", play=decided)
        if decided.get("several"):
            self.page.decide("start", "team", {"people": "several"})
        self.game = find("role_chain").play.screen()(self.page)
        self.game.open()

    @property
    def said(self) -> str:
        return " ".join(one.value for one in self.game.box.children if hasattr(one, "value"))

    @property
    def forms(self) -> list[Form]:
        return [one for one in self.game.box.children if isinstance(one, Form)]

    @property
    def labels(self) -> dict[str, str]:
        """The buttons on the screen: key and label."""
        return {one["key"]: one["label"] for form in self.forms for one in form.actions}

    @property
    def decided(self) -> dict:
        return self.page.decided("play")

    def press(self, key: str) -> None:
        form: Widget = next(one for one in self.forms if key in [action["key"] for action in one.actions])
        form._heard(form, {"kind": "action", "key": key, "values": dict(form.values)}, [])


# Alone


@pytest.mark.parametrize("turn", range(5))
def test_one_person_alone_has_one_seat_per_customer_in_turn_and_bots_have_the_others(turn):
    seats = seats_alone(turn)
    assert seats[f"seat.{ROLES[turn % 4]}"] == HUMAN
    assert sorted(player for player in seats.values() if player != HUMAN) == sorted(BOTS)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.key)
def test_the_person_meets_the_customers_questions_from_every_seat(case, turn):
    decided = seats_alone(turn) | {MEETS: HUMAN, f"chain.{ROLES[turn]}.handed": "yes"}
    game = Game(case, decided)
    assert game.role_now(CHAIN) is None and not game.answered(CHAIN)
    answered = Game(case, decided | {"chain.sent": "yes", "chain.answer0": "right"})
    assert answered.is_over(CHAIN) and answered.answers(CHAIN) == ["right", *[AGAIN] * 7]


def test_a_game_begun_before_people_always_met_the_customer_still_ends_with_the_bots_answers():
    game = Game(CASE, seats_alone(0) | {"chain.contact.handed": "yes"})
    assert game.is_told(CHAIN) and len(game.answers(CHAIN)) == 8


def test_from_the_first_screen_to_the_first_decision_it_takes_one_click_and_nobody_looks_away():
    played = Played()
    assert next(iter(played.labels)) == "go" and not any(
        "seat." in name for form in played.forms for name in form.values
    )
    played.press("go")
    assert CASE.contact.says in played.said and "0" in played.labels and "looks away" not in played.said
    assert [played.decided[f"seat.{role}"] for role in ROLES] == list(seats_alone(0).values())


def test_the_next_customer_is_another_one_and_the_person_sits_one_seat_further():
    played = Played(**ANSWERED, **{"chain.sent": "yes", "chain.revealed": 8})
    assert played.labels["next"] == "Next customer: you sit in seat 2"
    played.press("next")
    assert list(CASES.values())[1].title in played.said
    played.press("go")
    assert played.decided["seat.relation"] == HUMAN and "one question and handed over" in played.said


# Taking back


def test_a_slip_handed_over_can_be_taken_back_until_the_next_one_looks():
    played = Played(**HANDED)
    assert "Henry (bot) sat here, asked one question and handed over." in played.said
    played.press("back")
    assert not played.decided["chain.contact.handed"] and played.decided["chain.contact.noted"] == "0,1"
    played.press("on")
    played.press("on")
    assert "back" not in played.labels and CASE.end[0].asks in played.said


def test_in_a_group_the_curtain_says_whose_turn_it_is_and_how_much_goes_along_but_not_what():
    decided = {"begun.chain": "yes", MEETS: HUMAN, "chain.contact.asked": "0", "chain.contact.noted": "0,1"}
    played = Played(several="yes", **decided, **{"chain.contact.handed": "yes"})
    assert "Now it is the relationship manager’s turn." in played.said and "2 facts go along." in played.said
    assert CASE.contact.facts[0].text not in played.said and "Everybody else looks away." in played.said
    assert "back" in played.labels
    played.press("on")
    assert "back" not in played.labels and CASE.relation.says in played.said


def test_an_answer_not_yet_sent_can_be_changed_and_a_question_once_asked_cannot_be_unasked():
    played = Played(**HANDED, **{MEETING: "yes"})
    assert "back" not in played.labels
    played.press("right")
    assert CASE.end[1].asks in played.said
    played.press("back")
    assert not played.decided["chain.answer0"] and CASE.end[0].asks in played.said
    assert "back" not in Played(**BEGUN, **{"chain.contact.asked": "0"}).labels


# The end


def test_the_end_goes_question_by_question_then_comes_the_sum_and_a_reload_lands_there():
    played = Played(**ANSWERED)
    played.press("send")
    for place, final in enumerate(CASE.end):
        assert final.asks in played.said and final.right.text in played.said and not played.game.is_over()
        assert "feels sold to" not in played.said
        assert Played(**played.decided).said == played.said
        played.press("on")
        assert played.decided["chain.revealed"] == place + 1
    assert "This customer feels sold to." in played.said and played.game.is_over()


def test_whoever_wants_goes_straight_to_the_sum():
    played = Played(**ANSWERED)
    played.press("send")
    played.press("skip")
    assert played.game.is_over() and "8 asked again" in played.said


def test_choosing_the_own_game_in_the_laboratory_takes_the_figure_of_that_game():
    played = Played(**ANSWERED, **{"chain.sent": "yes"})
    share, page = round(played.game.game(CHAIN).lost_share, 2), played.page
    assert share not in (0.0, page.setting.own_loss)
    page.hear([asdict(one) for one in page.journal.deciding("role_chain", "setting", {"handover": "own"})])
    assert (
        (page.setting.handover, page.setting.own_loss)
        == ("own", share)
        == (
            page.decided_setting.handover,
            page.decided_setting.own_loss,
        )
    )
    page.hear([asdict(one) for one in page.journal.deciding("role_chain", "setting", {"own_loss": 0.5})])
    assert page.decided_setting.own_loss == 0.5  # what somebody moves is theirs


def test_before_the_game_has_ended_the_own_game_has_no_figure_to_take():
    page = Played(**BEGUN).page
    page.hear([asdict(one) for one in page.journal.deciding("role_chain", "setting", {"handover": "own"})])
    assert page.decided_setting.own_loss == 0.15


def test_a_game_that_ended_before_there_was_a_reveal_shows_its_sum():
    assert "This customer feels sold to." in Played(**ANSWERED, **{"chain.sent": "yes"}).said


def test_a_lone_wolf_has_talks_and_no_seats():
    wolf = {"begun.wolf": "yes"} | {f"wolf.{role}.handed": "yes" for role in ROLES}
    played = Played(**ANSWERED, **{"chain.sent": "yes", "case.wolf": CASE.key, "begun.wolf": "yes"})
    assert "talk 1" in played.said and "relationship manager" not in played.said
    played = Played(**ANSWERED, **wolf, **{"chain.sent": "yes", "case.wolf": CASE.key, "wolf.all": "yes"})
    for key in ("send", ANYWAY, "skip"):
        played.press(key)
    assert "talk 2" in played.said and "relationship manager" not in played.said and "for a note" not in played.said


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.key)
def test_a_fact_fell_off_at_the_handover_before_the_seat_that_did_not_know_it(case):
    game = Game(case, {f"seat.{role}": "hasty" for role in ROLES})
    for number in range(len(game.facts)):
        lost = game.lost_at(CHAIN, number)
        if lost:
            sender, receiver = lost
            assert number in game.known(CHAIN, sender) and number not in game.known(CHAIN, receiver)
        else:
            assert number in game.known(CHAIN, ROLES[-1]) or not any(game.trace(CHAIN)[number])


# Moods


def test_the_customer_is_annoyed_by_what_annoys_doubtful_after_it_and_content_otherwise():
    annoys, fine = ([n for n, one in enumerate(CASE.contact.questions) if one.annoys is said] for said in (True, False))

    def mood(*asked):
        return Game(CASE, {"chain.contact.asked": ",".join(map(str, asked))}).mood(CHAIN, "contact")

    assert (mood(), mood(fine[0]), mood(annoys[0]), mood(annoys[0], fine[0])) == (CONTENT, CONTENT, ANNOYED, DOUBTFUL)


def test_a_customer_who_only_hints_has_doubts():
    deep = next(n for n, one in enumerate(CASE.contact.questions) if one.uncovers == "founders")
    assert Game(CASE, {"wolf.contact.asked": str(deep)}).mood(WOLF, "contact") == DOUBTFUL
