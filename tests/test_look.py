"""The style sheets: an exercise styles its own classes only, and colours come from the tokens."""

import re
from collections import defaultdict
from pathlib import Path

import kit

KIT = Path(kit.__file__).parent
LOOKS = sorted(KIT.glob("exercises/*/look.css"))
SHEETS = sorted(KIT.glob("widgets/style/*.css"))
SHARED = {
    "kit-text",
    "kit-page",
    "kit-window",
    "kit-step",
    "kit-play",
    "kit-form",
    "kit-pictures",
}  # within which an exercise styles its own


def styled(sheet: Path) -> set[str]:
    """The classes with which the selectors of a sheet begin."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [one for found in re.findall(r"([^{}]+)\{", text) for one in found.split(",")]
    first = [re.search(r"\.(kit-[\w-]+)", one) for one in selectors]
    return {found.group(1) for found in first if found} - SHARED


def test_there_are_sheets_to_look_at():
    assert len(LOOKS) >= 3 and len(SHEETS) >= 8


def test_no_exercise_styles_a_class_of_another_or_of_all():
    sheets = defaultdict(list)
    for sheet in (*LOOKS, *SHEETS):
        for name in styled(sheet):
            sheets[name].append(sheet.parent.name)
    assert {name: found for name, found in sheets.items() if len(found) > 1 and set(found) != {"style"}} == {}
