"""A Chromium that reports everything that a page should not do."""

import re
import shutil
from dataclasses import dataclass, field

import pytest

from kg.render import render
from tests.render import views

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Opened:
    """A page with what it did wrong."""

    page: object
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def settle(self, milliseconds: int = 120) -> None:
        self.page.wait_for_timeout(milliseconds)

    def is_clean(self) -> None:
        assert self.requests == []
        assert self.errors == []
        assert self.dialogs == []


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: install Debian's package chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def file_of(tmp_path_factory):
    """Write each view once."""
    made = {}

    def write(name: str):
        if name not in made:
            made[name] = tmp_path_factory.mktemp("page") / f"{name}.html"
            render(getattr(views, name)(), made[name])
        return made[name]

    return write


def watch(page) -> Opened:
    opened = Opened(page)

    def dismiss(dialog):
        opened.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda r: None if re.match("file:|blob:|data:", r.url) else opened.requests.append(r.url))
    page.on("console", lambda m: opened.errors.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: opened.errors.append(str(e)))
    page.on("dialog", dismiss)
    return opened


@pytest.fixture
def open_page(browser, file_of):
    contexts = []

    def go(name: str, fragment: str = "", *, size=(1400, 900), **options) -> Opened:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        opened = watch(context.new_page())
        opened.page.goto(file_of(name).as_uri() + fragment)
        if options.get("java_script_enabled", True):
            opened.page.wait_for_selector("body[data-ready]")
        return opened

    yield go
    for context in contexts:
        context.close()
