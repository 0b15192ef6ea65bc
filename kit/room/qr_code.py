"""The link into a room as people get it: typed, or by a camera."""

from markupsafe import Markup


def link_of(address: str, word: str) -> str:
    """The link that opens the pages at an address by a word."""
    return f"{address}/?token={word}"


def qr_code(address: str, word: str) -> Markup:
    """That link as a drawing for a camera."""
    import segno  # needs a library that only a room needs

    code = segno.make(link_of(address, word), error="m")
    return Markup(code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff"))
