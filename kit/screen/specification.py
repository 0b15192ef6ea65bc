"""The Vega-Lite specifications of the charts, made by Altair once on a computer and afterwards read from its disk.

Altair takes a second of a processor and 45 MB to import. In a room everybody would pay that within the same minute.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from platformdirs import user_cache_path

import kit.charts


def specification(kind: str, labels: Mapping) -> dict:
    """The specification of a chart kind (a file in `kit/charts`), made by Altair, which is imported only now."""
    return import_module("kit.charts.theme").written(import_module(f"kit.charts.{kind}").chart(labels))


def kept_specification(kind: str, labels: Mapping) -> dict:
    """The same from this computer's cache if it is there, else made and kept. Not for labels that people have typed."""
    file = _file(kind, labels)
    with suppress(OSError, ValueError):
        if isinstance(found := json.loads(file.read_bytes()), dict):
            return found
    made = specification(kind, labels)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(made), encoding="utf-8")
        beside.replace(file)
    return made


def prepare(charts: Iterable[tuple[str, Mapping]]) -> None:
    """Have the kept specifications of charts (kind, labels) made in the background; a browser has no threads."""
    with suppress(RuntimeError):
        Thread(target=_keep, args=(charts,), daemon=True).start()


def _keep(charts: Iterable[tuple[str, Mapping]]) -> None:
    """Whatever goes wrong here goes wrong again, and is said, where the chart is needed; pandas, half imported by a person, does not."""
    with suppress(Exception):
        for kind, labels in charts:
            kept_specification(kind, labels)


def _file(kind: str, labels: Mapping) -> Path:
    asked = sha256(json.dumps([_charts(), kind, labels], sort_keys=True).encode()).hexdigest()
    return user_cache_path("pair-selling-kit") / "charts" / f"{asked[:32]}.json"


@cache
def _charts() -> str:
    """What stands for the charts as they are made now: another kit or another Altair makes others."""
    sources = sorted(Path(kit.charts.__file__).parent.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in sources) + version("altair").encode()).hexdigest()
