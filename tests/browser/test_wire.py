"""What a page weighs on the wire, and what is seen of it while it comes. Bytes and requests are counted, never times."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.benchmark.line import Line
from tests.browser.conftest import Visitor
from tests.browser.pages import give_guess, see_step, skip_game, wait_for_guess
from tests.processes import end
from tests.room.conftest import wait_until

PAGE, SECOND = "02_role_chain", "03_incentives"
FIRST_BYTES, AGAIN_BYTES = 1_600_000, 150_000
FIRST_REQUESTS, AGAIN_REQUESTS = 30, 8
SETTLED_MS = 3000  # what comes after the first control has come
PROSE = {"en": "Two teams, the same number of people", "de": "Zwei Teams"}
LATE = {"en": "did not come in full", "de": "nicht ganz angekommen"}
SHIFTS = """(() => {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => one.hadRecentInput || (shifted += one.value)))
    .observe({ type: "layout-shift", buffered: true });
})()"""


class Counted:
    """A visitor behind a line that counts bytes; requests are those that left the browser."""

    def __init__(self, browser, server, **more):
        self.line = Line(server.port)
        self.visitor = Visitor(browser, server, **more)
        self.server, self.asked = server, []
        self.visitor.context.on(
            "requestfinished", lambda request: request.url.startswith("http") and self.asked.append(request)
        )

    def count(self, page) -> tuple[int, int]:
        """Bytes that came and requests that were sent since the last count."""
        wait_for_guess(page)
        page.wait_for_timeout(SETTLED_MS)
        sent = [request for request in self.asked if not request.response().from_service_worker]
        self.asked.clear()
        return self.line.taken(), sum(request.sizes()["responseHeadersSize"] > 0 for request in sent)

    def address(self, notebook: str) -> str:
        return self.server.address("en", notebook).replace(f":{self.server.port}/", f":{self.line.port}/")

    def close(self) -> None:
        self.visitor.leave()
        self.line.close()


@pytest.fixture
def counted(browser, servers):
    with closing(Counted(browser, servers("app"))) as one:
        yield one


def test_a_first_page_is_light_and_what_comes_after_it_weighs_almost_nothing(counted):
    page = counted.visitor.page(counted.address(PAGE))
    taken, _requests = counted.count(page)
    assert taken <= FIRST_BYTES
    page.reload()
    taken, _requests = counted.count(page)
    assert taken <= AGAIN_BYTES
    taken, _requests = counted.count(counted.visitor.page(counted.address(SECOND)))
    assert taken <= AGAIN_BYTES
    assert counted.visitor.page_errors == []


def test_a_page_asks_for_few_files(visit):
    visitor, asked = visit("app"), []
    visitor.context.on("request", lambda request: asked.append(request.url))
    wait_for_guess(visitor.open(PAGE, "en"))
    files = [url for url in asked if url.startswith("http")]
    assert len(files) <= FIRST_REQUESTS, files
    assert not [url for url in files if re.search(r"/voila/static/|/voila/labextensions/|vega", url)], files


@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_page_works_where_the_server_does_not_have_the_files_of_its_widgets(visit, way):
    """As after an update, or with a kernel of another place: the kernel is asked for them."""
    visitor = visit(way)
    visitor.context.route(re.compile(r"/kit/files/"), lambda route: route.fulfill(status=404, body=""))
    page = visitor.open(PAGE, "en")
    wait_for_guess(page)
    give_guess(page)
    skip_game(page)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.kit-header')).backgroundColor") != "rgba(0, 0, 0, 0)"
    )
    assert visitor.page_errors == []


def test_a_page_works_for_a_browser_that_takes_nothing_compressed(visit):
    visitor = visit("app")
    visitor.context.set_extra_http_headers({"Accept-Encoding": "identity"})
    encoded = []
    visitor.context.on("response", lambda answer: encoded.append(answer.headers.get("content-encoding")))
    wait_for_guess(visitor.open(PAGE, "en"))
    assert set(encoded) == {None} and visitor.page_errors == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_first_words_stand_before_any_script_has_come_and_do_not_jump(visit, language):
    visitor, held = visit("app"), []
    visitor.context.add_init_script(SHIFTS)
    visitor.context.route(re.compile(r"/in_one/"), lambda route: held.append(route))
    page = visitor.context.new_page()
    page.goto(visitor.server.address(language, PAGE), wait_until="commit")
    words = page.locator(".kit-words")
    expect(words).to_contain_text(PROSE[language])
    expect(words.locator(".kit-words-step")).to_have_count(7)
    page.wait_for_function("performance.getEntriesByType('paint').length > 0")  # before, nobody sees where they stand
    top = words.get_by_text(PROSE[language]).bounding_box()["y"]
    for route in held:
        route.continue_()
    visitor.context.unroute(re.compile(r"/in_one/"))
    wait_for_guess(page)
    expect(words).to_have_count(0)
    assert abs(page.locator("main").get_by_text(PROSE[language]).bounding_box()["y"] - top) < 4
    assert page.evaluate("shifted") < 0.05


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_whose_kernel_never_comes_says_so_and_offers_to_load_it_again(visit, language):
    visitor = visit("app")

    def cut(route) -> None:
        whole = route.fetch()
        route.fulfill(response=whole, body=whole.text().partition('<script id="jupyter-config-data"')[0])

    visitor.context.route(re.compile(rf"/{PAGE}\.ipynb"), cut)
    page = visitor.open(PAGE, language)
    expect(page.get_by_role("alert")).to_contain_text(LATE[language])
    visitor.context.unroute(re.compile(rf"/{PAGE}\.ipynb"))
    page.locator(".kit-words-late button").press("Enter")
    wait_for_guess(page)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_whose_kernel_died_on_the_way_says_so_and_offers_to_load_it_again(visit, language):
    visitor, held = visit("app"), []
    visitor.context.route(re.compile(r"/in_one/"), lambda route: held.append(route))
    page = visitor.context.new_page()
    page.goto(visitor.server.address(language, PAGE), wait_until="domcontentloaded")  # all has come but the scripts
    died = visitor.server.kernels()
    end(died)
    wait_until(
        lambda: visitor.server.kernels() and not set(died) & set(visitor.server.kernels())
    )  # it is started again, empty
    for route in held:
        route.continue_()
    expect(page.get_by_role("alert").filter(has_text=LATE[language])).to_be_visible()
    expect(page.get_by_text("model not found").filter(visible=True)).to_have_count(0)
    visitor.context.unroute(re.compile(r"/in_one/"))
    page.locator(".kit-words-late button").press("Enter")
    wait_for_guess(page)


# A device that is busy when a page comes: the first widgets have their scripts only after more than two seconds.
BUSY = """(() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  let left = 3;
  AbortSignal.timeout = (ms) => {
    const signal = timeout(ms);
    if (ms >= 2000 && left-- > 0) queueMicrotask(() => { for (const end = performance.now() + 2500; performance.now() < end; ); });
    return signal;
  };
})()"""


@pytest.mark.parametrize("way", ["app", "lab"])
def test_a_page_on_a_slow_device_hears_its_kernel_all_the_same(visit, way):
    visitor = visit(way)
    visitor.context.add_init_script(BUSY)
    page = visitor.open(PAGE, "en")
    wait_for_guess(page)
    give_guess(page)
    see_step(page, "play")
    assert visitor.page_errors == []


def test_whoever_comes_back_is_not_shown_the_words_of_the_beginning(visit):
    visitor = visit("app")
    page = visitor.open(PAGE, "en")
    wait_for_guess(page)
    give_guess(page)
    visitor.context.route(re.compile(r"/in_one/"), lambda route: route.abort())
    page.goto(visitor.server.address("en", PAGE), wait_until="commit")
    expect(page.locator(".kit-words-title")).to_be_visible()
    expect(page.locator(".kit-words").get_by_text(PROSE["en"])).to_be_hidden()
