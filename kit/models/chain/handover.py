"""What handing a lead over costs in time."""

from kit.models.chain.setting import ROLES, ChainSetting

LAST = len(ROLES) - 1


def coordination_days(setting: ChainSetting, stage: int, advanced):
    """Person-days a role spends on a lead beside the work: together with the roles before and after, and for checks.

    `advanced` says which leads go on (an array of bool, or the share of them for the mean). The receiver checks what
    the role before did; at the last role the colleague who sat in looks at the offer, and the lead waits for it.

    >>> round(coordination_days(ChainSetting(), 1, advanced=0.6), 3)
    0.08
    """
    checks = 0 if setting.check == "nobody" else (stage > 0) + (stage == LAST)
    before = setting.overlap_days * (stage > 0) + setting.check_days * checks
    after = setting.overlap_days * (stage < LAST)
    return advanced * after + before
