"""How fast the models answer, on their own and as DataFrames; started by hand: python tests/benchmark/exercises.py"""

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import kit
from kit.exercises import exercises, find
from kit.exercises.customer_forest import game as seasons
from kit.exercises.customer_forest.model import policies
from kit.exercises.customer_forest.setting import ForestSetting
from kit.exercises.incentives import game as payday
from kit.exercises.incentives.model.loopholes import loopholes
from kit.models.boss.setting import LeadershipSetting
from kit.models.pay import euros, firm
from kit.models.pay.sellers import best_response, quarter_program
from kit.models.pay.setting import IncentiveSetting
from kit.years import BLOCKS, YEARS_PER_BLOCK, play

TIMES = 40


def report(what: str, work, bar: str = "") -> None:
    """Median and slowest of `TIMES` runs after one to warm up."""
    work()
    taken = []
    for _time in range(TIMES):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    print(f"{what:<62}{np.median(taken):8.1f} ms{max(taken):8.1f} ms   {bar}")


def main() -> None:
    print(f"{'':<62}{'median':>11}{'slowest':>11}")
    incentives()
    customer_forest()
    leadership()
    frames()


def frames() -> None:
    """What people who program wait for, beside the bare model on the same draws."""
    for name, exercise in exercises().items():
        laboratory, setting, blocks = exercise.laboratory, exercise.setting(), range(BLOCKS)
        report(
            f"{name}: bare model, 400 runs",
            lambda: [laboratory.simulate(setting, YEARS_PER_BLOCK, one) for one in blocks],
        )
        report(f"{name}: kit.simulate, 400 runs", lambda: kit.simulate(name, runs=400), "bar 1.3 times the bare model")


def incentives() -> None:
    setting = IncentiveSetting()
    quota, linear = setting.old, setting.new
    report(
        "best response of three sellers, linear plan", lambda: best_response(setting, linear), "bar 2 ms each seller"
    )
    report(
        "best response of three sellers, plan with quota", lambda: best_response(setting, quota), "bar 2 ms each seller"
    )
    response = best_response(setting, quota)
    slope = euros.slopes(setting, euros.ground(setting), response.effort, np.array(setting.strengths))
    game = (setting, quota, euros.taste(setting), response.pay[2], float(slope.wins[2]), 0.0, 1.0)
    report("quota program of the strong seller, 13 weeks", lambda: quarter_program(*game), "bar 30 ms")
    report("loophole search of one plan, six tricks", lambda: loopholes(setting, quota, 1), "bar 300 ms")
    laboratory = find("incentives").laboratory
    for view in laboratory.views:
        report(
            f"three years of both plans, 50 futures, view “{view.key}”",
            lambda view=view: play(laboratory, setting, view),
            "bar 40 ms",
        )
    worst = replace(setting, years=5, customers=60, prospects=200)
    report("five years, largest territory", lambda: play(laboratory, worst, laboratory.views[1]))
    report("drawing the chance of 50 futures anew", lambda: firm.draw(setting, 50))
    decided = {one.name: "25,20,10,5" for one in payday.DAYS.values()} | {
        one.name: "1" for one in payday.PULLED.values()
    }
    report("Payday: both years from all decisions", lambda: payday.Game(decided).years)


def customer_forest() -> None:
    for places in (240, 600):
        setting = ForestSetting(places=places)
        chances = policies.draw(setting, 64)
        report(
            f"both policies, 64 repetitions, 60 months, {places} places",
            lambda s=setting, c=chances: policies.compare(s, (s.old, s.new), c),
            "bar 35 ms",
        )
    laboratory, setting = find("customer_forest").laboratory, ForestSetting()
    for view in laboratory.views:
        report(
            f"both policies, 50 repetitions, 60 months, view “{view.key}”",
            lambda view=view: play(laboratory, setting, view),
        )
    report("ten years, 600 places", lambda: play(laboratory, ForestSetting(places=600, years=10), laboratory.views[0]))
    decided = {seasons.SEATS[team].name: "human" for team in seasons.TEAMS} | {"talked": "done"}
    decided |= {seasons.PLAYED[team].name: ";".join(["20,30,10,0"] * seasons.SEASONS) for team in seasons.TEAMS}
    report("Seasons: eight teams, twelve seasons from all decisions", lambda: seasons.Game(decided).ground)


def leadership() -> None:
    laboratory, chain, setting = find("leadership").laboratory, find("role_chain"), LeadershipSetting()
    report(
        "role chain, both cultures, 50 repetitions",
        lambda: chain.laboratory.simulate(chain.setting(), YEARS_PER_BLOCK, 0),
    )
    for change in ({}, {"shape": "block"}, {"decisions": 16.0, "new_asked": 1.0}):
        report(
            f"both bosses, 50 repetitions, {change or 'default'}",
            lambda change=change: laboratory.simulate(replace(setting, **change), YEARS_PER_BLOCK, 0),
            "bar 50 ms, and three times the role chain",
        )
    for view in laboratory.views:
        report(f"both bosses, 50 repetitions, view “{view.key}”", lambda view=view: play(laboratory, setting, view))


if __name__ == "__main__":
    main()
