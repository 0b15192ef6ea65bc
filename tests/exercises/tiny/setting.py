"""What can be set about the two coins that say whether a call brings an order."""

from dataclasses import dataclass

from kit.messages import _
from kit.parameters import Checked, number, share


@dataclass(frozen=True)
class CoinSetting(Checked):
    """The old coin is fair; how often the new one says heads can be set."""

    heads: float = share(0.50, 0.10, 0.90, 0.05, _("how often the new coin says heads"))
    calls: int = number(20, 5, 100, 5, _("calls a day"))
    chance: int = number(1, 1, 99, 1, _("other tosses (number)"))
