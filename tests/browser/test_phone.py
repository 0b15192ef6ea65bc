"""What is narrow: on a phone the seats with their roles, the time left and the way on; who is where, in every window."""

import pytest

from kit.exercises.role_chain.cases import cases
from kit.exercises.role_chain.game import CAREFUL, CHAIN, HUMAN, Game
from kit.exercises.role_chain.screen_talk import seats
from kit.models.chain.setting import ROLES
from kit.widgets.source import style
from kit.wording import LANGUAGES, Language

LONG = "Customer forest: clear-cutting or forestry – played together by all groups: 12:34 left"
BARE = (
    "<!doctype html><html lang='{}'><style>{}</style><body class='kit-page'><div style='padding:1rem'>"
    "<header class='kit-header kit-top'><div class='kit-timers'><span>{}</span></div></header>"
    "<div class='kit-text kit-pass-on'>{}</div><div class='kit-foot'><p style='height:60rem'>text</p>"
    "<div class='kit-go-on kit-stays'><button class='kit-button kit-primary'>on</button></div></div></div>"
)
OUTSIDE = """() => [...document.querySelectorAll('.kit-seats b, .kit-seats span, .kit-timers span, .kit-stays')].filter((node) => {
  const box = node.getBoundingClientRect(), inner = document.createRange();
  inner.selectNodeContents(node);
  const text = inner.getBoundingClientRect();
  return !(box.width > 20 && text.width > 5 && text.right <= innerWidth + 1 && text.right <= box.right + 1);
}).map((node) => node.textContent)"""
LINES = "() => Math.max(...[...document.querySelectorAll('.kit-seats span')].map((node) => node.getClientRects()[0].height))"


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_every_seat_says_its_role_and_nothing_is_wider_than_the_screen(browser, language):
    players = {f"seat.{role}": HUMAN if role == ROLES[0] else CAREFUL for role in ROLES}
    game = Game(next(iter(cases(language).values())), players | {"begun.chain": "yes"})
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for on in (*ROLES, None):
        page.set_content(BARE.format(language, style(), LONG, seats(Language(language), game, CHAIN, on)))
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(LINES) < (24 if language == "de" else 40)  # a role of one word is not broken
    foot = page.locator(".kit-stays")
    assert foot.evaluate("(node) => getComputedStyle(node).backgroundImage") == "none"  # no text shows through it
    page.close()


ROW = (
    "<tr data-state='unknown'><th class='kit-row-name'><span><bdi>{name}</bdi></span></th>"
    "<td class='kit-row-where'><b>Einzelkämpfer oder Kette? · Vorhersagen</b> <i>beim Kunden, Frage 3 von 8</i> <em>noch keine Vorhersage</em></td>"
    "<td class='kit-row-since'>vor 12 min</td><td class='kit-row-heard'>vor 12 min</td><td class='kit-row-page'>nicht verbunden (vor 12 min)</td></tr>"
)
TABLE = (
    "<!doctype html><style>{}</style><body class='kit-page'><div class='kit-text kit-wide kit-monitor'><table class='kit-who'>"
    "<thead><tr><th>Gruppe</th><th>Wo</th><th>Dort seit</th><th>Letzte Eingabe</th><th>Seite</th></tr></thead><tbody>{}</tbody></table></div>"
)


@pytest.mark.parametrize("width", [390, 760, 1000, 1366])
def test_who_is_where_is_never_cut_off_at_its_side(browser, width):
    page = browser.new_page(viewport={"width": width, "height": 768})
    names = ["Team Nordsee mit einem sehr langen Namen", *map(str, range(8))]
    page.set_content(TABLE.format(style(), "".join(ROW.format(name=name) for name in names)))
    box = page.locator(".kit-monitor")
    assert box.evaluate("(node) => node.scrollWidth <= node.clientWidth")
    page.close()
