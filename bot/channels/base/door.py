"""The front door: the steps that every message goes through, and what they share.

Called by the channels with their connector; gives the channel's response, whatever happens on the way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.channels.base.answer import Answer, Phrasebook, Refused
from bot.channels.base.cleaning import cap, drop_unseen, strip
from bot.channels.base.connector import REFUSALS, Connector
from bot.channels.base.conversations import Conversations
from bot.channels.base.counts import Counts
from bot.channels.base.dangers import find_danger, spot_danger
from bot.channels.base.database import database_of
from bot.channels.base.duplicates import RETRY_S, deduplicate, keep, keep_reply, rest
from bot.channels.base.hints import Hints
from bot.channels.base.journal import keep_writing, note
from bot.channels.base.limits import Limiter, keep_exchanging, limit
from bot.channels.base.masking import mask
from bot.channels.base.message import Message
from bot.channels.base.people import bring_person, check_owner, find_owner, keep_minding
from bot.channels.base.phrases import read_responses
from bot.channels.base.queues import Queues
from bot.channels.base.rasa_turn import hand_to_rasa
from bot.channels.base.secret import keep_secret
from bot.channels.base.sweep import keep_sweeping
from bot.channels.base.switches import check_switches, withhold
from bot.channels.base.tables import METADATA
from bot.channels.base.upgrade import take_over
from bot.handoff.handoff import Handoff
from bot.health.turns import TurnLog
from bot.journal.journal import Journal
from bot.knowledge.database import make_tables
from bot.knowledge.wiring import open_store
from bot.privacy import mask as mask_words
from bot.retention.retention import Retention
from bot.settings import Settings
from bot.switches.switchboard import Switchboard

Handler = Callable[[UserMessage], Awaitable[Any]]
Step = Callable[[Message, "Door"], Awaitable[None]]
Result = TypeVar("Result")
Voice = Callable[[str, Answer], bool]
"""Shows an answer in a conversation that nobody has just asked for; False when the conversation is gone."""
DAY_S = 86400.0
logger = logging.getLogger(__name__)
THREADS, WRITERS = 64, 8


async def verify(message: Message, door: Door) -> None:
    """Leave out whoever is not who they say."""
    await message.connector.verify(message.request)


async def parse(message: Message, door: Door) -> None:
    """Read what was said."""
    message.said = await message.connector.parse(message.request)


async def render(message: Message, door: Door) -> None:
    """Put the answer into the channel's form, and keep it with the message."""
    if message.refusal:
        raise message.refusal
    if message.answer:
        answer = message.answer.led_by(message.leads)
        message.rendered = await keep_reply(message, door, message.connector.render(answer, message))
    elif message.turn:
        message.rendered = message.turn.reply


async def reply(message: Message, door: Door) -> None:
    """Send it."""
    message.response = await message.connector.reply(message.rendered, message)


STEPS: tuple[Step, ...] = (
    verify,
    parse,
    strip,
    cap,
    deduplicate,
    spot_danger,
    limit,
    check_switches,
    find_owner,
    mask,
    keep,
    check_owner,
    hand_to_rasa,
    bring_person,
    withhold,
    render,
    reply,
)
READING = (verify, parse)
"""The steps that a channel which acknowledges at once takes before it does."""
NEVER_LEFT_OUT = (spot_danger, mask, keep, bring_person, withhold, render, reply)
"""What a message still goes through when it is settled, unless it was answered before."""


class Door:
    """One for each process.

    Args:
        app: the running app, which has the agent.
        handle: what Rasa does with a message.
        engine: the database of the conversations.
        settings: rates, and how long conversations are kept.
    """

    def __init__(self, app: Sanic, handle: Handler, engine: Engine, settings: Settings) -> None:
        self.app = app
        self.handle = handle
        self.engine = engine
        self.settings = settings
        self.secret = settings.web.secret or keep_secret(settings.var)
        self.phrasebook = Phrasebook(read_responses())
        self.conversations = Conversations(engine, settings.web.idle_days * DAY_S)
        self.audit = AuditLog(engine)
        self.switchboard = Switchboard(engine, self.audit)
        self.retention = Retention(
            engine,
            self.audit,
            self.secret,
            most_days=settings.retention_days,
            idle_days=settings.web.idle_days,
        )
        self.turn_log = TurnLog(settings.var / "log", self.retention.pseudonym)
        self.journal = Journal(engine)
        self.hints = Hints(engine)
        self.store = open_store(settings)
        self.handoff = Handoff(engine, self.audit, self.store, settings, self.retention.pseudonym)
        self.voices: dict[str, Voice] = {}
        self.limiter = Limiter(Counts(engine), self.secret)
        self.listeners: list[Callable[[str], None]] = []
        # SQLite has one writer at a time; many that wait for each other would not wait in turn.
        self._writers = ThreadPoolExecutor(1 if engine.dialect.name == "sqlite" else WRITERS, "write")
        self._queues = Queues()
        self._at_work: set[asyncio.Task[Any]] = set()

    async def receive(self, request: Any, connector: Connector) -> Any:
        """Return the channel's response; raises what the connector's `verify`, `parse`, and `refuse` do."""
        message = Message(request, connector)
        try:
            for step in READING:
                await step(message, self)
        except Refused as refused:
            return await self._refuse(message, refused)
        acknowledged = connector.acknowledge(request)
        if acknowledged is None:
            # In a task of its own: whoever asked may go away, and come back for the reply.
            return await asyncio.shield(self.go_on(self._finish(message)))
        if find_danger(drop_unseen(message.said.text)):  # waits for nothing that was said before
            self.go_on(self._finish(message))
        else:
            self._queues.put(message.sender, lambda: self._finish(message), self.go_on)
        return acknowledged

    def notify(self, conversation: str) -> None:
        """Tell whoever shows conversations that there is something new in this one."""
        for tell in self.listeners:
            tell(conversation)

    async def write(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do something that writes to the database, without keeping anybody else waiting meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, partial(work, *arguments))

    def go_on(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Do something to its end, whether or not anybody waits for it."""
        task = asyncio.ensure_future(work)
        self._at_work.add(task)
        task.add_done_callback(self._forget)
        return task

    async def _finish(self, message: Message) -> Any:
        """Take the steps behind READING; whatever was not taken is refused in the channel's form."""
        self.turn_log.begin(message)
        try:
            for step in STEPS[len(READING) :]:
                if message.is_repeated and step not in (render, reply):
                    continue
                if message.is_settled and step not in NEVER_LEFT_OUT:
                    continue
                await self.turn_log.watch(step, message, self)
            note(message, self)
            return message.response
        except Refused as refused:
            return await self._refuse(message, refused)
        except Exception as error:  # whatever failed, the citizen gets a reply
            logger.error("door.step.failed channel=%s error=%s", message.connector.name, type(error).__name__)
            return await self._refuse(message, Refused("unavailable", RETRY_S))
        finally:
            rest(message)
            self.turn_log.end(message)

    async def _refuse(self, message: Message, refused: Refused) -> Any:
        if message.danger:
            told = self.phrasebook.warn(message.danger)
            return await message.connector.reply(message.connector.render(told, message), message)
        phrase = REFUSALS.get(refused.code, "utter_error")
        answer = self.phrasebook.say(phrase, "guard" if refused.code in REFUSALS else "error")
        return await message.connector.refuse(refused, answer, message)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._at_work.discard(task)
        if not task.cancelled():
            task.exception()  # was told to whoever waits; nobody may


def open_door(app: Sanic, handle: Handler, settings: Settings) -> Door:
    """Return the door of this process, made by the first channel that asks.

    The agent must be there, since its conversations tell the database. Raises SettingError when they are
    kept elsewhere, SQLAlchemyError when the database cannot be used.
    """
    if not hasattr(app.ctx, "door"):
        engine = database_of(app.ctx.agent)
        make_tables(engine, METADATA)
        take_over(engine)
        # Enough threads that some are left while a locked database keeps others waiting.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "door"))
        door = app.ctx.door = Door(app, handle, engine, settings)
        for work in (keep_exchanging(door.limiter), keep_sweeping(door), keep_writing(door.journal)):
            door.go_on(work)
        if door.handoff.is_staffed:
            door.go_on(keep_minding(door))
        door.go_on(asyncio.to_thread(mask_words, ""))  # the first call takes a second
    opened: Door = app.ctx.door
    return opened
