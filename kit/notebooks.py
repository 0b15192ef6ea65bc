"""What the metadata of a notebook say of it: whether it is one of the kit, and whether it is a page for people."""

import json
from pathlib import Path


def content(file: Path):
    """What a notebook holds, or None where there is none that can be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def is_kit_notebook(content) -> bool:
    """Whether the metadata of a notebook carry the mark of the kit."""
    return isinstance(content, dict) and "kit" in content.get("metadata", {})


def is_page(content) -> bool:
    """Whether a notebook of the kit is a page for people, and not one whose code is to be read and changed."""
    return is_kit_notebook(content) and content["metadata"]["kit"].get("code") != "shown"
