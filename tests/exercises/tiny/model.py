"""Tosses of a coin. NumPy and the setting, nothing else."""

import numpy as np
from kit.exercises.coin_calls.setting import CoinSetting

FAIR = 0.5


def simulate(setting: CoinSetting, days: int, block: int) -> tuple[np.ndarray, np.ndarray]:
    """Orders of many days with the old coin and with the new one, (days,) each; both meet the same tosses."""
    tosses = np.random.default_rng([setting.chance, block]).random((setting.calls, days))
    return (tosses < FAIR).sum(axis=0), (tosses < setting.heads).sum(axis=0)


def toss(luck: int, count: int) -> list[bool]:
    """Whether a fair coin says heads, toss by toss."""
    return (np.random.default_rng(luck).random(count) < FAIR).tolist()
