"""What the whole loop needs: everything that `missi run` starts, staff, and the windows of each person."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.audit.log import AuditLog
from bot.bench.client import LOOPBACK
from bot.console.access.accounts import Accounts
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from bot.settings import read_settings
from tests.assistant.service import Service, prepare, running_service
from tests.console.pictures import sign_in
from tests.console.server import Console, add_account
from tests.publishing.checkout import Questions, copy_checkout, keep_history
from tests.web.host import visit
from tests.web.widget import Widget

PATIENCE_MS = 30_000  # a busy machine is no failure
STAFF = {"tess": "trainer", "ada": "approver", "ed": "editor"}


@dataclass(frozen=True)
class Loop:
    """The running service, its console, and a browser for everybody."""

    service: Service
    console: Console
    browser: Browser

    def page(self, name: str) -> Page:
        """A window of somebody who has signed in to the console."""
        page = self.browser.new_context(viewport={"width": 1180, "height": 820}).new_page()
        page.set_default_timeout(PATIENCE_MS)
        sign_in(page, self.console, name)
        return page

    def widget(self) -> Widget:
        """The page of a citizen who has opened the chat."""
        page = self.browser.new_context().new_page()
        page.set_default_timeout(PATIENCE_MS)
        visit(page, f"http://{LOOPBACK}:{self.service.port}")
        widget = Widget(page)
        widget.open()
        return widget


@contextmanager
def loop(folder: Path, browser: Browser, questions: Questions, held_out: str) -> Iterator[Loop]:
    """A service with knowledge, model, and drafts of its own; few test questions, and the file `held_out`."""
    expect.set_options(timeout=PATIENCE_MS)
    checkout = copy_checkout(folder / "checkout", questions)
    (checkout / "data" / "eval" / "loop.yml").write_text(held_out)
    keep_history(checkout)
    var = folder / "var"
    var.mkdir()
    environment = prepare(read_settings(), var) | {"MISSI_CHECKOUT": str(checkout)}
    settings = read_settings(environment)
    with running_service(var, environment) as service:
        engine = open_database(conversations_address(settings))
        for name, role in STAFF.items():
            add_account(Accounts(engine, AuditLog(engine)), name, (role,))
        engine.dispose()
        yield Loop(service, Console(settings.console.port, settings, var / "log" / "console.log"), browser)


def ask_until(widget: Widget, question: str, words: str, *, seconds: float, told: bool = True) -> float:
    """Ask in the widget until the reply holds the words, or no longer does; return the seconds it took."""
    began = time.monotonic()
    while (words in (reply := widget.ask(question).inner_text())) != told:
        assert time.monotonic() - began < seconds, reply
    return time.monotonic() - began
