"""Posters: which there are and in which order, and that their words keep to the sheet whatever groups are called."""

import re
from dataclasses import asdict

import pytest

from kit.exercises import exercises
from kit.groups import Group, Session
from kit.journal import Event, Journal
from kit.posters.exercise import MOST_ROWS, Posters
from kit.posters.sheet import BODY, LONGEST, PROJECTOR, SMALL, columns, cut, short_names, signs
from kit.wording import Language
from tests.exercises.plays import AT, events, key_of, play_of

KNOWN = exercises()
LONG = "Die allerbeste Vertriebsmannschaft im ganzen Süden des Landes"
FAMILY, FLAG = "👩‍👩‍👧‍👦", "🇩🇪"


def group(name: str, exercise: str, how: str = "one", **changed) -> Group:
    """A group that played a game, with its own setting."""
    one = KNOWN[exercise]
    decided = events(name, one, getattr(play_of(exercise), how))
    setting = asdict(one.setting(**changed)) if changed else {}
    decided += [Event(f"{name} {key}", AT, exercise, "setting", key, value) for key, value in setting.items()]
    return Group(key_of(name), name, Journal().adding(decided))


def posters(exercise: str, *groups: Group, together: bool = False, language: str = "en") -> Posters:
    """The posters of a session; `together`: the groups also played a common game."""
    grounds = ()
    if together:
        entries = play_of(exercise).together([(one.key, one.name) for one in groups])
        grounds = tuple(one.played for one in KNOWN[exercise].play.common.grounds(entries, "room") if one.is_played)
    names = dict(zip([one.key for one in groups], short_names([one.name for one in groups]), strict=True))
    return Posters(Language(language), KNOWN[exercise], Session(groups, grounds), groups, names, 1)


def keys(found: Posters) -> list[str]:
    return [one.key for one in found.all()]


def test_the_common_game_comes_first_with_its_curves_and_games_of_single_groups_come_last():
    found = posters("customer_forest", group("Blue", "customer_forest"), group("Red", "customer_forest"), together=True)
    order = [key.split()[0] for key in keys(found)]
    assert order == ["common"] * 3 + ["guess"] * 3 + ["ahead"] + ["alone"] * 4


def test_guesses_come_before_what_happened_in_games_and_that_before_where_settings_lead():
    for exercise in KNOWN:
        groups = [group("Blue", exercise), group("Red", exercise, "other")]
        found = posters(exercise, *groups, together=bool(play_of(exercise).together))
        order = [key.split()[0] for key in keys(found)]
        kinds = ["common", "guess", "pairs", "ahead", "alone"]
        assert order == sorted(order, key=kinds.index) and {"guess", "ahead"} < set(order)
        assert {one.key.split()[0] for one in found.all(answers=False)} <= {"common", "alone"}


def test_settings_that_nobody_changed_are_one_poster_with_a_row_for_each_outcome():
    found = posters("role_chain", group("Blue", "role_chain"), group("Red", "role_chain"))
    (only,) = [one for one in found.all() if one.key.startswith("ahead")]
    drawn = only.draw(PROJECTOR)
    assert all(Language("en").say(one.label) in drawn for one in KNOWN["role_chain"].laboratory.outcomes)
    assert "Blue" not in drawn


def test_groups_that_changed_nothing_share_one_row_beside_those_that_did():
    blue, red, green = (group(name, "role_chain") for name in ("Blue", "Red", "Green"))
    own = group("Own", "role_chain", gain=0.1)
    found = posters("role_chain", blue, red, own, green)
    ahead = [one for one in found.all() if one.key.startswith("ahead")]
    assert len(ahead) == len(KNOWN["role_chain"].laboratory.outcomes)
    assert ">Own<" in ahead[0].draw(PROJECTOR) and ">start setting: 3 groups<" in ahead[0].draw(PROJECTOR)


def test_groups_stand_in_the_order_in_which_they_came_in_every_poster():
    names = ["Zoe", "Anna", "Mia"]
    groups = [group(name, "role_chain", how) for name, how in zip(names, ("one", "other", "one"), strict=True)]
    for one in posters("role_chain", *groups).all():
        found = re.findall(">(Zoe|Anna|Mia)<", one.draw(PROJECTOR))
        assert found in ([], names)


@pytest.mark.parametrize("exercise", KNOWN)
def test_more_groups_than_rows_are_told_as_how_many_said_what(exercise):
    groups = [group(f"{LONG} {number}", exercise) for number in range(MOST_ROWS + 1)]
    for one in posters(exercise, *groups).guesses():
        drawn = one.draw(PROJECTOR)
        assert "Die aller" not in drawn and ">13 groups" in drawn


@pytest.mark.parametrize("exercise", KNOWN)
def test_no_word_of_a_poster_is_smaller_than_the_last_row_reads_or_stands_beside_the_sheet(exercise):
    groups = [
        group(name, exercise, how)
        for name, how in ((LONG, "one"), (FAMILY * 20, "other"), ("<b>W</b>" * 7, "one"), ("Blue", "other"))
    ]
    for one in posters(exercise, *groups, together=bool(play_of(exercise).together), language="de").all():
        drawn = str(one.draw(PROJECTOR))
        assert "<b>" not in drawn
        wide, high = (
            (float(part) for part in re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups()) if drawn else (0, 0)
        )
        assert (wide, high <= PROJECTOR.high) in ((0, True), (PROJECTOR.wide, True))
        for x, y, size in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)" font-size="(\d+)"', drawn):
            assert 0 <= float(x) <= wide and 0 < float(y) <= high and int(size) >= SMALL <= BODY


# Names


@pytest.mark.parametrize("name", [LONG, FAMILY * 20, FLAG * 20, "W" * 60, "e\u0301" * 40, "漢" * 40])
def test_a_name_is_cut_at_fourteen_columns_and_never_within_a_sign(name):
    short = cut(name)
    assert sum(map(columns, signs(short))) <= LONGEST and short.endswith("…")
    assert short[:-1] == name[: len(short) - 1] and signs(short[:-1]) == signs(name)[: len(signs(short)) - 1]


def test_names_that_would_be_the_same_when_cut_are_told_apart():
    short = short_names([LONG, LONG + "!", "Blue", "Blue"])
    assert len(set(short)) == 4 and short[2:] == ["Blue", "Blue (2)"]
    assert all(len(one) <= LONGEST for one in short)
