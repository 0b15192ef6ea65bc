"""Text on a page: everything that people typed is escaped here, once."""

import ipywidgets
from markupsafe import Markup, escape

from kit.contract import Table
from kit.wording import Language


def text(html: Markup | str = "") -> ipywidgets.HTML:
    """A widget that shows text; a plain string is escaped, markup made by `lines` or `Markup.format` is not."""
    widget = ipywidgets.HTML()
    show(widget, html)
    return widget


def show(widget: ipywidgets.HTML, html: Markup | str) -> None:
    """Replace what a text widget shows."""
    widget.value = Markup('<div class="kit-text">{}</div>').format(html)


def lines(*sentences: str, kind: str = "") -> Markup:
    """Sentences as paragraphs, escaped."""
    return Markup().join(Markup('<p class="{}">{}</p>').format(kind, escape(sentence)) for sentence in sentences)


def heading(sentence: str) -> Markup:
    """A heading between the parts of a step."""
    return Markup("<h3>{}</h3>").format(sentence)


def scene_title(title: str, kicker: str = "") -> Markup:
    """The heading of a scene: the page leads sight and keyboard to it, so it can take the focus."""
    above = Markup('<p class="kit-kicker">{}</p>').format(kicker) if kicker else Markup()
    return above + Markup('<h3 class="kit-scene-title" tabindex="-1">{}</h3>').format(title)


def folded(title: str, body: Markup, unfolded: bool = False) -> Markup:
    """Something that is shown on request, or open from the start and put away."""
    return Markup("<details{}><summary>{}</summary>{}</details>").format(
        Markup(" open") if unfolded else "", title, body
    )


def table(head: list, rows: list[list], kind: str = "") -> Markup:
    """A table; cells may be markup, everything else is escaped."""
    cells = Markup().join(Markup('<th scope="col">{}</th>').format(cell) for cell in head)
    body = Markup().join(
        Markup("<tr>{}</tr>").format(
            Markup('<th scope="row">{}</th>').format(first)
            + Markup().join(Markup("<td>{}</td>").format(cell) for cell in rest)
        )
        for first, *rest in rows
    )
    return Markup('<table class="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(kind, cells, body)


def told(words: Language, made: Table) -> Markup:
    """What a table came to: its sentences, and the rows below."""
    rows = [[words.said(cell) for cell in row if not isinstance(cell, tuple)] for row in made.rows]
    sentences = lines(*(words.say(one) for one in (*made.said, *made.rules)))
    return sentences + table([words.said(one) for one in made.head], rows, "kit-told")
