"""How fast a firm's own deals are read and measured: 300,000 rows of CSV and 20,000 of xlsx; prints a table.

python tests/benchmark/deals.py
"""

import datetime
import random
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kit.deals.cohorts import cohorts, forecast, survival
from kit.deals.measures import concentration, quarter_end, revenue, time_to_close
from kit.deals.opened import open_file
from kit.deals.quarters import quarters
from kit.deals.read import read
from tests.deals.files import xlsx

HEADERS = [
    "Datensatz-ID",
    "Deal-Name",
    "Firma",
    "Erstelldatum",
    "Abschlussdatum",
    "Deal-Phase",
    "Deal-Typ",
    "Betrag",
    "Währung",
]
STAGES, KINDS = ("Gewonnen", "Verloren", "Offen"), ("Neugeschäft", "Bestandsgeschäft")
FIRST, EXCEL_FIRST = datetime.datetime(2015, 1, 1), 42_005
ROWS = {"csv": 300_000, "xlsx": 20_000}


def csv(chance: random.Random, rows: int) -> bytes:
    """An export with German amounts and times of day, all amounts and nearly all times different."""
    lines = [";".join(HEADERS)]
    for row in range(rows):
        closed = FIRST + datetime.timedelta(minutes=chance.randrange(3600 * 1440))
        created = closed - datetime.timedelta(minutes=chance.randrange(100 * 1440))
        amount = f"{chance.lognormvariate(9, 1):,.2f} €".translate(str.maketrans(",.", ".,"))
        days = f"{created:%d.%m.%Y %H:%M};{closed:%d.%m.%Y %H:%M}"
        lines.append(
            f"{row};Angebot {row};Kunde {chance.randrange(30_000)} GmbH;{days};{chance.choice(STAGES)};{chance.choice(KINDS)};{amount};EUR"
        )
    return "\n".join(lines).encode("cp1252")


def workbook(chance: random.Random, rows: int) -> bytes:
    """The same as a workbook with real dates and numbers."""
    made = [HEADERS]
    for row in range(rows):
        closed = EXCEL_FIRST + chance.randrange(3600)
        days = ("date", closed - chance.randrange(100)), ("date", closed)
        made.append(
            [
                row,
                f"Angebot {row}",
                f"Kunde {chance.randrange(3000)}",
                *days,
                chance.choice(STAGES),
                chance.choice(KINDS),
                round(chance.lognormvariate(9, 1), 2),
                "EUR",
            ]
        )
    return xlsx({"Deals": made})


def main():
    chance = random.Random(1)
    print(f"{'file':<6}{'rows':>9}{'MB':>7}{'open s':>9}{'read s':>9}{'measure s':>11}")
    for kind, make in (("csv", csv), ("xlsx", workbook)):
        content = make(chance, ROWS[kind])
        took = [time.perf_counter()]
        opened = open_file(f"deals.{kind}", content)
        took.append(time.perf_counter())
        deals = read(opened).deals
        took.append(time.perf_counter())
        forecast(cohorts(deals))
        for measure in (survival, revenue, concentration, quarter_end, time_to_close, quarters):
            measure(deals)
        took.append(time.perf_counter())
        open_s, read_s, measure_s = (later - earlier for earlier, later in pairwise(took))
        print(f"{kind:<6}{len(deals):>9}{len(content) / 1e6:>7.1f}{open_s:>9.2f}{read_s:>9.2f}{measure_s:>11.2f}")


if __name__ == "__main__":
    main()
