"""What is printed: page one of the report is one page, no page of it is left half empty in vain, and each handout is one page."""

import datetime

import pytest

from kit.debrief.workshop import questions
from kit.guide import guide
from kit.report.handout import handouts
from kit.report.names import numbered
from kit.report.page import report_page
from kit.wording import Language
from tests.browser.sheets import A4_POINTS, printed, sheets, sizes
from tests.report.workshops import workshop

TODAY = datetime.date(2026, 11, 28)
LEAST, WIDE = 1 / 3, 680  # written of a sheet; between the margins, in pixels
ROOMY = 0.95  # written of a sheet


@pytest.mark.parametrize(
    ("language", "groups", "named"), [("de", 6, True), ("de", 6, False), ("en", 6, True), ("de", 1, True)]
)
def test_page_one_of_the_report_is_one_sheet_and_no_other_is_nearly_empty(browser, language, groups, named):
    words, session = Language(language), workshop(groups)
    session = session if named else numbered(words, session)
    page = browser.new_page()
    title = "A retreat of all sellers of the south and the west, spring"
    html = report_page(language, session, questions(session), TODAY, title, named=named)
    pdf = printed(page, html)
    assert sizes(pdf) == {A4_POINTS}
    written = sheets(pdf)
    assert [place for place, share in enumerate(written[:-1], start=1) if share < LEAST] == []
    page.evaluate("document.querySelector('.appendix').remove()")
    assert len(sheets(page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDE, "height": 1000})
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE  # wider, and everything is printed smaller
    small = "[...document.querySelectorAll('.cards td, .cards th, .note, .game td')].filter(one => parseFloat(getComputedStyle(one).fontSize) < 11.9).length"
    assert page.evaluate(small) == 0
    page.close()


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_handout_is_one_sheet(browser, language):
    page = browser.new_page()
    pdf = printed(page, handouts(Language(language), guide(language)))
    assert sizes(pdf) == {A4_POINTS}
    written = sheets(pdf)
    assert len(written) == page.locator("section").count() >= 5
    assert max(written) < ROOMY  # the next sentence of the guide, or a wider face, still finds room
    page.close()
