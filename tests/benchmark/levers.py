"""How fast the sixteen combinations of the four levers are beside their parts one by one, in one run; started by hand:

    python tests/benchmark/levers.py [columns]

The bar: all sixteen with their draws in at most 1.5 times sixteen single runs of the parts (a chain, a boss, a firm) on the same columns;
a draft of one block within 150 ms while a slider moves.
"""

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kit.exercises.redesign.model import sixteen
from kit.exercises.redesign.model.paths import SIXTEEN, follow
from kit.exercises.redesign.model.world import world
from kit.exercises.redesign.setting import RedesignSetting
from kit.exercises.redesign.views import LABORATORY
from kit.models.boss import team
from kit.models.chain import chain, chances
from kit.models.pay import firm
from kit.years import YEARS_PER_BLOCK

BAR, DRAFT_BAR_MS, BLOCK = 1.5, 150, LABORATORY.draft or YEARS_PER_BLOCK


def shortest(work, times=5):
    """The shortest time that some work took, in milliseconds; `work` gets a number that is new each time."""
    taken = []
    for time in range(times):
        start = perf_counter()
        work(time)
        taken.append(1e3 * (perf_counter() - start))
    return min(taken)


def single(setting, columns):
    """One run of each part, without its draws: a chain, both kinds of boss being one of two, and a firm."""
    chain_setting, boss, pay = setting.chain, setting.boss, setting.pay
    leads, decisions, firms = chances.draw(chain_setting, columns), team.draw(boss, columns), firm.draw(pay, columns)
    return (
        shortest(lambda _time: chain.simulate_chain(chain_setting, leads))
        + shortest(lambda _time: team.simulate(boss, boss.old, decisions))
        + shortest(lambda _time: firm.simulate(pay, pay.new, firms))
    )


def main(columns):
    setting = RedesignSetting()
    parts_ms = 16 * single(setting, columns)
    sixteen_ms = shortest(lambda time: follow(world(replace(setting, chance=2 + time), columns, 0), SIXTEEN))
    print(f"sixteen single runs of the parts, {columns} columns: {parts_ms:.0f} ms")
    print(f"all sixteen with their draws: {sixteen_ms:.0f} ms, {sixteen_ms / parts_ms:.2f} times (bar {BAR})")
    sixteen.simulate(setting, BLOCK, 0)
    for name, values in {"phi": 0.3, "churn": 0.31, "gain": 0.21, "decisions": 5.0, "years": 2}.items():
        step = {"years": 1, "decisions": 0.5}.get(name, 0.01 if name in ("churn", "gain") else 0.05)
        taken = shortest(lambda time, name=name, values=values, step=step: sixteen.simulate(
            replace(setting, **{name: type(values)(round(values + step * time, 2))}), BLOCK, 0
        ), 3)  # fmt: skip
        print(f"draft of {BLOCK} columns while {name} moves: {taken:.0f} ms (bar {DRAFT_BAR_MS})")
    one = world(setting, 99).luck(1)
    print(f"one path, one luck: {shortest(lambda _time: follow(one, [[1, 0, 2, 0]])):.0f} ms")
    return 0 if sixteen_ms <= BAR * parts_ms else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
