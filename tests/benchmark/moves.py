"""Where the time goes between a moved slider and the repainted picture, part by part; run by hand:

    python tests/benchmark/moves.py                                the three laboratories, kernel and browser
    python tests/benchmark/moves.py --before ../other-checkout     beside another checkout of the kit, in turns in one run
    python tests/benchmark/moves.py --kernel                       without a browser

Moves the second slider of each laboratory to and fro. The kernel's parts are taken without a browser, in time of the
processor, so that others on the machine count little; what the browser waits for and what it does itself, by the clock, in
a page of the app. "On the wire" is what is left of the waiting: the message there and back, Jupyter on both ends, and on a
busy machine the queue for a processor. Everything runs on this machine and ends by itself.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from time import process_time

HERE = Path(__file__).resolve().parents[2]
CASES = {
    "role_chain": ("02_role_chain", {}),
    "incentives": ("03_incentives", {}),
    "customer_forest": ("04_customer_forest", {}),
    "customer_forest, 600 places": ("04_customer_forest", {"places": 600}),
}
MOVES, ROUNDS = 60, 2
FORM, MODEL, MEASURE, ROWS, WORDS, TABLE = "form", "model", "measuring", "rows", "words", "table of figures"
UNTIL_SENT = FORM, MODEL, MEASURE, WORDS, ROWS  # then the picture is on its way; a table may come after it

# Moves a slider and notes when the message leaves, when the answer with other rows is there, and when it is painted.
BROWSER = """async (count) => {
  const slider = [...document.querySelectorAll('.kit-compare input[type=range]')][1];
  const figures = [...document.querySelectorAll('.kit-pictures .kit-figure, .kit-pictures figure')];
  const seen = {};
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...given) { seen.sent ??= performance.now(); return send.apply(this, given); };
  const taken = [];
  for (let move = 0; move < count; move++) {
    const step = Number(slider.step);
    slider.value = Number(slider.value) + (move % 10 < 5 ? -step : step);
    delete seen.sent;
    const painted = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        const drawn = performance.now();
        requestAnimationFrame(() => setTimeout(() => resolve([drawn, performance.now()])));
      });
      for (const one of figures) watch.observe(one, { attributes: true, attributeFilter: ['data-revision'] });
    });
    const arrived = new Promise((resolve) => {
      const watch = new MutationObserver(() => (watch.disconnect(), resolve(performance.now())));
      const stage = document.querySelector('.kit-compare .kit-hundred');
      watch.observe(stage, { subtree: true, childList: true, characterData: true, attributes: true });
      painted.then(([drawn]) => (watch.disconnect(), resolve(drawn)));
    });
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const [drawn, done] = await painted, answer = await arrived;
    taken.push([seen.sent - start, answer - seen.sent, drawn - answer, done - drawn]);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  WebSocket.prototype.send = send;
  return taken;
}"""
BROWSER_PARTS = "browser: slider to message", "kernel and wire", "chart: answer to new picture", "chart: painted"


class Stopwatch:
    """Time by part, each without the parts that were measured within it."""

    def __init__(self):
        self.taken, self._within = Counter(), [0.0]

    @contextmanager
    def part(self, name: str):
        """Whatever is done in this context belongs to a part."""
        self._within.append(0.0)
        start = process_time()
        yield
        took = process_time() - start
        self.taken[name] += took - self._within.pop()
        self._within[-1] += took

    def around(self, holder, name: str, part: str) -> None:
        """Count every call of a function or method, by its name in a class or module, to a part."""
        work = getattr(holder, name)

        def timed(*given, **named):
            with self.part(part):
                return work(*given, **named)

        setattr(holder, name, timed)


def laboratory(name: str, changes: dict):
    """The laboratory of an exercise as its page opens it, without a browser; what it postpones is left out."""
    import kit
    from kit.screen.postponed import Postponed

    Postponed.start = lambda _later, work: work.close()
    page = kit.open(name, "en")
    verbs = [getattr(page, verb)() for verb in ("predict", "play", "compare")]
    step = page._page.steps["compare"]
    step.open()
    page._page.decide_setting(changes)
    return verbs, step


def kernel_parts(name: str, changes: dict) -> dict[str, list[float]]:
    """Milliseconds of each move by part, the kernel alone."""
    import kit.pictures
    import kit.screen.compare
    import kit.screen.pictures
    from kit.screen.figures import Figures

    watch = Stopwatch()
    _verbs, step = laboratory(name, changes)
    object.__setattr__(step.laboratory, "simulate", _timed(watch, step.laboratory.simulate))
    watch.around(kit.screen.compare, "play", MEASURE)
    watch.around(kit.screen.pictures, "rows_of", ROWS)
    watch.around(type(step), "_show_hundred", WORDS)
    watch.around(kit.screen.pictures.ViewCharts, "show", WORDS)
    watch.around(Figures, "table", TABLE)
    lever = [field for group in step.settings.groups for field in group["fields"] if field["kind"] == "range"][1]
    found = {part: [] for part in (*UNTIL_SENT, TABLE)}
    for move in range(10 + MOVES):
        values, watch.taken = dict(step.settings.values), Counter()
        way = -1 if move % 10 < 5 else 1
        values[lever["name"]] = round(values[lever["name"]] + way * lever["step"], 6)
        if lever["whole"]:
            values[lever["name"]] = int(values[lever["name"]])
        with watch.part(FORM):
            step.settings.values = values
        if move >= 10:
            for part, taken in found.items():
                taken.append(1000 * watch.taken[part])
    return found


def _timed(watch: Stopwatch, simulate):
    def timed(*given):
        with watch.part(MODEL):
            return simulate(*given)

    return timed


def browser_parts(notebook: str, changes: dict) -> dict[str, list[float]]:
    """Milliseconds of each move by part, as a page sees it."""
    from playwright.sync_api import expect, sync_playwright

    from tests.benchmark.browser import opened
    from tests.browser.conftest import FLAGS, PAGE_MILLISECONDS, Server, Visitor, browser_path
    from tests.browser.pages import skip_game

    expect.set_options(timeout=PAGE_MILLISECONDS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser, server = (
            playwright.chromium.launch(executable_path=browser_path(), args=FLAGS),
            Server("app", Path(folder)),
        )
        try:
            visitor = Visitor(browser, server)
            page, _wait = opened(visitor, notebook, changes)
            page.locator(".kit-predict .kit-primary").press("Enter")
            skip_game(page)
            page.wait_for_timeout(3000)
            page.evaluate(BROWSER, 20)
            taken = page.evaluate(BROWSER, MOVES)
            visitor.context.close()
        finally:
            server.stop()
            browser.close()
    return dict(zip(BROWSER_PARTS, map(list, zip(*taken, strict=True)), strict=True))


def measured(case: str, with_browser: bool) -> dict[str, list[float]]:
    """All parts of one case."""
    notebook, changes = CASES[case]
    parts = kernel_parts(notebook[3:], changes)
    return parts | (browser_parts(notebook, changes) if with_browser else {})


def elsewhere(checkout: Path, case: str, with_browser: bool) -> dict[str, list[float]]:
    """The same of the kit of a checkout, in a process of its own."""
    command = [sys.executable, __file__, "--one", case, *([] if with_browser else ["--kernel"])]
    told = subprocess.run(
        command,
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(told.stdout.splitlines()[-1])


def table(case: str, columns: dict[str, dict[str, list[float]]]) -> None:
    """A table of the medians of a case, with sums and what is left for the wire."""
    print(f"\n{case:36}" + "".join(f"{name:>12}" for name in columns) + "   ms, median (p95)")
    parts = list(next(iter(columns.values())))
    shown = {name: {part: _middle(taken) for part, taken in found.items()} for name, found in columns.items()}
    for part in parts:
        print(f"  {part:34}" + "".join(f"{shown[name][part]:12}" for name in columns))
    sums = {name: _sum(found, UNTIL_SENT) for name, found in columns.items()}
    print(f"  {'kernel until the picture is sent':34}" + "".join(f"{_middle(one):12}" for one in sums.values()))
    if BROWSER_PARTS[0] in parts:
        whole = {name: _sum(found, BROWSER_PARTS) for name, found in columns.items()}
        wire = {
            name: statistics.median(found[BROWSER_PARTS[1]]) - statistics.median(sums[name])
            for name, found in columns.items()
        }
        print(f"  {'on the wire (what is left)':34}" + "".join(f"{one:12.1f}" for one in wire.values()))
        print(f"  {'slider to repaint':34}" + "".join(f"{_middle(one):12}" for one in whole.values()))


def _sum(found: dict[str, list[float]], parts) -> list[float]:
    return [sum(move) for move in zip(*(found[part] for part in parts), strict=True)]


def _middle(taken: list[float]) -> str:
    return f"{statistics.median(taken):.1f} ({statistics.quantiles(taken, n=20)[-1]:.0f})"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--before", type=Path, help="another checkout of the kit to measure beside this one")
    asked.add_argument("--kernel", action="store_true", help="without a browser")
    asked.add_argument("--case", choices=CASES, action="append", help="only this laboratory (may be given again)")
    asked.add_argument("--one", choices=CASES, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, not given.kernel)))
        return
    checkouts = ({"before": given.before.resolve()} if given.before else {}) | {"now": HERE}
    for case in given.case or CASES:
        found = {name: {} for name in checkouts}
        for _round in range(ROUNDS):  # in turns, so that a busy moment of the machine meets both
            for name, checkout in checkouts.items():
                for part, taken in elsewhere(checkout, case, not given.kernel).items():
                    found[name].setdefault(part, []).extend(taken)
        table(case, found)


if __name__ == "__main__":
    main()
