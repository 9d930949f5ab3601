"""What the console's pages look like on a working day: staff, turns, notices, and things to do.

`python -m tests.console.pictures` takes the pictures of docs/staff-guide.md.
"""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.tables import FEEDBACK
from bot.console.access.accounts import Accounts
from bot.evaluation.measured import FILE_NAME as FIGURES
from bot.handoff.tables import CONTACT_REQUEST, HANDOFF
from bot.journal.entry import Entry
from bot.journal.tables import ENTRY
from bot.knowledge.database import open_database
from bot.operations.endpoints import conversations_address
from bot.review.tables import TICKET
from bot.settings import ROOT, read_settings
from bot.switches.state import Notice
from bot.switches.switchboard import Switchboard
from tests.console.server import PASSWORD, Console, add_account, running
from tests.web.browser import running_browser

OUTCOMES = {"answer": 70, "clarify": 12, "refuse": 9, "smalltalk": 5, "handoff": 3, "error": 1}
CHANNELS = {"web": 80, "rest": 20}
DAY_S = 86400.0
FOLDER = ROOT / "docs" / "images"
COLORS = 128
TAKEN_S = 6.0  # the console looks for new turns every two seconds
PICTURES = {
    "home": "/",
    "switches": "/switches",
    "notices": "/notices",
    "audit": "/audit",
    "staff": "/staff",
    "code": "/account/code",
    "account": "/account",
    "gaps": "/gaps",
    "inbox": "/inbox",
    "question": "/inbox/1?q=license",
}
"""By file name: the page."""
ASKED = {
    "How do I get a permit to fish from a boat at night?": 21,
    "permit for night fishing from a boat": 13,
    "Is there a ferry to Ship Island in winter?": 18,
    "When does the ferry to Ship Island run?": 9,
    "Can I keep a pet raccoon in Mississippi?": 11,
    "do i need a license for a pet raccoon": 4,
    "Who won the ball game last night?": 8,
}
"""How often each question waits in the inbox."""
WHY = "main broke on Terry Road"


def fill_day(console: Console) -> None:
    """A day's work in the console's database."""
    engine = open_database(conversations_address(console.settings))
    log = AuditLog(engine)
    accounts, board = Accounts(engine, log), Switchboard(engine, log)
    add_account(accounts, "ana.reyes", ("administrator", "editor", "agent", "analyst"), "Ana Reyes")
    accounts.disable(accounts.require("trainer"), who="ana.reyes", why="on leave until spring")
    boil = Notice("", "Boil your water before drinking it.", "Hierva el agua.", None, "emergency")
    board.notify(boil, "editor", WHY)
    board.off("topic:outdoors", "approver", "license fees changed, records are being mended")
    now = time.time()
    waiting = {"sender": "web-a", "channel": "web", "owner": "queued", "since": now - 420}
    requests = [{"reference": f"M-{number}", "at": now, "body": "x"} for number in range(3)]
    vote = {"conversation": "web-a", "at": now, "vote": "down", "outcome": "answer"}
    with engine.begin() as connection:
        connection.execute(insert(HANDOFF), waiting)
        connection.execute(insert(CONTACT_REQUEST), requests)
        connection.execute(insert(FEEDBACK), [vote | {"seq": number} for number in range(7)])
    add_questions(engine)
    add_ticket(engine)
    add_turns(engine, 900, days=2)
    engine.dispose()


def add_turns(engine: Engine, count: int, *, days: float) -> None:
    """So many turns over the last days, always the same ones."""
    chance, now = random.Random(1817), time.time()
    outcomes, channels = (list(share) for share in (OUTCOMES, CHANNELS))
    rows: list[dict[str, Any]] = [
        {
            "conversation": f"web-{number // 4}",
            "seq": number % 4 + 1,
            "at": now - chance.random() * days * DAY_S,
            "channel": chance.choices(channels, list(CHANNELS.values()))[0],
            "outcome": chance.choices(outcomes, list(OUTCOMES.values()))[0],
            "intent": "ask_how",
            "confidence": chance.random(),
            "score": chance.random(),
            "record": f"service:number-{number % 300}",
            "records": f"service:number-{number % 300}",
            "question": f"How do I do number {number % 5000}, and what does it cost?",
            "wording": f"{number % 5000:032x}",
            "answer": "You can do it online, by mail, or at any county office. It costs $24.",
        }
        for number in range(count)
    ]
    with engine.begin() as connection:
        for start in range(0, count, 5000):
            connection.execute(insert(ENTRY), rows[start : start + 5000])


def add_questions(engine: Engine) -> None:
    """What waits in the inbox: questions that were declined, asked back, or answered unsurely."""
    chance, now = random.Random(1817), time.time()
    told = {"refuse": "I could not find that. You can ask in other words, or talk with a person."}
    told |= {"clarify": "Which of these do you mean?", "answer": "You can buy a license online."}
    entries = [
        Entry(
            f"rest-{number}",
            now - 600 - chance.random() * DAY_S,
            chance.choice(("web", "web", "rest")),
            outcome := chance.choice(("refuse", "refuse", "clarify", "answer")),
            question,
            told[outcome],
            intent="ask_how",
            confidence=0.81,
            score=0.2 + chance.random() * 0.3,
            records=("service:fishing-license",) if outcome == "answer" else (),
        )
        for question, times in ASKED.items()
        for number in range(times)
    ]
    with engine.begin() as connection:
        connection.execute(insert(ENTRY), [entry.as_row() for entry in entries])


def add_ticket(engine: Engine) -> None:
    """What an agency is asked for, due in two weeks."""
    due = (date.today() + timedelta(14)).isoformat()
    ticket = {"cluster": 1, "opened": time.time() - DAY_S, "who": "ana.reyes", "agency": "fish", "due": due}
    ticket |= {"note": "Who may fish from a boat at night, and what the permit costs.", "status": "open"}
    with engine.begin() as connection:
        connection.execute(insert(TICKET), ticket)


def sign_in(page: Page, console: Console, name: str) -> None:
    """As people do it."""
    page.goto(f"{console.address}/sign-in")
    page.get_by_label("Name or e-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Today").first.wait_for()


def save(seen: Page | Locator, name: str) -> None:
    """Save what is seen of a page or a part, in few colors: a tenth of the size, and no eye sees it."""
    picture = Image.open(io.BytesIO(seen.screenshot()))
    picture.convert("RGB").quantize(COLORS).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Take all of them, with the model of this set-up and its figures."""
    ours = read_settings()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), MISSI_MODELS=str(ours.models.resolve())) as console,
        running_browser() as browser,
    ):
        if (ours.var / FIGURES).exists():
            shutil.copy(ours.var / FIGURES, folder)
        (Path(folder) / "encoder").symlink_to(ours.encoder.parent.resolve())
        fill_day(console)
        time.sleep(TAKEN_S)
        page = browser.new_context(viewport={"width": 1180, "height": 820}).new_page()
        page.goto(f"{console.address}/sign-in")
        save(page, "console-sign-in")
        sign_in(page, console, "ana.reyes")
        for name, path in PICTURES.items():
            page.goto(console.address + path)
            save(page, f"console-{name}")


if __name__ == "__main__":
    main()
