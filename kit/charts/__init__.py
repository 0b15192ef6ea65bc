"""The charts: each file but `theme` draws one kind, and imports Altair. What is no chart (a forest) is drawn elsewhere."""

from importlib.util import find_spec


def is_chart(kind: str) -> bool:
    """Whether a picture of this kind is a chart."""
    return find_spec(f"{__name__}.{kind}") is not None
