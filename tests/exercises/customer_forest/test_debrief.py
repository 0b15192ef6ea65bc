"""“Seasons”: when days moved, what became of agreements and of the ground, and whether luck or the days were ahead."""

import numpy as np
import pytest

from kit.contract import Played
from kit.debrief import CHANCE, CULTURE
from kit.exercises.customer_forest.game import BINDING, FELLER, FORESTER, MIRROR, Game
from kit.groups import Session
from tests.debrief.sessions import common, days, english, group, only, rules, session

FELL, CARE, MIXED, MORE, HEAL = "60,0,0,0", "20,30,10,0", "30,20,10,0", "40,20,0,0", "0,40,0,20"
BOTS = (FELLER, FORESTER, MIRROR)
NAMES = ("A", "B", "C")


def alone(*decided: dict) -> Session:
    """Groups that play each on a ground of its own."""
    return session("customer_forest.play", *decided)


def together(decided: dict, count: int = 2) -> Session:
    """Groups on one common ground."""
    groups = tuple(group(name, {}) for name in NAMES[:count])
    return Session(groups, (common(decided, *(one.key for one in groups)),))


def earned(decided: dict) -> np.ndarray:
    """What each team has earned in all."""
    return np.sum([season.earned_eur for season in Game(decided).ground.seasons], axis=0)


def other_lucks(*had: int) -> list[int]:
    return [luck for luck in range(1, 100) if luck not in had][:24]


NOBODY = alone({}, days(["70,0,0,0"]), days([], players=BOTS))


# Days


def test_the_season_after_which_most_teams_raised_their_care_is_named():
    asked = together(days([FELL, FELL, CARE, FELL], [FELL, CARE, HEAL, FELL], [MIXED, FELL, CARE, CARE]), 3)
    question = only(rules.care_raised(asked))
    assert (question.kind, english(question.seen)) == (
        CULTURE,
        "After season 2 more days went into care than before in 3 of 3 teams.",
    )


def test_teams_on_their_own_grounds_count_as_well_and_bots_do_not():
    asked = alone(
        days([FELL, CARE], players=BOTS), days([FELL, FELL, CARE], players=BOTS), days([FELL, CARE, FELL], [FELL, CARE])
    )
    assert (
        english(only(rules.care_raised(asked)).seen)
        == "After season 1 more days went into care than before in 3 of 4 teams."
    )


@pytest.mark.parametrize(
    "asked",
    [
        NOBODY,
        alone(days([FELL, CARE])),
        alone(days([FELL] * 4), days([CARE] * 4)),
        alone(days([FELL, CARE]), *[days([CARE, FELL])] * 2),
    ],
)
def test_care_that_few_raised_at_the_same_time_is_no_question(asked):
    assert rules.care_raised(asked) == []


def test_winning_more_at_the_end_is_counted():
    end, back = [CARE] * 10 + [FELL, CARE], [FELL] * 10 + [FELL, CARE]
    question = only(rules.end_game(alone(days(end), days([CARE] * 11 + [MORE]), days(back), days(end[:11]))))
    assert question.kind == CULTURE
    assert (
        english(question.seen)
        == "In the last 2 seasons winning got more days than in the 2 before in 2 of 3 teams, fewer in 1."
    )


@pytest.mark.parametrize(
    "asked",
    [
        NOBODY,
        alone(days([FELL] * 12), days([CARE] * 12)),
        alone(days([CARE] * 10 + [FELL])),
        alone(days([CARE] * 10 + [FELL] * 2)),
    ],
)
def test_an_end_like_the_rest_is_no_question(asked):
    assert rules.end_game(asked) == []


def test_tasks_that_teams_never_tried_are_counted():
    amends, product = rules.never_tried(
        alone(days([MIXED] * 6), days([MORE] * 6), days([MORE] * 5 + [HEAL]), days([FELL] * 3))
    )
    assert [one.kind for one in (amends, product)] == [CULTURE] * 2
    assert english(amends.seen) == "Teams that never gave a day to “making amends on burned ground”: 2 of 3."
    assert english(product.seen) == "Teams that never gave a day to “improving the product”: 2 of 3."


@pytest.mark.parametrize(
    "asked",
    [NOBODY, alone(days([FELL] * 6)), alone(days([FELL] * 5), days([FELL] * 5)), alone(*[days([HEAL, CARE] * 3)] * 2)],
)
def test_tasks_that_most_tried_or_too_short_games_are_no_question(asked):
    assert rules.never_tried(asked) == []


def test_days_that_go_after_whoever_earned_most_are_counted():
    # B always does in the next season what the first did in the season before; A changes nothing.
    first, last, given = [], "0,0,0,0", ([], [])
    for season in range(12):
        given[0].append(MORE if season % 2 else HEAL)
        given[1].append(last)
        game = Game(days(*given))
        first.append(int(game.ground.seasons[-1].earned_eur.argmax()))
        last = given[first[-1]][-1]
    assert first == [0] * 12
    question = only(rules.copied(together(days(*given))))
    assert question.kind == CULTURE
    assert question.seen.values == {"count": 11, "all": 11, "error": 2}


@pytest.mark.parametrize(
    "asked",
    [NOBODY, together(days([MORE, HEAL] * 6, [FELL] * 12)), together(days([MORE, FELL, MORE], [HEAL, CARE, HEAL]))],
)
def test_few_changes_or_changes_to_and_fro_are_no_copying(asked):
    assert rules.copied(asked) == []


# Agreements


def test_teams_that_kept_and_broke_their_word_are_counted_without_names():
    asked = together(days([FELL] * 7, [FELL] * 6 + [CARE], [CARE] * 7, limit="20"), 3)
    question = only(rules.word_kept(asked))
    assert question.kind == CULTURE and question.seen.values == {"all": 3, "kept": 2, "broken": 1}


@pytest.mark.parametrize(
    "asked",
    [
        NOBODY,
        together(days([FELL] * 7, [FELL] * 7)),
        together(days([FELL] * 7, [FELL] * 7, limit="20", bound=BINDING)),
        together(days([FELL] * 6, [FELL] * 6, limit="20")),
        together(days([FELL] * 7, [FELL] * 7, limit="20", talked="open")),
        alone(days([FELL] * 7, players=BOTS, limit="20")),
    ],
)
def test_without_a_word_given_by_several_teams_there_is_no_question(asked):
    assert rules.word_kept(asked) == []


def test_grounds_with_and_without_an_agreement_are_compared():
    bound, word, free = (
        days([FELL] * 8, limit="20", bound=BINDING),
        days([CARE] * 6 + [MIXED] * 2, limit="20"),
        days([MORE] * 8),
    )
    question = only(rules.agreements(alone(bound, word, free)))
    assert question.kind == CULTURE
    assert (
        english(question.seen)
        == "Days of winning per team and season after the talk: 20 to 30 where something was agreed (2 of 3 grounds), 40 where nothing was."
    )


@pytest.mark.parametrize(
    "asked", [NOBODY, alone(days([FELL] * 8), days([CARE] * 8)), alone(days([FELL] * 8), days([CARE] * 6, limit="20"))]
)
def test_with_one_kind_of_ground_agreements_are_not_compared(asked):
    assert rules.agreements(asked) == []


# The ground


def much_burned(decided: dict) -> int | None:
    """The first season after which more than 48 of the 120 firms are burned."""
    return next(
        (number for number, season in enumerate(Game(decided).ground.seasons, start=1) if season.burned > 48), None
    )


def test_a_burned_ground_is_shown_with_when_other_luck_would_burn_it():
    fells = days([FELL] * 12, players=BOTS)
    again = [season for luck in other_lucks(1) if (season := much_burned(fells | {"luck": luck}))]
    question = only(rules.burned_ground(alone(fells)))
    assert question.kind == CULTURE
    assert english(question.seen) == (
        f"After season {much_burned(fells)} more than 40% of the firms wanted no more calls."
        f" With other luck the same days lead there in {len(again)} of 24 games, after season {min(again)} to {max(again)}."
    )


def test_of_several_grounds_the_one_burned_first_is_shown():
    grounds = [days([CARE] * 12), days([FELL] * 12, [FELL] * 12, luck=4), days([FELL] * 12, players=BOTS)]
    seasons = [much_burned(decided) for decided in grounds]
    values = only(rules.burned_ground(alone(*grounds))).seen.values
    assert seasons[0] is None and (values["grounds"], values["all"], values["season"]) == (2, 3, min(seasons[1:]))


def test_a_ground_that_other_luck_often_spares_is_chance():
    often = days([CARE] * 12, players=BOTS)
    again = [much_burned(often | {"luck": luck}) for luck in other_lucks(1)]
    assert much_burned(often) and again.count(None) > 8
    question = only(rules.burned_ground(alone(often)))
    assert question.kind == CHANCE and question.seen.values["count"] == 24 - again.count(None)


@pytest.mark.parametrize("asked", [NOBODY, alone(days([CARE] * 12)), alone(days([FELL]))])
def test_a_ground_that_is_not_burned_is_no_question(asked):
    assert rules.burned_ground(asked) == []


def test_the_ground_is_compared_with_bots_of_one_kind_over_many_lucks():
    decided = days([MIXED] * 12, [CARE] * 12)

    def three_ways(luck):
        game = Game(decided | {"luck": luck})
        bots = [Game(days([bot] * 12, [bot] * 12, luck=luck)) for bot in ("60,0,0,0", "20,30,10,0")]
        return [float(earned(one.decided).sum()) for one in (game, *bots)]

    now, again = three_ways(1), [three_ways(luck) for luck in other_lucks(1)]
    over = [sum(own > others[place] for own, *others in again) for place in (0, 1)]
    question = only(rules.all_alike(together(decided)))
    assert question.kind == CULTURE
    assert {
        name: question.seen.values[name] for name in ("eur", "felled", "cared", "over_felled", "over_cared", "lucks")
    } == dict(
        zip(
            ("eur", "felled", "cared", "over_felled", "over_cared", "lucks"), [*map(round, now), *over, 24], strict=True
        )
    )
    assert question.seen.values["error"] == max(1, *(round((count * (24 - count) / 24) ** 0.5) for count in over))


def test_of_several_grounds_the_one_with_most_teams_is_compared():
    large = days([MIXED] * 12, [CARE] * 12, luck=5)
    values = only(rules.all_alike(alone(days([FELL] * 12, players=BOTS), large))).seen.values
    assert values["eur"] == round(float(earned(large).sum()))


@pytest.mark.parametrize("asked", [NOBODY, alone(days([FELL] * 11)), alone(days([FELL] * 12, talked="open"))])
def test_an_unfinished_ground_is_not_compared(asked):
    assert rules.all_alike(asked) == []


# Luck or days


def ahead(decided: dict, first: int, second: int) -> tuple[int, int]:
    """In how many of 24 games with other luck one team of a ground earns more than another, and less."""
    again = [earned(decided | {"luck": luck}) for luck in other_lucks(decided.get("luck", 1))]
    return sum(one[first] > one[second] for one in again), sum(one[first] < one[second] for one in again)


def test_a_lucky_team_on_a_common_ground_is_told_from_better_days():
    lucky = days([CARE] * 12, ["30,20,0,10"] * 12)
    assert earned(lucky)[0] > earned(lucky)[1]
    first, second = ahead(lucky, 0, 1)
    assert first < 0.3 * 24
    question = only(rules.ahead_by_luck(together(lucky)))
    more = round(float(earned(lucky)[0] - earned(lucky)[1]))
    assert question.kind == CHANCE
    assert question.seen.values == {
        "a": "A",
        "b": "B",
        "more": more,
        "first": first,
        "second": second,
        "lucks": 24,
        "error": round((first * second / 24) ** 0.5),
    }
    assert rules.ahead_by_days(together(lucky)) == []

    better = days([HEAL] * 12, [MORE] * 12)
    assert ahead(better, 1, 0) == (24, 0)
    question = only(rules.ahead_by_days(together(better)))
    assert question.kind == CULTURE
    low, high = sorted(round(float(eur)) for eur in earned(better))
    assert question.seen.values == {"low": low, "high": high, "first": 24, "second": 0, "lucks": 24, "error": 1}
    assert rules.ahead_by_luck(together(better)) == []


def test_groups_that_play_alone_are_compared_among_the_same_bots():
    one, other = days([CARE] * 12, players=BOTS), days([CARE] * 12, players=BOTS, luck=2)
    question = only(rules.ahead_by_luck(alone(one, other, days([HEAL] * 12, players=(FELLER,)))))
    winner, loser = ("A", "B") if earned(one)[0] > earned(other)[0] else ("B", "A")
    assert {name: question.seen.values[name] for name in ("a", "b", "first", "second")} == {
        "a": winner,
        "b": loser,
        "first": 0,
        "second": 0,
    }


def test_teams_of_one_group_are_named_by_number_and_unknown_groups_too():
    lucky = days([CARE] * 12, ["30,20,0,10"] * 12)
    seen = only(rules.ahead_by_luck(alone(lucky))).seen
    assert english(seen.values["a"]) == "team 1 of A" and english(seen).startswith("team 1 of A earned")
    gone = Session((), (common(lucky, "key of A"),))
    assert english(only(rules.ahead_by_luck(gone)).seen).startswith("team 1 earned")


@pytest.mark.parametrize(
    "asked",
    [
        NOBODY,
        together(days([CARE] * 11, [HEAL] * 11)),
        alone(days([CARE] * 12, players=BOTS)),
        alone(days([CARE] * 12, players=BOTS), days([HEAL] * 12, players=(FELLER,))),
        alone(days([CARE] * 12, players=BOTS), days([CARE] * 12, players=BOTS)),
    ],
)
def test_without_a_lead_between_comparable_teams_nothing_is_said_about_luck(asked):
    assert rules.ahead_by_luck(asked) == rules.ahead_by_days(asked) == []


def test_a_lead_between_luck_and_days_is_not_explained():
    between = days([MORE] * 12, ["30,20,0,10"] * 12)
    first, second = ahead(between, 0, 1)
    assert earned(between)[0] > earned(between)[1] and 0.6 * 24 < first < 0.9 * 24
    assert rules.ahead_by_luck(together(between)) == rules.ahead_by_days(together(between)) == []


def test_teams_that_did_the_same_are_told_by_what_they_earned_however_many_they_are():
    same = ["30,20,10,0"] * 12
    decided = days(same, same, same, ["60,0,0,0"] * 12, ["30,20,10,0"] * 11 + ["40,10,10,0"], luck=3)
    eur = [round(one / 1000) for one in earned(decided)]
    equal = [eur[place] for place in (0, 1, 2, 4)]  # the last one differs by less than a day a season
    assert min(equal) < max(equal)
    question = only(rules.same_days(together(decided, 3)))
    assert question.kind == CHANCE
    assert (
        english(question.seen)
        == f"4 teams did nearly the same and earned {min(equal)} to {max(equal)} thousand EUR: luck has a large part in that."
    )
    assert rules.same_days(together(days(["60,0,0,0"] * 12, [CARE] * 12, luck=3))) == []


# Days that nobody gave


def missing(decided: dict, count: int, *teams: int, seasons=range(1, 12)) -> Session:
    """Groups on a common ground; nobody gave the days of these teams after the first season."""
    groups = tuple(group(name, {}) for name in NAMES[:count])
    game = Game(decided, {team: frozenset(seasons) for team in teams})
    ground = Played("customer_forest", "1.1", game, tuple(enumerate([one.key for one in groups], start=1)))
    return Session(groups, (ground,))


def test_days_that_nobody_gave_are_no_decision_of_anybody():
    hunts, cares = [MORE] * 12, [CARE] * 8 + ["60,0,0,0"] * 4
    both = days(hunts, hunts, cares, limit="20")
    assert {one.seen.values["all"] for one in rules.never_tried(missing(both, 3))} == {3}
    assert rules.never_tried(missing(both, 3, 1, 2)) == []
    assert only(rules.word_kept(missing(both, 3))).seen.values == {"all": 3, "kept": 0, "broken": 3}
    assert only(rules.word_kept(missing(both, 3, 1))).seen.values == {"all": 2, "kept": 0, "broken": 2}
    assert rules.word_kept(missing(both, 3, 1, 2)) == []


def test_a_team_that_was_hardly_there_is_not_ahead_of_anybody_and_its_ground_proves_nothing():
    better = days([HEAL] * 12, [MORE] * 12)
    assert rules.ahead_by_days(missing(better, 2)) and rules.all_alike(missing(better, 2))
    assert rules.ahead_by_days(missing(better, 2, 2, seasons=[5])) and rules.all_alike(
        missing(better, 2, 2, seasons=[5])
    )
    assert rules.ahead_by_days(missing(better, 2, 2)) == [] and rules.ahead_by_luck(missing(better, 2, 2)) == []
    assert rules.all_alike(missing(better, 2, 2)) == []


def test_care_that_went_on_rising_without_anybody_is_not_counted():
    rises = days([FELL, FELL, CARE, CARE], [FELL, FELL, CARE, CARE], [FELL, FELL, CARE, CARE])
    assert only(rules.care_raised(missing(rises, 3))).seen.values == {"season": 2, "count": 3, "all": 3}
    assert only(rules.care_raised(missing(rises, 3, 3))).seen.values == {"season": 2, "count": 2, "all": 2}
