"""All rules together, on any journal: they never fail, say whole sentences, and name a group only where luck speaks."""

import re
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, given, settings, strategies

import kit.exercises
from kit.debrief import CHANCE, CULTURE, TOGETHER, luck, span
from kit.debrief.workshop import questions, rules
from kit.exercises import everything, find
from kit.exercises.customer_forest import game as seasons
from kit.exercises.incentives import game as payday
from kit.exercises.role_chain.game import CAREFUL, CHAIN, CHATTY, HASTY, HUMAN, WOLF
from kit.groups import Session
from kit.messages import Finding
from kit.models.chain.setting import ROLES
from kit.parameters import PERCENT, Shown
from kit.wording import LANGUAGES, Language
from tests.debrief.sessions import common, days, english, group, handed, paydays

NAMES_OF_RULES = [name for block in rules() for name in dict.fromkeys(name for name, _about, _rule in block)]
MODULES = ["kit.debrief.common", "kit.debrief.laboratory"]
MODULES += [
    f"kit.exercises.{path.parent.name}.{path.stem}"
    for path in Path(kit.exercises.__file__).parent.glob("*/debrief*.py")
]
LUCK_SPEAKS = {"close_to_a_coin", "easier_customer", "pay_by_luck", "ahead_by_luck"}
NAMES = ("Ultramarine", "Ultramarine", "{Vermilion}", "<b>Ochre</b>", "Viridian %s")

# Any journals: sensible decisions and nonsense, the dear ones from few values so that years are played once

JUNK = strategies.sampled_from([None, True, 0, -1, 7, 1e9, float("nan"), "", "0,0,0,0", "x", ";;", "9" * 30, "{name}"])


def any_of(values: dict, least: bool = False):
    """Some of these decisions, each as it should be or nonsense."""
    drawn = {
        name: strategies.one_of(JUNK, *(strategies.sampled_from(one) for one in [values[name]] * 6)) for name in values
    }
    return strategies.fixed_dictionaries(drawn if least else {}, optional=None if least else drawn)


LISTS = ["", "0,1", "0,1,2,3,4", "3,4,5,9", "11,11,x"]
SOME_DAYS = ["60,0,0,0", "30,20,10,0", "20,30,10,0", "0,40,0,20"]
ANSWERS = ["right", "again", "wrong0", "wrong1", "wrong9"]
HANDED = {f"{way}.{role}.{what}": LISTS for way in (CHAIN, WOLF) for role in ROLES for what in ("asked", "noted")}
HANDED |= {f"{way}.answer{place}": ANSWERS for way in (CHAIN, WOLF) for place in range(8)} | {
    f"chain.{role}.pairing": ["yes", "no"] for role in ROLES
}
HANDED |= {"case.chain": ["bike_warehouse", "clinic_rota"], f"{CHAIN}.confirmed": ["yes"]} | {
    f"seat.{role}": [HUMAN, HUMAN, CAREFUL, HASTY, CHATTY] for role in ROLES
}
CHAINS = any_of(HANDED).map(
    lambda drawn: (
        handed({}, {}, {}, {})
        | {"wolf.sent": "yes"}
        | dict.fromkeys([f"wolf.{role}.handed" for role in ROLES], "yes")
        | drawn
    )
)
PAYDAYS = strategies.builds(
    lambda old, new, pulled, chance, first, nonsense: paydays(old, new, pulled, luck=chance, first=first) | nonsense,
    strategies.sampled_from(SOME_DAYS),
    strategies.sampled_from(SOME_DAYS),
    strategies.sampled_from("02"),
    strategies.sampled_from([1, 2]),
    strategies.sampled_from([payday.OLD, payday.NEW]),
    strategies.dictionaries(strategies.sampled_from([one.name for one in payday.MOVES]), JUNK, max_size=1),
)
PLANS = strategies.lists(
    strategies.sampled_from([12 * [one] for one in SOME_DAYS] + [[*SOME_DAYS[:2]] * 6, SOME_DAYS[:3]]),
    min_size=1,
    max_size=2,
)
TALKS = any_of({"talked": ["done", "open"], "limit": ["none", "20"], "bound": ["word", "binding"], "luck": [1, 2]})
GROUNDS = strategies.builds(
    lambda plans, bots, talk: days(*plans, players=bots) | talk,
    PLANS,
    strategies.sampled_from([(), ("feller", "mirror")]),
    TALKS,
)
SETTINGS = {
    "role_chain": {"gain": [0.1, 0.22, 0.3], "people_close": [2]},
    "incentives": {"churn": [0.2, 0.5], "new_new": [0.1]},
    "customer_forest": {"recovery_months": [12, 60], "old_care_days": [10]},
}


def steps_of(name: str):
    """Everything that can be decided in an exercise, by step."""
    exercise = find(name)
    guesses = {
        one.parameter.name: [one.parameter.at(0), one.parameter.at(one.parameter.size - 1)] for one in exercise.guesses
    }
    return {
        f"{name}.predict": any_of({"guess": ["given", "given", "skipped", "open"]} | guesses),
        f"{name}.setting": any_of(SETTINGS[name]),
        f"{name}.reflect": any_of({one.key: ["0", "1", "2"] for one in exercise.quiz}),
        f"{name}.commit": any_of({"what": ["call"], "who": ["Ada"], "until": ["2030-01-01", "soon"]}),
        f"{name}.play": {"role_chain": CHAINS, "incentives": PAYDAYS, "customer_forest": GROUNDS}[name],
    }


GROUPS = strategies.lists(
    strategies.fixed_dictionaries(
        {}, optional={step: one for name in SETTINGS for step, one in steps_of(name).items()}
    ),
    max_size=len(NAMES),
)


@strategies.composite
def sessions(draw):
    groups = tuple(group(NAMES[place], steps, key=f"key {place}") for place, steps in enumerate(draw(GROUPS)))
    grounds = draw(strategies.lists(GROUNDS, max_size=1))
    return Session(groups, tuple(common(decided, *[one.key for one in groups][:2]) for decided in grounds))


def placeholders(finding: Finding) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(finding.message) if name}


def numbers_in(finding: Finding):
    """All plain numbers of a finding and of the findings in it."""
    for value in finding.values.values():
        yield from (
            numbers_in(value) if isinstance(value, Finding) else [value] if isinstance(value, int | float) else []
        )


@given(sessions())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_session_gives_whole_sentences_and_no_group_is_shamed(session):
    for question in questions(session):
        assert question.about in ("", *everything()) and question.kind in (TOGETHER, CULTURE, CHANCE)
        assert 0 <= question.striking <= 1
        for finding in (question.seen, question.ask):
            assert placeholders(finding) <= finding.values.keys()
            assert all(number == number for number in numbers_in(finding))
            for language in LANGUAGES:
                said = Language(language).say(finding)
                assert (
                    said
                    and not re.search(r"\{(?!Vermilion|name)", said)
                    and "Finding(" not in said
                    and "Shown(" not in said
                )
                assert question.rule in LUCK_SPEAKS or not any(name.strip("<>/b{} %s") in said for name in NAMES)
        assert question.rule not in LUCK_SPEAKS or question.kind == CHANCE


# A workshop in which much was played

SETTING = {"role_chain": "gain", "incentives": "churn", "customer_forest": "recovery_months"}
VALUES = {"gain": [0.1, 0.17, 0.22, 0.26, 0.3], "churn": [0.2, 0.3, 0.4], "recovery_months": [6, 24, 60]}
LOSES = handed(
    {"asked": "0,2", "noted": "1,2"},
    {"asked": "0", "noted": "1"},
    {"pairing": "yes"},
    {"asked": "0"},
    answer0="wrong0",
    answer1="wrong0",
    confirmed="yes",
)
KEEPS = handed(
    *({"asked": "0,1,2", "pairing": "yes"} for _role in ROLES),
    answer0="right",
    answer1="right",
    answer2="right",
    confirmed="yes",
)


def workshop(count: int) -> Session:
    """Groups that have decided something in every step of every exercise, and a common ground of the first three."""
    groups = []
    for place in range(count):
        steps = {
            "role_chain.play": (LOSES if place % 2 else KEEPS)
            | handed({}, {}, {}, {}, way="wolf")
            | {"case.chain": ["clinic_rota", "laundry_heat"][place % 2]}
        }
        own = [SOME_DAYS[place % 4], SOME_DAYS[(place + 1) % 4]]
        steps["incentives.play"] = paydays(
            own[0], own[1], str(place % 3), luck=1 + place % 2, first=[payday.OLD, payday.NEW][place % 2]
        )
        steps["customer_forest.play"] = days(
            [own[0]] * 6 + [own[1]] * 6,
            players=("feller", "forester", "mirror"),
            luck=1 + place,
            limit=["none", "20"][place % 2],
        )
        for name, figure in SETTING.items():
            exercise = find(name)
            steps[f"{name}.predict"] = {"guess": ["given", "given", "skipped"][place % 3]} | {
                one.parameter.name: one.parameter.at(one.parameter.size - 1 - place % 2) for one in exercise.guesses
            }
            steps[f"{name}.setting"] = {figure: VALUES[figure][place % len(VALUES[figure])]}
            steps[f"{name}.reflect"] = {one.key: str(place % 3) for one in exercise.quiz}
            steps[f"{name}.commit"] = {"what": "call", "who": "", "until": "soon"} if place % 2 else {}
        groups.append(group(f"Group {place}", steps))
    ground = days(
        [SOME_DAYS[1]] * 6 + ["50,10,0,0"] * 6,
        [SOME_DAYS[2]] * 10 + [SOME_DAYS[0]] * 2,
        [SOME_DAYS[0], SOME_DAYS[2]] * 6,
        limit="30",
    )
    return Session(tuple(groups), (common(ground, *(one.key for one in groups[:3])),))


def test_a_workshop_that_played_much_gets_questions_of_all_kinds_from_most_rules():
    found = questions(workshop(6))
    assert {one.kind for one in found} == {TOGETHER, CULTURE, CHANCE}
    assert {one.about for one in found} == {"", *SETTING}
    assert len({one.rule for one in found}) >= 25


def test_questions_come_in_the_order_in_which_it_was_played_decisions_before_chance_and_the_most_striking_first():
    session = workshop(4)
    for order in ((), ("customer_forest", "role_chain", "incentives"), ("incentives",)):
        found = questions(session, order)
        sections = list(dict.fromkeys([*order, "role_chain", "incentives", "customer_forest", ""]))
        assert list(dict.fromkeys(one.about for one in found)) == sections
        places = [(sections.index(one.about), one.kind == CHANCE, -one.striking) for one in found]
        assert places == sorted(places)


def test_no_two_questions_have_the_same_key_and_each_stands_by_itself():
    found = questions(workshop(6))
    assert len({one.key for one in found}) == len(found)
    beginnings = re.compile(r"(What|How|Which) (did|was|is|made) (it|this|that|these|they)\b")
    assert not any(beginnings.match(english(one.ask)) for one in found)


def test_a_session_without_groups_gives_no_question():
    assert questions(Session()) == []


def test_one_group_alone_is_never_counted_among_groups():
    said = [english(one.seen) for one in questions(Session(workshop(1).groups))]
    assert said and not any(re.search(r"\b1 of 1\b|\b1 groups\b|\b1 cases\b|\b1 teams\b", one) for one in said)


def test_rules_have_names_of_their_own_and_say_them():
    asked = {one.rule.partition(".")[0] for one in questions(workshop(6))}
    assert len(NAMES_OF_RULES) == len(set(NAMES_OF_RULES)) >= 20 and asked <= set(NAMES_OF_RULES)


@pytest.mark.parametrize("module", MODULES)
def test_what_is_seen_takes_two_sentences_at_most_and_what_is_asked_one(module):
    module = import_module(module)
    asked = {name: text for name, text in vars(module).items() if name.startswith("ASK_")}
    for name, text in vars(module).items():
        if name.isupper() and type(text).__name__ == "Message":
            assert len(re.findall(r"[.?!](?=\s|$)", text)) <= (1 if name in asked else 2), text
            assert name not in asked or text.endswith("?")


# Small parts


def test_a_span_of_equal_figures_is_one_figure():
    assert span([3, 3]) == 3 and span([3.2, 2.9], round) == 3
    assert english(span([0.25, 0.5], lambda share: Shown(PERCENT, share))) == "25% to 50%"


def test_other_lucks_are_lucks_of_both_games_and_none_that_was_had():
    assert luck.other_lucks(1, 3)[:3] == (2, 4, 5) and len(luck.other_lucks(98, 99)) == luck.LUCKS
    assert (payday.LUCK.low, payday.LUCK.high) == (seasons.LUCK.low, seasons.LUCK.high)
