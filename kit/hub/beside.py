"""What a hub has running beside it goes when the hub is gone, however that ended."""

import os
import threading
import time

LOOK_SECONDS = 5.0  # between two looks whether the hub is there


def end_with_hub() -> None:
    """End this process soon after the one that started it; returns at once."""
    threading.Thread(target=_end_after, args=(os.getppid(),), daemon=True).start()


def _end_after(hub: int) -> None:
    while os.getppid() == hub:
        time.sleep(LOOK_SECONDS)
    os._exit(0)  # whoever starts it again starts another one of these
