"""The two published cohorts of `datasets/cohorts.csv`: how many customers were still there year by year."""

import csv

from kit.places import datasets


def cohorts() -> dict[str, tuple[float, ...]]:
    """Survivors by cohort as shares of the start, year 0, 1, 2, ..."""
    found: dict[str, list[float]] = {}
    with (datasets() / "cohorts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["cohort"], []).append(float(row["survivors_percent"]) / 100)
    return {name: tuple(shares) for name, shares in found.items()}
