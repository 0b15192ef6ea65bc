"""How likely a second pair of eyes misses what the first pair missed.

The levels of dependence come from human reliability analysis in nuclear plants: an engineering rule, nobody has
measured it in sales.
"""

LEVELS = {
    "independent": lambda miss: miss,
    "low": lambda miss: (1 + 19 * miss) / 20,
    "moderate": lambda miss: (1 + 6 * miss) / 7,
    "high": lambda miss: (1 + miss) / 2,
    "complete": lambda miss: 1.0,
    "nobody": lambda miss: 1.0,
}


def conditional_miss(level: str, miss: float) -> float:
    """Probability that a checker misses a mistake, given that whoever made it did not see it.

    `level` is a key of `LEVELS`: how much the checker depends on the one who made the mistake; who checks himself
    depends completely. `miss` is what an independent checker misses, 0 to 1. Raises KeyError for another level.
    Source: Swain & Guttmann 1983 (THERP), equations of conditional human error probability.

    >>> [round(conditional_miss(level, 0.2), 4) for level in LEVELS]
    [0.2, 0.24, 0.3143, 0.6, 1.0, 1.0]
    """
    return LEVELS[level](miss)
