"""The models for people who program: results, settings, cards and decisions as pandas DataFrames, charts as Altair charts.

Here pandas is imported, and nowhere else: a page does without it. What is asked for is checked in `kit/asked.py`; the figures
are those of the pages, played by `kit/years.py`. Knows no widget. The door (`kit/__init__.py`) says which function lies where.
"""
