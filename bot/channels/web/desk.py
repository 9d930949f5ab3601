"""Everything a request can look things up in, wired once for each process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sanic.request import Request
from sqlalchemy.engine import Engine

from bot.channels.base.answer import Answer
from bot.channels.base.door import Door
from bot.channels.base.voice import make_voice
from bot.channels.web.catalog import Catalog
from bot.channels.web.files import Files, read_files
from bot.channels.web.history import History
from bot.channels.web.replies import build_reply
from bot.channels.web.watcher import Watcher
from bot.knowledge.wiring import open_store
from bot.settings import STATE_TIME, WebSettings

NAME = "web"


@dataclass(frozen=True)
class Desk:
    """What the handlers of this process share."""

    settings: WebSettings
    door: Door
    engine: Engine
    """The database of the conversations."""
    watcher: Watcher
    history: History
    catalog: Catalog
    files: Files
    build: Callable[[Answer], dict[str, Any]]
    """Makes the `reply` of the API."""

    @property
    def greeting(self) -> str:
        """What is said first."""
        return self.door.phrasebook.phrases["utter_greet"]


def open_desk(door: Door) -> Desk:
    """Wire the parts behind a door."""
    watcher = Watcher(door.conversations.changes)
    door.listeners.append(watcher.wake)
    catalog = Catalog(open_store(door.settings))
    catalog.watch()

    def build(answer: Answer) -> dict[str, Any]:
        return build_reply(answer, catalog, today(), door.phrasebook.phrases)

    door.voices[NAME] = make_voice(door.conversations, build)
    return Desk(
        settings=door.settings.web,
        door=door,
        engine=door.engine,
        watcher=watcher,
        history=History(door.conversations, lambda: build(door.phrasebook.say("utter_error", "error"))),
        catalog=catalog,
        files=read_files(),
        build=build,
    )


def desk_of(request: Request) -> Desk:
    """The desk of the process that serves this request."""
    desk: Desk = request.app.ctx.web
    return desk


def today() -> date:
    """The day in Mississippi."""
    return datetime.now(STATE_TIME).date()
