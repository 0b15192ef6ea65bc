"""What the debrief asks about the culture check: spreads of at least three people, and nothing while somebody still answers."""

from kit.debrief import TOGETHER
from kit.exercises.culture_check.debrief import RULES
from kit.exercises.culture_check.rounds import FEWEST
from kit.exercises.culture_check.statements import statements
from kit.groups import Session
from kit.wording import LANGUAGES, Language
from tests.debrief.sessions import english, group, only, rules

FIRST, SECOND, *REST = [one.key for one in statements("en")]


def screen(name: str, before: list[dict], after: list[dict] = (), lifted: str = "yes"):
    """A screen at which people answered one after the other."""
    steps = {}
    for step, people in (("before", before), ("after", after)):
        if people:
            steps[f"culture_check.{step}"] = {
                f"{number}.{key}": str(point)
                for number, one in enumerate(people, start=1)
                for key, point in one.items()
            } | {"through": len(people), "lifted": lifted}
    return group(name, steps)


def test_the_statement_on_which_the_room_lies_furthest_apart_is_asked_about_in_both_languages():
    room = Session((screen("A", [{FIRST: 1, SECOND: 2}, {FIRST: 5, SECOND: 2}]), screen("B", [{FIRST: 1, SECOND: 2}])))
    question = only(rules.room_apart(room))
    assert (question.about, question.kind) == ("culture_check", TOGETHER)
    for language in LANGUAGES:
        words, statement = Language(language), statements(language)[0]
        assert statement.theme in words.say(question.seen)
        assert statement.old in words.say(question.ask) and statement.new in words.say(question.ask)
    assert "2 lean to the first sentence, 0 stand in between, 1 lean to the second" in english(question.seen)
    assert statements("en")[1].theme in english(only(rules.room_at_one(room)).ask)


def test_what_moved_between_the_rounds_is_told_as_two_spreads():
    before, after = [{FIRST: 1, SECOND: 3}] * 3, [{FIRST: 5, SECOND: 3}] * 3
    question = only(rules.room_moved(Session((screen("A", before, after),))))
    assert english(question.seen).endswith("3, 0, 0 before; 0, 0, 3 after.")
    assert rules.room_moved(Session((screen("A", before, before),))) == []


def test_fewer_people_than_a_group_and_rounds_that_still_go_on_are_never_asked_about():
    apart = [{FIRST: 1}, {FIRST: 5}, {FIRST: 1}]
    few = Session((screen("A", apart[: FEWEST - 1], apart[: FEWEST - 1]),))
    going = Session((screen("A", apart, apart), screen("B", [{FIRST: 1}], [{FIRST: 1}], lifted="")))
    thin = Session((screen("A", [*apart[:2], {SECOND: 3}], [*apart[:2], {SECOND: 3}]),))
    for room in (few, going, thin, Session()):
        assert [rule(room) for rule in RULES] == [[]] * len(RULES)
