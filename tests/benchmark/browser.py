"""How fast a page answers, in a real browser, in both front ends. Run by hand, one exercise after the other:

    python tests/benchmark/browser.py 02_role_chain
    python tests/benchmark/browser.py 03_incentives
    python tests/benchmark/browser.py 04_customer_forest places=600

Prints a table: page opened to the first control, slider moved to repainted chart (100 moves), and how much the browser's
heap grows over 500 moves. Everything runs on this machine and ends by itself.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.conftest import FLAGS, PAGE_MILLISECONDS, Server, Visitor, browser_path
from tests.browser.pages import open_all_steps, skip_game, wait_for_guess

MOVES, HEAP_MOVES, OPENINGS = 100, 500, 5

# Moves the slider a step to and fro and waits until the chart has been painted with the new rows.
MOVE = """async (count) => {
  const slider = [...document.querySelectorAll('.kit-compare input[type=range]')][1];
  const figure = document.querySelector('.kit-pictures .kit-figure');
  const painted = () => new Promise((resolve) => {
    const watch = new MutationObserver(() => (watch.disconnect(), requestAnimationFrame(() => setTimeout(resolve))));
    watch.observe(figure, { attributes: true, attributeFilter: ['data-revision'] });
  });
  const taken = [];
  for (let move = 0; move < count; move++) {
    const step = Number(slider.step);
    slider.value = Number(slider.value) + (move % 10 < 5 ? -step : step);
    const done = painted(), start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await done;
    taken.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return taken;
}"""


def heap_megabytes(page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6


def journal(notebook: str, changes: dict[str, int]) -> str:
    """A journal in which these values of the setting have been changed, as the script that puts it into a new browser."""
    decided = {"exercise": notebook[3:], "step": "setting", "at": "2026-01-01T00:00:00Z"}
    events = [decided | {"id": name, "name": name, "value": value} for name, value in changes.items()]
    return f"localStorage.getItem('pair-selling-kit') ?? localStorage.setItem('pair-selling-kit', {json.dumps(json.dumps({'version': 1, 'events': events}))})"


def opened(visitor: Visitor, notebook: str, changes: dict[str, int]) -> tuple:
    """A page and the milliseconds until its first control could be used."""
    visitor.context.add_init_script(journal(notebook, changes))
    start = time.perf_counter()
    page = visitor.open(notebook, "en")
    wait_for_guess(page)
    return page, 1000 * (time.perf_counter() - start)


def measure(browser, server: Server, notebook: str, changes: dict[str, int]) -> dict[str, float]:
    waits = []
    for _opening in range(OPENINGS):
        visitor = Visitor(browser, server)
        page, wait = opened(visitor, notebook, changes)
        waits.append(wait)
        if _opening < OPENINGS - 1:
            visitor.context.close()
    page.locator(".kit-predict .kit-primary").press("Enter")
    skip_game(page)
    expect(page.locator(".kit-compare .kit-figure").first).to_be_visible()
    page.wait_for_timeout(3000)
    page.evaluate(MOVE, 20)
    taken = page.evaluate(MOVE, MOVES)
    before = heap_megabytes(page)
    page.evaluate(MOVE, HEAP_MOVES)
    page.wait_for_timeout(2000)
    growth = heap_megabytes(page) - before
    open_all_steps(page)
    visitor.context.close()
    return {
        "first control, median ms": statistics.median(waits),
        "first control, slowest ms": max(waits),
        "slider to repaint, median ms": statistics.median(taken),
        "slider to repaint, p95 ms": statistics.quantiles(taken, n=20)[-1],
        "heap after 500 moves, MB more": growth,
    }


def main(notebook: str = "02_role_chain", *changes: str) -> None:
    changed = {name: int(value) for name, value in (change.split("=") for change in changes)}
    expect.set_options(timeout=PAGE_MILLISECONDS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        measured = {}
        for way in ("lab", "app"):
            server = Server(way, Path(folder))
            try:
                measured[way] = measure(browser, server, notebook, changed)
            finally:
                server.stop()
        browser.close()
    print(f"{'':34}{'JupyterLab':>12}{'app':>12}")
    for name in measured["lab"]:
        print(f"{name:34}{measured['lab'][name]:12.1f}{measured['app'][name]:12.1f}")
    print(
        "bars: first control 4000 ms after the server runs, repaint p95 120 ms (forest with 600 trees: 150), heap 15 MB"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
