"""The page against stock pyvis, in one browser and one run: size, time until ready, cost of a step of panning, search.

``python -m tests.bench.bench_page [NODES ...]`` prints a table and fails when a bar is missed. Times are processor
milliseconds of the page (what Chromium calls TaskDuration), so that a busy machine matters less. The graphs are random,
without communities: the worst case.
"""

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from pyvis.network import Network

from kg.render import render
from kg.render.layout import layout
from kg.render.network import to_networkx
from tests.render.conftest import CHROMIUM, FLAGS
from tests.render.views import sized

SIZES = (1000, 5000, 20000)
STEPS = 20
#: Stock pyvis at 1,000 nodes had settled 35 % after 50 s: we wait no longer than this for it.
PATIENCE_S = 60
MEGABYTES = {1000: 1.2, 5000: 3.5, 20000: 12}
SEARCH_MS = 50


@dataclass
class Measured:
    """One page. Milliseconds of processor time; ``pan`` and ``repaint`` are for one step."""

    name: str
    nodes: int
    megabytes: float
    ready: float
    pan: float
    search: float | None = None
    settled: bool = True


def cost(client) -> float:
    metrics = client.send("Performance.getMetrics")["metrics"]
    return 1000 * next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def pan(page: Page, client, selector: str) -> float:
    """Drag by small steps; the mean cost of one."""
    box = page.locator(selector).bounding_box()
    x, y = box["x"] + 30, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y + 5)
    page.wait_for_timeout(100)
    before = cost(client)
    for step in range(STEPS):
        page.mouse.move(x + 5 + step, y + 5 + step)
        page.wait_for_timeout(30)
    spent = cost(client) - before
    page.mouse.up()
    return spent / STEPS


def opened(browser, path: Path):
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.set_default_timeout(180_000)
    page.route("http*://**", lambda route: route.abort())
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    page.goto(path.as_uri(), wait_until="commit")
    return page, client


def ours(browser, folder: Path, nodes: int) -> list[Measured]:
    path = folder / f"ours-{nodes}.html"
    render(sized(nodes), path)
    found = []
    for view in ("key", "whole"):
        page, client = opened(browser, Path(f"{path}"))
        page.wait_for_selector("body[data-ready]")
        ready = cost(client)
        if view == "whole":
            page.click("#tab-whole")
            page.wait_for_timeout(1500)
        selector = {"key": "#picture canvas", "whole": "#overview"}[view]
        step = pan(page, client, selector)
        took = page.evaluate(
            "() => { attest.find('number 77'); const t = performance.now(); attest.find('number 17');"
            " return performance.now() - t }"
        )
        found.append(Measured(f"attest, {view}", nodes, path.stat().st_size / 1e6, ready, step, took))
        page.context.close()
    return found


def stock(browser, folder: Path, nodes: int, *, physics: bool) -> Measured:
    graph = to_networkx(sized(nodes))
    places = {} if physics else layout(graph)
    net = Network(directed=True, cdn_resources="in_line")
    for iri, facts in graph.nodes(data=True):
        at = {} if physics else {"x": places[iri][0], "y": places[iri][1], "physics": False}
        net.add_node(iri, label=facts["label"], **at)
    for a, b, facts in graph.edges(data=True):
        net.add_edge(a, b, label=facts["label"])
    if not physics:
        net.toggle_physics(False)
    path = folder / f"stock-{nodes}-{physics}.html"
    path.write_text(net.generate_html(), encoding="utf-8")
    page, client = opened(browser, path)
    page.wait_for_function("() => typeof network === 'object' && !!network && !!network.body")
    settled = True
    if physics:
        page.evaluate(
            "() => { window.done = false; network.once('stabilizationIterationsDone', () => { window.done = true }) }"
        )
        try:
            page.wait_for_function("() => window.done", timeout=PATIENCE_S * 1000)
        except Exception:
            settled = False
    else:
        page.evaluate("() => new Promise(done => { network.once('afterDrawing', done); network.redraw() })")
    ready = cost(client)
    step = pan(page, client, "#mynetwork canvas") if not physics else float("nan")
    page.context.close()
    return Measured(
        "pyvis, stock" if physics else "pyvis, physics off",
        nodes,
        path.stat().st_size / 1e6,
        ready,
        step,
        None,
        settled,
    )


def verdicts(found: list[Measured]) -> dict[str, bool]:
    """Compare with the bars of the design, as far as the sizes were measured."""
    at = {(m.name, m.nodes): m for m in found}
    checks = {}
    for nodes, limit in MEGABYTES.items():
        if ("attest, key", nodes) in at:
            checks[f"file at {nodes}: at most {limit} MB"] = at["attest, key", nodes].megabytes <= limit
            checks[f"search at {nodes}: at most {SEARCH_MS} ms"] = at["attest, key", nodes].search <= SEARCH_MS
    if ("pyvis, stock", 1000) in at:
        ratio = at["pyvis, stock", 1000].ready / at["attest, key", 1000].ready
        checks[f"ready at 1000: 1/100 of stock pyvis (is 1/{ratio:.0f} or better)"] = ratio >= 100
    if ("pyvis, physics off", 5000) in at:
        ratio = at["pyvis, physics off", 5000].ready / at["attest, key", 5000].ready
        checks[f"ready at 5000: 1/5 of pyvis with physics off (is 1/{ratio:.1f})"] = ratio >= 5
        ratio = at["pyvis, physics off", 5000].pan / at["attest, whole", 5000].pan
        checks[f"pan at 5000: 1/10 of pyvis with physics off (is 1/{ratio:.1f})"] = ratio >= 10
    if ("attest, whole", 1000) in at and ("attest, whole", 20000) in at:
        ratio = at["attest, whole", 20000].pan / at["attest, whole", 1000].pan
        checks[f"pan from 1000 to 20000: at most 1.5 times (is {ratio:.2f})"] = ratio <= 1.5
    return checks


def main(sizes: list[int]) -> int:
    found: list[Measured] = []
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as name:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for nodes in sizes:
            found += ours(browser, Path(name), nodes)
        if 1000 in sizes:
            found.append(stock(browser, Path(name), 1000, physics=True))
        if 5000 in sizes:
            found.append(stock(browser, Path(name), 5000, physics=False))
        browser.close()
    for m in found:
        print(json.dumps(asdict(m)))  # noqa: T201
    checks = verdicts(found)
    for text, held in checks.items():
        print("ok  " if held else "MISS", text)  # noqa: T201
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main([int(a) for a in sys.argv[1:]] or list(SIZES)))
