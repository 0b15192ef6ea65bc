"""Writes deals.csv beside itself: the deals of an invented firm over seven years, won, lost and open. The card is deals.toml.

Run it after a change: python datasets/deals.py
"""

import random
from datetime import date, timedelta
from pathlib import Path

SEED = 2026
FIRST, LAST = 2019, 2025
STAND = date(2025, 11, 28)  # the day of the export
NEW_PER_YEAR = 26
CHURN = (0.9, 2.1)  # each customer leaves with a chance of their own: Beta(0.9, 2.1), 30 % on average
QUARTER_END_PULL = 0.35  # of the orders are moved to the last two weeks of their quarter
WIN = 0.42
SELLERS = ("K. Muster", "T. Platzhalter", "A. Beispiel", "M. Probe", "S. Vorlage", "B. Entwurf")
KINDS = [
    "Pumpen",
    "Möbel",
    "Optik",
    "Waagen",
    "Textil",
    "Druck",
    "Rohrbau",
    "Kältetechnik",
    "Verpackung",
    "Förderbänder",
    "Präzision",
    "Mühlen",
    "Farben",
    "Werkzeuge",
    "Fenster",
    "Seilerei",
    "Gießerei",
    "Drahtwerk",
    "Brauerei",
    "Backwaren",
]
NAMES = [
    "Ahornberg",
    "Birkental",
    "Distelbach",
    "Eichgrund",
    "Finkenau",
    "Ginsterhof",
    "Haselfeld",
    "Iltisberg",
    "Kranichsee",
    "Lerchenau",
    "Moosgrund",
    "Nebelhorn",
    "Otterbach",
    "Pirolweg",
    "Quellried",
    "Rabenfels",
    "Seidelbast",
    "Tannrode",
    "Ulmenhof",
    "Wacholder",
    "Zeisigau",
    "Amselgrund",
    "Bussardhöhe",
    "Dachsbau",
]
FORMS = ("GmbH", "AG", "KG", "OHG", "eG", "GmbH & Co. KG")
HEADERS = ("deal_id", "customer", "created", "closed", "status", "kind", "amount_eur", "seller")
WON, LOST, OPEN = "won", "lost", "open"
NEW, EXISTING = "new", "existing"


def customers(chance: random.Random) -> list[tuple[str, int, float, float]]:
    """Invented customers: name, year of the first order, chance of leaving in a year, usual order in euros."""
    names = [f"{name} {kind} {chance.choice(FORMS)}" for name in NAMES for kind in KINDS]
    chance.shuffle(names)
    years = [year for year in range(FIRST, LAST + 1) for _one in range(NEW_PER_YEAR)]
    return [
        (name, year, chance.betavariate(*CHURN), chance.lognormvariate(9.0, 0.9))
        for name, year in zip(names, years, strict=False)
    ]


def order_day(chance: random.Random, year: int) -> date:
    """A day in a year, with a peak at the end of each quarter."""
    day = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    if chance.random() < QUARTER_END_PULL:
        month = 3 * ((day.month - 1) // 3 + 1)
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = end - timedelta(days=chance.randrange(14))
    return day


def deals(chance: random.Random) -> list[tuple]:
    """All deals in the order in which they were created: created, closed, stage, kind, amount, name, seller."""
    made = []
    for name, first, churn, usual in customers(chance):
        seller = chance.choice(SELLERS)
        for lost in range(chance.choice((0, 1, 1, 2))):
            closed = order_day(chance, first - (lost > 0 and first > FIRST))
            made.append(deal(chance, closed, LOST, NEW, usual, name, seller))
        year, kind = first, NEW
        while year <= LAST and (year == first or chance.random() > churn):
            for day in sorted(order_day(chance, year) for _order in range(chance.choice((1, 1, 1, 2)))):
                made.append(deal(chance, day, WON, kind, usual, name, seller))
                kind = EXISTING
                if chance.random() < 1 - WIN:
                    made.append(deal(chance, order_day(chance, year), LOST, kind, usual, name, seller))
            year += 1
    return sorted(made, key=lambda one: (one[0], one[5]))


def deal(chance: random.Random, closed: date, stage: str, kind: str, usual: float, name: str, seller: str) -> tuple:
    """One deal; what would close after the day of the export is still open, with the end of a month as its hope."""
    created = closed - timedelta(days=12 + int(chance.expovariate(1 / 55)))
    amount = round(usual * chance.lognormvariate(0, 0.35), 2)
    if closed > STAND:
        stage, created = OPEN, min(created, STAND)
        closed = date(closed.year + closed.month // 12, closed.month % 12 + 1, 1) - timedelta(days=1)
    return created, closed, stage, kind, amount, name, seller


def table() -> str:
    """The lines of the file."""
    lines = [",".join(HEADERS)]
    for number, (created, closed, stage, kind, amount, name, seller) in enumerate(deals(random.Random(SEED)), 1000):
        lines.append(f"{number},{name},{created},{closed},{stage},{kind},{amount:.2f},{seller}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_suffix(".csv").write_text(table(), encoding="utf-8", newline="\n")
