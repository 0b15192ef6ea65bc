"""Sheets of a printed page: how many there are, and how far down each of them is written."""

import re
import zlib

A4_POINTS = (595, 842)  # rounded
OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
CLIP = re.compile(rb"(\S+) (\S+) \S+ (\S+) re\nW")  # left, top and height of a sheet between its margins
# From the pixels of the page to those of the sheet, and how far down the page a text stands.
DRAWN = re.compile(rb"(\S+) 0 0 \S+ (\S+) (\S+) cm|(\S+) Tm")


def printed(page, html: str) -> bytes:
    """A page that needs nothing but itself, as PDF on the paper that it asks for."""
    page.set_content(html)
    return page.pdf(prefer_css_page_size=True)


def sheets(pdf: bytes) -> list[float]:
    """How far down each sheet is written, from 0 at its upper margin to 1 at the lower one."""
    objects = {int(found[1]): found[2] for found in OBJECT.finditer(pdf)}
    pages = [one for one in objects.values() if re.search(rb"/Type\s*/Page\b", one)]
    return [_written(objects, one) for one in pages]


def sizes(pdf: bytes) -> set[tuple[int, ...]]:
    """Width and height of the sheets, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 (\S+) (\S+?)\]", pdf)
    return {tuple(round(float(side) + 0.1) for side in box) for box in boxes}


def _written(objects: dict, page: bytes) -> float:
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    stream = contents and STREAM.search(objects[int(contents[1])])
    if not stream:
        return 0.0
    drawn = zlib.decompressobj().decompress(stream[1])
    clip = CLIP.search(drawn)
    if not clip:
        return 0.0
    left, top, high = map(float, clip.groups())
    scale, shift, shares = 1.0, 0.0, []
    for one in DRAWN.finditer(drawn):
        if one[4]:
            shares.append((scale * float(one[4]) + shift - top) / high)
        elif float(one[2]) == left:  # heads of tables that are said again have a shift of their own
            scale, shift = float(one[1]), float(one[3])
    return max((one for one in shares if one <= 1), default=0.0)
