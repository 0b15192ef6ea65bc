"""Writes cohorts.csv beside itself: who stayed of two real cohorts of customers. The card is cohorts.toml.

Run it after a change: python datasets/cohorts.py
"""

from pathlib import Path

# Per cent of the customers still there in year 0, 1, 2 ... 12, as printed in Fader & Hardie 2007.
SURVIVORS_PERCENT = {
    "regular": "100.0 63.1 46.8 38.2 32.6 28.9 26.2 24.1 22.3 20.7 19.4 18.3 17.3",
    "high_end": "100.0 86.9 74.3 65.3 59.3 55.1 51.7 49.1 46.8 44.5 42.7 40.9 39.4",
}


def table() -> str:
    """The lines of the file: one per cohort and year."""
    lines = ["cohort,year,survivors_percent"]
    for cohort, percents in SURVIVORS_PERCENT.items():
        lines += [f"{cohort},{year},{percent}" for year, percent in enumerate(percents.split())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_suffix(".csv").write_text(table(), encoding="utf-8", newline="\n")
