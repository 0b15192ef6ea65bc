"""The forest picture in a real browser, on a page of its own: the traits come from Python, the kernel is not needed."""

import numpy as np
import pytest

from kit.widgets.forest_picture import BURNED, COLUMNS, FREE, SEEDLING, STATES, STUMP, TREE, ForestPicture
from kit.widgets.source import javascript, style

WORDS = {
    name: f"the word {name}"
    for name in ["seedling", "young", "grown", "content", "doubtful", "unhappy", "stump", "burned", "free", "root"]
}
HARNESS = """async ([source, traits]) => {
  const heard = {};
  window.model = {
    get: (name) => traits[name],
    on: (event, listener) => (heard[event] ??= []).push(listener),
    off: (event, listener) => (heard[event] = heard[event].filter((one) => one !== listener)),
    heard: () => Object.values(heard).flat().length,
    change(next) {
      Object.assign(traits, next);
      for (const name of Object.keys(next)) for (const listener of heard[`change:${name}`] ?? []) listener();
    },
  };
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.leave = (await import(address)).default.render({ model, el: document.getElementById("here") });
}"""
CHANGED_BOX = """async ([before, after]) => {
  const pixels = async (address) => {
    const picture = Object.assign(new Image(), { src: address });
    await picture.decode();
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    pen.drawImage(picture, 0, 0);
    return pen.getImageData(0, 0, picture.width, picture.height);
  };
  const [one, other] = [await pixels(before), await pixels(after)];
  const [across, down] = [[], []];
  for (let at = 0; at < one.data.length; at += 4) {
    if (one.data[at] === other.data[at] && one.data[at + 1] === other.data[at + 1] && one.data[at + 2] === other.data[at + 2]) continue;
    across.push((at / 4) % one.width);
    down.push(Math.floor(at / 4 / one.width));
  }
  const ends = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -1]);
  return [...ends(across), ...ends(down)];
}"""


def forest(count: int, **columns) -> dict:
    """Places that are all the same but for the columns given."""
    usual = {"state": FREE, "age": 6, "value": 0.5, "mood": 0.9, "owner": -1, "root": -1}
    return {name: np.broadcast_to(columns.get(name, usual[name]), count) for name in COLUMNS}


def thriving(count: int, seed: int = 1) -> dict:
    chance = np.random.default_rng(seed)
    state = chance.choice([FREE, TREE, BURNED, STUMP, SEEDLING], count, p=[0.1, 0.7, 0.05, 0.05, 0.1])
    root = np.where(chance.random(count) < 0.05, chance.integers(0, count, count), -1)
    return forest(
        count,
        state=state,
        age=chance.integers(1, 12, count),
        value=chance.random(count),
        mood=chance.random(count),
        root=root,
    )


class Shown:
    """A forest picture on an empty page."""

    def __init__(self, browser, places: dict, width=1000, motion="no-preference", clock=False, **traits):
        self.widget = ForestPicture(words=WORDS, description="A territory.", **traits)
        self.widget.show(places, headline="The finding.", line="What stands here.")
        self.context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion=motion)
        self.requests, self.errors = [], []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        if clock:
            self.page.clock.install()
        self.page.set_content(f"<style>{style()}</style><div id='here'></div>")
        self.page.evaluate(HARNESS, [javascript("journal", "forest_symbols", "forest_picture"), self.traits()])

    def traits(self) -> dict:
        return {name: value for name, value in self.widget.get_state().items() if not name.startswith("_")}

    def change(self, places: dict, **more) -> None:
        self.widget.show(places, **more)
        self.page.evaluate("(next) => model.change(next)", self.traits())

    def revision(self) -> int:
        return int(self.page.locator("figure").get_attribute("data-revision") or 0)

    def picture(self) -> str:
        """The finished picture of the latest revision."""
        self.page.locator(f"figure[data-revision='{self.widget.revision}']").wait_for()
        return self.page.evaluate("document.querySelector('.kit-forest-land').toDataURL()")


@pytest.fixture
def show(browser):
    """show(places) puts a picture on a page; at the end no page had an error or asked another host for anything."""
    pages = []

    def shown(places: dict, **more) -> Shown:
        pages.append(Shown(browser, places, **more))
        return pages[-1]

    yield shown
    errors = [error for one in pages for error in one.errors]
    requests = [url for one in pages for url in one.requests if not url.startswith(("about:", "blob:", "data:"))]
    for one in pages:
        one.context.close()
    assert (errors, requests) == ([], [])


def test_every_state_mood_age_and_value_is_drawn_differently(show):
    shown = show(forest(40), motion="reduce")
    pictures = [shown.picture()]
    looks = [{"state": code} for code in range(1, len(STATES))]
    looks += [
        {"state": TREE, "mood": 0.5},
        {"state": TREE, "mood": 0.1},
        {"state": TREE, "age": 1},
        {"state": TREE, "value": 1},
    ]
    for look in looks:
        shown.change(forest(40, **look))
        pictures.append(shown.picture())
    assert len(set(pictures)) == len(pictures)


def test_a_recommendation_and_an_owner_leave_a_mark_where_there_are_teams(show):
    trees = {"state": TREE, "age": 3}
    alone, teams = show(forest(40, **trees), teams=["One"]), show(forest(40, **trees), teams=["One", "Two"])
    plain = alone.picture()
    assert teams.picture() == plain
    for shown, differs in ((alone, False), (teams, True)):
        shown.change(forest(40, owner=1, **trees), live=True)
        assert (shown.picture() != plain) == differs
    alone.change(forest(40, root=[7] + 39 * [-1], **trees), live=True)
    assert alone.picture() != plain


def test_the_picture_says_in_words_what_it_shows(show):
    shown = show(forest(60, state=TREE))
    shown.picture()
    assert shown.page.get_by_role("img").get_attribute("aria-label") == "A territory. The finding. What stands here."
    assert shown.page.get_by_role("status").text_content() == "The finding."
    assert shown.page.locator(".kit-forest-line").text_content() == "What stands here."
    assert shown.page.locator(".kit-forest-legend li").all_text_contents() == list(WORDS.values())
    shown.change(forest(60, state=STUMP), headline="Another.", line="All gone.")
    assert shown.page.get_by_role("status").text_content() == "Another."
    assert shown.page.get_by_role("img").get_attribute("aria-label") == "A territory. Another. All gone."


def test_names_of_places_and_teams_are_text_never_markup(show):
    evil = "<img src=x onerror='document.title = `caught`'><b>Firm</b>"
    shown = show(forest(1, state=TREE), names=[evil], teams=[evil, "Two"])
    shown.picture()
    land = shown.page.locator(".kit-forest-land")
    box = land.bounding_box()
    tip = shown.page.locator(".kit-forest-tip")
    for y in range(int(box["height"]) - 1, 0, -20):
        if tip.is_hidden():
            shown.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + y)
    assert tip.text_content() == evil
    assert shown.page.locator(".kit-forest-legend").first.locator("li").first.text_content() == evil
    assert shown.page.locator(".kit-forest-legend").last.locator("li").count() == len(WORDS)
    assert shown.page.locator(".kit-forest b, .kit-forest img").count() == 0
    shown.page.mouse.move(box["x"] + 2, box["y"] + 2)
    assert tip.is_hidden()


@pytest.mark.parametrize(
    ("motion", "live", "grows"),
    [("no-preference", False, True), ("no-preference", True, False), ("reduce", False, False)],
)
def test_a_forest_grows_unless_it_moves_live_or_motion_is_not_wanted(show, motion, live, grows):
    shown = show(forest(40), motion=motion, clock=True)
    shown.page.clock.run_for(100)
    assert shown.revision() == 1
    shown.change(forest(40, state=SEEDLING), live=live)
    shown.page.clock.run_for(100)
    assert shown.revision() == (1 if grows else 2)
    shown.page.clock.run_for(1000)
    assert shown.revision() == 2


def test_a_season_happens_in_its_order_and_without_motion_it_is_there_at_once(show):
    late = forest(40, state=BURNED) | {"when": np.linspace(0, 1, 40)}
    for motion, happens in (("no-preference", True), ("reduce", False)):
        shown = show(forest(40), motion=motion, clock=True)
        shown.page.clock.run_for(100)
        shown.picture()
        shown.change(late)
        shown.page.clock.run_for(1200)
        assert (shown.revision() != shown.widget.revision) == happens
        shown.page.clock.run_for(2000)
        assert shown.revision() == shown.widget.revision


def test_the_signs_are_folded_where_there_is_a_word_for_it_and_the_teams_are_not(show):
    shown = show(forest(4, state=TREE), teams=["One", "Two"], fold="What the signs mean")
    shown.picture()
    assert shown.page.locator(".kit-forest-legend").first.locator("li").all_inner_texts() == ["One", "Two"]
    folded = shown.page.locator(".kit-forest-signs")
    assert folded.get_attribute("open") is None and folded.locator("li").count() == len(WORDS)


def test_a_change_in_the_midst_of_growing_is_painted_at_once(show):
    shown = show(forest(40), clock=True)
    shown.page.clock.run_for(100)
    shown.change(forest(40, state=SEEDLING))
    shown.page.clock.run_for(100)
    shown.change(forest(40, state=TREE))
    shown.page.clock.run_for(100)
    assert shown.revision() == 3


def test_the_way_to_a_picture_leaves_no_trace_in_it(show):
    shown, fresh = show(thriving(200)), show(thriving(200, seed=2))
    shown.picture()
    shown.change(thriving(200, seed=2))
    assert shown.picture() == fresh.picture()


def test_the_same_place_is_always_at_the_same_spot(show):
    shown = show(forest(90), motion="reduce")
    empty = shown.picture()

    def spot(place: int, state: int) -> tuple[float, float]:
        shown.change(forest(90, state=np.where(np.arange(90) == place, state, FREE)))
        left, right, _top, bottom = shown.page.evaluate(CHANGED_BOX, [empty, shown.picture()])
        return (left + right) / 2, bottom

    def apart(one: tuple, other: tuple) -> float:
        return np.hypot(one[0] - other[0], one[1] - other[1])

    burned, tree, neighbour = spot(11, BURNED), spot(11, TREE), spot(12, BURNED)
    assert apart(burned, tree) < 25 < apart(burned, neighbour)
    assert spot(11, BURNED) == burned


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_six_hundred_trees_are_painted_again_at_any_width(show, width):
    shown = show(thriving(600), width=width)
    first = shown.picture()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    shown.change(thriving(600, seed=2), live=True)
    assert shown.picture() != first


def test_the_picture_follows_the_width_and_waits_until_it_is_in_sight(show):
    shown = show(thriving(90))
    shown.picture()
    shown.page.set_viewport_size({"width": 500, "height": 800})
    shown.page.wait_for_function("document.querySelector('.kit-forest-land').width < 500")
    shown.page.evaluate("document.getElementById('here').hidden = true")
    shown.change(thriving(120))
    assert shown.revision() == 1
    shown.page.evaluate("document.getElementById('here').hidden = false")
    shown.picture()


def test_a_picture_that_leaves_the_page_listens_no_longer(show):
    shown = show(forest(40))
    shown.picture()
    assert shown.page.evaluate("(leave(), model.heard())") == 0


def test_an_empty_territory_is_bare_land(show):
    assert len(show(forest(0)).picture()) > 1000


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="equal length"):
        ForestPicture().show(forest(3) | {"mood": [0.5]})
