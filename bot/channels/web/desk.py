"""Everything a request can look things up in, wired once for each process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from sanic import Sanic
from sanic.request import Request
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.turns import Answer, Handler, Turns
from bot.channels.web.answering import Answering
from bot.channels.web.catalog import Catalog
from bot.channels.web.conversations import Conversations
from bot.channels.web.files import Files, read_files
from bot.channels.web.limits import Limiter
from bot.channels.web.replies import build_reply
from bot.channels.web.tables import METADATA
from bot.channels.web.tokens import keep_secret
from bot.channels.web.watcher import Watcher
from bot.engine.conversations import ConversationStore
from bot.errors import SettingError
from bot.knowledge.database import make_tables
from bot.knowledge.wiring import open_store
from bot.settings import Settings, WebSettings
from bot.switches.switchboard import Switchboard

STATE_TIME = ZoneInfo("America/Chicago")
DAY_S = 86400.0


@dataclass(frozen=True)
class Desk:
    """What the handlers of this process share."""

    settings: WebSettings
    secret: str
    engine: Engine
    """The database of the conversations."""
    switchboard: Switchboard
    conversations: Conversations
    answering: Answering
    watcher: Watcher
    catalog: Catalog
    files: Files
    limiter: Limiter
    greeting: str


def open_desk(app: Sanic, handle: Handler, turns: Turns, settings: Settings) -> Desk:
    """Wire the parts; the agent must be there, since its conversations tell the database."""
    engine = _database_of(app.ctx.agent)
    make_tables(engine, METADATA)
    conversations = Conversations(engine, settings.web.idle_days * DAY_S)
    watcher = Watcher(conversations.changes)
    catalog = Catalog(open_store(settings))
    catalog.watch()

    def build(answer: Answer) -> dict[str, Any]:
        return build_reply(answer, catalog, today(), turns.phrases)

    return Desk(
        settings=settings.web,
        secret=settings.web.secret or keep_secret(settings.var),
        engine=engine,
        switchboard=Switchboard(engine, AuditLog(engine)),
        conversations=conversations,
        answering=Answering(app, handle, conversations, turns=turns, build=build, notify=watcher.wake),
        watcher=watcher,
        catalog=catalog,
        files=read_files(),
        limiter=Limiter(workers=int(os.environ.get("SANIC_WORKERS", "1"))),
        greeting=turns.phrases["utter_greet"],
    )


def desk_of(request: Request) -> Desk:
    """The desk of the process that serves this request."""
    desk: Desk = request.app.ctx.web
    return desk


def today() -> date:
    """The day in Mississippi."""
    return datetime.now(STATE_TIME).date()


def _database_of(agent: Agent) -> Engine:
    """The database of the agent's conversations, whose store Rasa puts into stores of its own."""
    store: TrackerStore = agent.tracker_store
    while not isinstance(store, ConversationStore):
        store = getattr(store, "_tracker_store", None)
        if store is None:
            expected = "expected bot.engine.conversations.ConversationStore"
            raise SettingError(f"endpoints.yml: tracker_store: the web channel: {expected}")
    return store.engine
