"""How much memory pages may take."""

import os
from collections.abc import Mapping

import psutil

LIMIT = "MEM_LIMIT"  # the variable with which JupyterHub and Binder say how many bytes a server may take


def free_memory(environment: Mapping[str, str] = os.environ) -> int:
    """Bytes: what is free on this computer, or the limit that holds for this server where that is less.

    >>> free_memory({"MEM_LIMIT": "1000"})
    1000
    """
    free = psutil.virtual_memory().available
    return min(free, int(environment.get(LIMIT) or free))
