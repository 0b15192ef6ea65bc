"""The culture check without a screen: fair statements, journals that lie, and known answers for how far people are apart."""

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.charts.spread import marks
from kit.exercises.culture_check.rounds import (
    AFTER, BEFORE, FEWEST, LEADS_TO, LIFTED, MOST_PERSONS, NAME, PERSON, THROUGH, Round, Statement, apart, closest, furthest, leaning, moved, moved_most,
    order, persons, read, spread, statements,
)  # fmt: skip
from kit.errors import DatasetError
from kit.journal import Event, Journal
from kit.places import datasets
from kit.wording import LANGUAGES

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
ASKED = tuple(Statement(key, key, "old", "new", "redesign") for key in ("roles", "pay", "peace"))

# The statements


@EVERY_LANGUAGE
def test_the_kit_asks_fourteen_statements_about_fourteen_matters(language):
    asked = statements(language)
    assert len(asked) == 14
    for name in ("key", "theme", "old", "new"):
        assert len({getattr(one, name) for one in asked}) == 14


def test_both_languages_ask_the_same_in_the_same_order():
    german, english = (statements(language) for language in ("de", "en"))
    assert [(one.key, one.leads_to) for one in german] == [(one.key, one.leads_to) for one in english]
    assert not {one.old for one in german} & {one.old for one in english}


@EVERY_LANGUAGE
def test_neither_side_gets_more_words_to_speak_for_itself(language):
    lengths = [(len(one.old), len(one.new)) for one in statements(language)]
    assert max(max(pair) / min(pair) for pair in lengths) < 1.6
    assert abs(sum(old for old, _new in lengths) - sum(new for _old, new in lengths)) < 0.05 * sum(map(sum, lengths))


@EVERY_LANGUAGE
def test_neither_side_denies_or_belittles(language):
    """A pole that only negates, or says “merely”, is nobody's proud sentence."""
    loaded = {"de": r"\b(kein\w*|nie|bloß|einfach nur|immer nur)\b", "en": r"\b(not|never|merely|just)\b"}[language]
    assert [one.key for one in statements(language) if re.search(loaded, f"{one.old} {one.new}", re.IGNORECASE)] == []


def written(tmp_path, count=5, change=("", "")):
    """A file with so many statements in which one text is replaced."""
    one = '[s{}]\nleads_to = "pay"\ntheme.en = "T"\ntheme.de = "T"\nold.en = "O"\nold.de = "O"\nnew.en = "N"\nnew.de = "N"\n'.replace("pay", "incentives")
    text = "".join(one.format(number) for number in range(1, count + 1))
    assert change[0] in text
    path = tmp_path / "culture.toml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("count", [5, 13, 20])
def test_from_five_to_twenty_statements_work(tmp_path, count):
    assert len(read(written(tmp_path, count), "de")) == count


def test_a_statement_leads_to_the_exercise_that_its_file_names(tmp_path):
    assert {one.leads_to for one in read(written(tmp_path, 5), "en")} == {"incentives"}
    assert {one.leads_to for one in statements("en")} <= set(LEADS_TO)


def test_a_file_saved_by_an_editor_with_a_mark_at_its_beginning_is_read(tmp_path):
    path = tmp_path / "culture.toml"
    path.write_text((datasets() / "culture.toml").read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read(path, "en") == statements("en")


@pytest.mark.parametrize(
    ("count", "change", "sentence"),
    [
        (4, ("", ""), "“culture.toml” needs from 5 to 20 statements; it has 4."),
        (21, ("", ""), "“culture.toml” needs from 5 to 20 statements; it has 21."),
        (5, ("[s1]", "[s1"), "The statements in “culture.toml” cannot be read: "),
        (5, ("[s1]", "s0 = 3\n[s1]"), "“culture.toml”: “s0” is no statement; "),
        (5, ("[s1]", '["1.x"]'), "“culture.toml”: “1.x” is no statement; "),
        (5, ('old.en = "O"', 'odl.en = "O"'), "“culture.toml”, statement “s1”: there is no “odl”; possible are: theme, old, new, leads_to."),
        (5, ('old.de = "O"', ""), "“culture.toml”, statement “s1”: “old.de” needs a text in quotation marks."),
        (5, ('new.en = "N"', "new.en = 5"), "“culture.toml”, statement “s1”: “new.en” needs a text in quotation marks."),
        (5, ('theme.de = "T"', 'theme.de = " "'), "“culture.toml”, statement “s1”: “theme.de” needs a text in quotation marks."),
        (5, ('old.en = "O"\nold.de = "O"', 'old = "O"'), "“culture.toml”, statement “s1”: “old.de” needs a text in quotation marks."),
        (5, ('"N"', f'"{"n" * 111}"'), "“culture.toml”, statement “s1”: “new.en” has 111 characters; at most 110 fit beside the picture."),
        (5, ('"incentives"', '"pay"'), "“culture.toml”, statement “s1”: “leads_to” must be one of role_chain, incentives, "),
        (5, ('leads_to = "incentives"', ""), "“culture.toml”, statement “s1”: “leads_to” must be one of "),
    ],
)
@EVERY_LANGUAGE
def test_a_broken_file_is_named_with_its_field_in_every_language(tmp_path, count, change, sentence, language):
    with pytest.raises(DatasetError) as caught:
        read(written(tmp_path, count, change), language)
    assert str(caught.value).startswith(sentence)


# Who has answered


def journal(step=BEFORE, **decided) -> Journal:
    """A journal; answers as p1_roles=3."""
    names = {re.sub(r"^p(\d+)_", r"\1.", name): value for name, value in decided.items()}
    return Journal().adding(Event(f"{step} {name}", "2026", NAME, step, name, value) for name, value in names.items())


def test_the_first_person_has_the_form_and_the_next_one_only_after_taking_it():
    assert Round({}).person == 1
    assert Round({THROUGH: 1}).person == 0
    assert Round({THROUGH: 1, PERSON: 2}).person == 2
    assert Round({THROUGH: 2, PERSON: 2}).person == 0
    assert Round({THROUGH: MOST_PERSONS, PERSON: MOST_PERSONS + 1}).person == 0


def test_nobody_is_shown_before_the_curtain_is_lifted():
    assert Round({THROUGH: 3}).persons == ()
    assert Round({THROUGH: 3, LIFTED: "yes"}).persons == (1, 2, 3)
    assert Round({LIFTED: "yes"}).persons == () and Round({LIFTED: "yes"}).person == 1


@pytest.mark.parametrize("value", [-1, 13, 2.0, True, "2", None, "many"])
def test_an_impossible_number_of_people_counts_as_nobody(value):
    assert Round({THROUGH: value, LIFTED: "yes"}).persons == ()
    assert Round({THROUGH: value}).person == 1


@pytest.mark.parametrize("value", [0, 6, -1, 2.5, 3.0, True, None, "", "out", "six", "1 ", "03"])
def test_an_impossible_answer_counts_as_left_out(value):
    assert Round({"1.roles": value}).answer(1, "roles") is None


def test_answers_are_read_as_the_browser_writes_them_and_as_numbers():
    assert [Round({"1.roles": value}).answer(1, "roles") for value in (1, "1", 5, "5")] == [1, 1, 5, 5]


def test_a_spread_counts_only_people_who_are_through_at_screens_whose_curtain_is_lifted():
    ready = journal(p1_roles="1", p2_roles="5", p2_pay=3, p3_roles="5", through=2, person=3, lifted="yes")
    begun = journal(p1_roles="4", through=1)
    assert spread([ready, begun], BEFORE, ASKED).tolist() == [[1, 0, 0, 0, 1], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
    assert persons([ready, begun], BEFORE, ASKED) == 2
    assert spread([ready], AFTER, ASKED).sum() == 0


def test_whoever_left_out_everything_is_nobody_a_group_could_be_made_of():
    assert persons([journal(p1_roles="1", p2_roles="out", through=3, lifted="yes")], BEFORE, ASKED) == 1


def test_a_statement_that_a_trainer_took_out_is_not_counted():
    assert persons([journal(p1_gone="1", through=1, lifted="yes")], BEFORE, ASKED) == 0


# How far apart

COUNTS = st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any)


def answers(counts) -> np.ndarray:
    """The answers behind the counts of one statement, in order."""
    return np.repeat(np.arange(5), counts)


def one(counts) -> float:
    return float(apart(np.array([counts]))[0])


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([7, 0, 0, 0, 0], 0), ([0, 0, 1, 0, 0], 0), ([3, 0, 0, 0, 3], 1), ([1, 0, 0, 0, 1], 1), ([2, 2, 2, 2, 2], 0.8),
        ([0, 1, 0, 1, 0], 0.5), ([1, 1, 0, 0, 0], 0.25), ([0, 0, 0, 2, 2], 0.25),
    ],
)  # fmt: skip
def test_people_on_one_point_are_not_apart_and_halves_at_the_ends_are_as_far_as_can_be(counts, value):
    assert one(counts) == pytest.approx(value)


@settings(deadline=None)
@given(COUNTS)
def test_apart_is_the_mean_distance_of_all_pairs_as_a_share_of_the_largest(counts):
    pairs = [abs(int(a) - int(b)) for a, b in product(answers(counts), repeat=2)]
    assert one(counts) == pytest.approx(np.mean(pairs) / 2)


@settings(deadline=None)
@given(COUNTS, st.integers(2, 5))
def test_apart_lies_between_none_and_one_and_knows_neither_side_nor_size(counts, times):
    assert -1e-12 <= one(counts) <= 1 + 1e-12
    assert one(counts) == pytest.approx(one(counts[::-1])) == pytest.approx(one([times * count for count in counts]))


@settings(deadline=None)
@given(COUNTS)
def test_when_those_at_one_edge_go_further_out_people_are_further_apart(counts):
    edge = int(answers(counts).max())
    outward = list(counts)
    if edge < 4 and edge > answers(counts).min():
        outward[edge], outward[edge + 1] = 0, counts[edge]
        assert one(outward) > one(counts)


def test_without_answers_nothing_is_said():
    nobody = np.zeros((1, 5), dtype=int)
    assert np.isnan(apart(nobody)).all() and np.isnan(moved(nobody, nobody + 1)).all()


@settings(deadline=None)
@given(st.integers(1, 12).flatmap(lambda people: st.tuples(*[st.lists(st.integers(0, 4), min_size=people, max_size=people)] * 2)))
def test_moved_is_the_shortest_way_from_one_spread_to_the_other(rounds):
    before, after = (np.bincount(answers, minlength=5)[None] for answers in rounds)
    assert moved(before, after)[0] == pytest.approx(np.abs(np.sort(rounds[0]) - np.sort(rounds[1])).mean())
    assert moved(before, after) == pytest.approx(moved(after, before))
    assert (moved(before, 3 * before) == 0).all()


MIXED = np.array([[3, 0, 0, 0, 0], [2, 0, 0, 0, 2], [0, 0, 0, 0, 0], [1, 0, 0, 0, 1], [0, 2, 0, 2, 0], [0, 0, 4, 0, 0]])


def test_the_widest_spread_comes_first_and_what_nobody_answered_last():
    assert order(MIXED) == [1, 3, 4, 0, 5, 2]


def test_only_statements_with_enough_answers_are_named_and_ties_are_all_named():
    assert furthest(MIXED) == [1] and closest(MIXED) == [0, 5]
    assert furthest(MIXED[3:4]) == [] and closest(MIXED[2:3]) == []
    assert MIXED[3].sum() < FEWEST


def test_what_moved_most_is_named_with_its_ties_and_nothing_where_nothing_moved():
    after = MIXED.copy()
    assert moved_most(MIXED, 2 * MIXED) == []
    after[0], after[5] = [0, 3, 0, 0, 0], [0, 0, 0, 4, 0]
    assert moved_most(MIXED, after) == [0, 5]
    after[4] = [0, 0, 0, 0, 4]
    assert moved_most(MIXED, after) == [4]


def test_leaning_counts_both_points_of_a_side():
    assert leaning(np.array([1, 2, 4, 8, 16])) == (3, 4, 24)


# The picture's rows


def block(**counts) -> dict:
    return {"theme": "Theme", "old": "Old pole " * 6, "new": "New pole " * 6, **counts}


@settings(deadline=None)
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=4))
def test_the_picture_has_a_dot_for_every_answer_at_its_point_and_no_two_in_one_place(pairs):
    columns = marks([block(before=before, after=after) for before, after in pairs])
    drawn = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    for place, name in enumerate((BEFORE, AFTER)):
        dots = [one for one in drawn if one["kind"] == f"{name} dot"]
        assert [sum(dot["point"] == point for dot in dots) for point in range(1, 6)] == np.sum([pair[place] for pair in pairs], axis=0).tolist()
    for layout in ("wide", "narrow"):
        places = [(one[layout], one["point"], one["shift"]) for one in drawn if one["kind"].endswith("dot")]
        assert len(set(places)) == len(places)
        lines = {one[layout] for one in drawn if one["kind"] == "line"} - {None}
        assert {one[layout] for one in drawn} - {None} <= lines == set(range(len(lines)))


def test_on_a_phone_the_dots_lie_below_the_poles_and_where_there_is_room_beside_them():
    columns = marks([block(before=[1, 0, 0, 0, 2]), block(before=[0, 0, 3, 0, 0])])
    first = {kind: (wide, narrow) for kind, wide, narrow in reversed(list(zip(columns["kind"], columns["wide"], columns["narrow"], strict=True)))}
    lines = columns["thin"][columns["kind"].index("old")].count("\n") + 1
    assert first["before dot"][0] == first["old"][0]
    assert first["before dot"][1] == first["old"][1] + lines
