"""When the package is built: the Vega bundle that charts are drawn with, and the workshops and datasets inside the wheel.

Nothing imports this while the kit runs; it is no part of what is installed.
"""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VEGA_LITE = "6.4"  # the version whose specifications the installed Altair writes; a test compares the two
SNIPPET = "export { vegaEmbed as embed };"


class KitBuildHook(BuildHookInterface):
    """Runs for the wheel and for the editable install alike."""

    def initialize(self, version: str, build_data: dict) -> None:
        root = Path(self.root)
        bundle = root / "kit" / "widgets" / "vega.js"
        if is_older(bundle, root / "pyproject.toml") or is_older(bundle, Path(__file__)):
            bundle.write_text(vega_bundle(), encoding="utf-8")
        if version != "editable":  # an editable install uses the folders of the clone
            for folder in ("workshops", "datasets"):
                for file in visible_files(root / folder):
                    build_data["force_include"][str(file)] = f"kit/{file.relative_to(root).as_posix()}"


def visible_files(folder: Path) -> list[Path]:
    """The files of a folder without what Jupyter and Python leave behind (checkpoints, caches)."""
    found = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in found if not any(part.startswith((".", "__")) for part in file.relative_to(folder).parts)]


def is_older(made: Path, source: Path) -> bool:
    """Whether a made file is missing or older than what it was made from."""
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def vega_bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one JavaScript module that exports `embed`."""
    import vl_convert  # a build requirement of 84 MB: needed here and never at run time

    return vl_convert.javascript_bundle(SNIPPET, vl_version=VEGA_LITE)
