"""What a page weighs on the wire and how soon it is there, over lines of several speeds, beside a stock page of Voilà. Run by hand:

    python tests/benchmark/network.py
    python tests/benchmark/network.py openings=3 notebook=02_role_chain

Prints one table. Bytes are counted on the line (HTTP and websocket, as they are sent), times in the browser from the click.
Everything runs on this machine and ends by itself.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from kit.ports import next_free_port, wait_until_open
from tests.benchmark.line import Line
from tests.browser.conftest import FLAGS, PAGE_MILLISECONDS, Server, browser_path

LINES = {"fast": (None, 0), "10 Mbit/s": (10, 10), "2 Mbit/s": (2, 10)}  # megabits a second, milliseconds one way
SECOND = "03_incentives"
WARM = "04_customer_forest", "05_leadership"  # not opened before, so that they are prepared
SETTLED_MS = 3000  # after the first control a page may still fetch what it needs next
WARM_SECONDS = 15  # so long a computer may take to prepare the next page
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"  # no other host; Playwright's own way would switch the browser's cache off
STOCK = {
    "cells": [
        {"cell_type": "markdown", "id": "prose", "metadata": {}, "source": "# A slider\n\nMove it."},
        {
            "cell_type": "code",
            "id": "slider",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": "import ipywidgets\nipywidgets.IntSlider()",
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}

# When the first sentence is seen, when the first control, and how far things have jumped.
WATCH = """(() => {
  const seen = (globalThis.seenAt = { shift: 0 });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => one.hadRecentInput || (seen.shift += one.value)))
    .observe({ type: "layout-shift", buffered: true });
  const shown = (node) => node && node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getClientRects().length > 0;
  const first = (selector) => [...document.querySelectorAll(selector)].some(shown);
  const look = () => {
    seen.prose ??= first(".jp-RenderedMarkdown p, .kit-words p, .kit-lead, .kit-form p") ? performance.now() : undefined;
    seen.control ??= first(".kit-predict .kit-primary, .widget-slider") ? performance.now() : undefined;
    if (!seen.control) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""


@contextmanager
def stock(folder: Path):
    """The port of Voilà as it comes, with a page of one slider."""
    (folder / "stock").mkdir()
    (folder / "stock" / "slider.ipynb").write_text(json.dumps(STOCK), encoding="utf-8")
    port = next_free_port(8899)
    command = [sys.executable, "-m", "voila", ".", "--no-browser", f"--port={port}", "--template=lab"]
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_NO_CONFIG": "1"}
    with (folder / "stock.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder / "stock", env=environment, stdout=log, stderr=log)
        try:
            wait_until_open(port)
            yield port
        finally:
            process.terminate()
            process.wait(20)


class Reader:
    """A browser of its own at the end of a line."""

    def __init__(self, browser, line: Line):
        self.line = line
        self.context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
        self.context.set_default_timeout(4 * PAGE_MILLISECONDS)
        self.context.add_init_script(WATCH)
        self.requests = 0
        self.context.on("requestfinished", self._count)

    def _count(self, request) -> None:
        self.requests += request.url.startswith("http")

    def open(self, address: str, page=None) -> dict[str, float]:
        """Opens a page, or an open one anew; what it took."""
        self.line.taken()
        self.requests = 0
        page, again = page or self.context.new_page(), page is not None
        page.reload() if again else page.goto(address, wait_until="commit")
        page.wait_for_function("globalThis.seenAt?.control", polling=20)
        page.wait_for_timeout(SETTLED_MS)
        seen = page.evaluate("globalThis.seenAt")
        self.page = page
        return {
            "prose": seen.get("prose", float("nan")) / 1000,
            "control": seen["control"] / 1000,
            "shift": seen["shift"],
            "MB": self.line.taken() / 1e6,
            "requests": self.requests,
        }


def visit(browser, port: int, path: str, line: str, **more) -> dict[str, dict[str, float]]:
    """A first page over a line, the same page again, and a second page if one is named."""
    mbit, delay = LINES[line]
    with closing(Line(port, mbit, delay)) as wire:
        reader = Reader(browser, wire)
        address = f"http://127.0.0.1:{wire.port}{path}"
        try:
            found = {"first": reader.open(address)}
            if more.get("again"):
                found["again"] = reader.open(address, reader.page)
            if second := more.get("second"):
                found["second"] = reader.open(f"http://127.0.0.1:{wire.port}{second}")
            return found
        finally:
            reader.context.close()


def middle(found: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in found)


def main(*given: str) -> None:
    asked = {"openings": "3", "notebook": "02_role_chain"} | dict(one.split("=", 1) for one in given)
    openings, notebook = int(asked["openings"]), asked["notebook"]
    expect.set_options(timeout=4 * PAGE_MILLISECONDS)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=[*FLAGS, ALONE])
        rows: list[tuple[str, str, str]] = []
        with stock(folder) as port:
            visit(browser, port, "/voila/render/slider.ipynb", "fast")  # the first one of a server reads what it needs
            usual = [visit(browser, port, "/voila/render/slider.ipynb", "fast")["first"] for _ in range(openings)]
        slider = middle(usual, "control")
        rows.append(("stock page of Voilà: first prose, slider, s", f"{middle(usual, 'prose'):.2f}  {slider:.2f}", ""))
        server = Server("app", folder)
        try:
            page, second = (server.address("en", one).partition(f":{server.port}")[2] for one in (notebook, SECOND))
            visit(browser, server.port, page, "fast")
            found = visit(browser, server.port, page, "fast", again=True, second=second)
            for what, bar in (("first", 1.6), ("again", 0.15), ("second", 0.15)):
                rows.append(
                    (f"{what}: MB, requests", f"{found[what]['MB']:.2f}  {found[what]['requests']:.0f}", f"{bar} MB")
                )
            for line, bar in (("2 Mbit/s", 9), ("10 Mbit/s", 3.5)):
                taken = visit(browser, server.port, page, line)["first"]
                rows.append(
                    (f"{line}: first prose, control, s", f"{taken['prose']:.2f}  {taken['control']:.2f}", f"{bar} s")
                )
            exercises = [server.address("en", one).partition(f":{server.port}")[2] for one in WARM]
            for kind, pause, pages, prose, control in (
                ("cold", 0, [page] * openings, 0.4, 0.9),  # opened before, so that nobody has prepared it
                ("warm", WARM_SECONDS, exercises, 0.1, 0.5),
            ):
                opened = []
                for one in pages:
                    time.sleep(pause)
                    opened.append(visit(browser, server.port, one, "fast")["first"])
                for part, bar in (("prose", prose), ("control", control)):
                    taken = middle(opened, part)
                    rows.append(
                        (
                            f"fast, {kind}: first {part}, s",
                            f"{taken:.2f} = {taken / slider:.2f} of the slider",
                            f"{bar}",
                        )
                    )
                rows.append((f"fast, {kind}: layout shift", f"{middle(opened, 'shift'):.3f}", "0.05"))
            app = middle(opened, "control")
        finally:
            server.stop()
        server = Server("lab", folder)
        try:
            opened = []
            for _ in range(openings + 1):
                page = server.address("en", notebook).partition(f":{server.port}")[2]
                opened.append(visit(browser, server.port, page, "fast")["first"])
                time.sleep(WARM_SECONDS)
            lab = middle(opened[1:], "control")
            rows.append(("JupyterLab, warm: first control, s", f"{lab:.2f} = {lab / app:.2f} of the app", "1.2"))
            rows.append(
                ("JupyterLab: MB, requests", f"{middle(opened, 'MB'):.2f}  {middle(opened, 'requests'):.0f}", "")
            )
        finally:
            server.stop()
        browser.close()
    print(f"{notebook}, median of {openings}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    for what, taken, bar in rows:
        print(f"{what:44}{taken:32}{bar:>8}")


if __name__ == "__main__":
    main(*sys.argv[1:])
