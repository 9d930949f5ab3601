"""Text messages: what a citizen sends to our number, answered in the same call.

The reply is TwiML within the 15 seconds that Twilio waits, rather than a call of our own later: so no number
is to be kept, nothing else can fail, and what fails is told to Twilio, which has its fallback address.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.answer import Answer
from bot.channels.base.connector import HOLDING, Connector
from bot.channels.base.door import Door
from bot.channels.base.message import Message, Said, is_id
from bot.channels.base.neutral import Choice, Reply, reply_of
from bot.channels.base.outgoing import close_outgoing, outgoing_of
from bot.channels.base.senders import pseudonym
from bot.channels.base.webhook import Rejected, Webhook
from bot.channels.spoken.words import ENGLISH, SPANISH
from bot.channels.twilio.opt_outs import OptOuts, keyword
from bot.channels.twilio.settings import TwilioSettings, read_twilio
from bot.channels.twilio.signature import require_signature
from bot.channels.twilio.text import write_document, write_text
from bot.channels.twilio.voice import SmsVoice
from bot.channels.twilio.words import read_words
from bot.settings import Settings

logger = logging.getLogger(__name__)
NAME = "sms"


@dataclass(frozen=True)
class TextSaid(Said):
    """A text message."""

    keyword: str | None = None
    """STOP, START, HELP, or AYUDA, if it is nothing else."""
    is_out: bool = False
    """Whether its sender is not to be written to."""
    has_files: bool = False


class SmsConnector(Connector):
    """One account's text messages.

    Args:
        chosen: the account.
        door: the front door.
        opt_outs: who is not to be written to.
    """

    name = NAME
    deadline_s = 8.0
    overdue = HOLDING

    def __init__(self, chosen: TwilioSettings, door: Door, opt_outs: OptOuts) -> None:
        self._chosen = chosen
        self._door = door
        self._opt_outs = opt_outs
        self._voice: SmsVoice | None = None
        if chosen.account:
            outgoing = outgoing_of(door.app)
            self._voice = SmsVoice(chosen, door, outgoing, opt_outs, self._build, write_reply)
            door.voices[NAME] = self._voice.speak

    async def verify(self, request: Request) -> None:
        """See parent class."""
        request.ctx.form = require_signature(request, self._chosen)

    async def parse(self, request: Request) -> TextSaid:
        """See parent class."""
        form: Mapping[str, str] = request.ctx.form
        person, identity, words = form.get("From", ""), form.get("MessageSid", ""), form.get("Body", "")
        if not person or not is_id(identity):
            raise Rejected(400, "fields")
        sender = pseudonym(NAME, person, self._door.secret)
        is_out = self._opt_outs.has(sender)
        meant = keyword(words, form.get("OptOutType"), is_out=is_out)
        await self._heed(sender, meant)
        picked = None if meant else self._picked(sender, identity, words)
        return TextSaid(
            sender,
            words,
            id=identity,
            payload=picked.payload if picked else None,
            keyword=meant,
            is_out=(is_out and meant != "START") or meant == "STOP",
            has_files=form.get("NumMedia", "0") not in ("", "0"),
        )

    def answer(self, message: Message) -> Answer | None:
        """See parent class; Twilio itself answers to its keywords, but perhaps to HELP."""
        said = message.said
        if not isinstance(said, TextSaid) or message.danger:
            return None
        is_theirs = "OptOutType" in message.request.ctx.form
        if said.keyword in ("HELP", "AYUDA") and not said.is_out and not is_theirs:
            return Answer.plain(read_words(SPANISH if said.keyword == "AYUDA" else ENGLISH).help)
        if said.keyword or said.is_out:
            return Answer.plain("")
        return None

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class: the neutral reply, and whether a file is to be spoken of."""
        is_for_person = answer.effect == "person" or message.standing.owner in ("queued", "agent")
        if self._voice and is_for_person:
            self._voice.remember(message.sender, message.request.ctx.form["From"])
        has_files = isinstance(message.said, TextSaid) and message.said.has_files
        return self._build(answer) | {"has_files": has_files}

    async def reply(self, rendered: Mapping[str, Any], message: Message) -> HTTPResponse:
        """See parent class; nothing at all for whoever wants nothing more."""
        is_out = isinstance(message.said, TextSaid) and message.said.is_out
        document = write_document("" if is_out else write_reply(rendered))
        return text(document, content_type="text/xml; charset=utf-8")

    def _build(self, answer: Answer) -> dict[str, Any]:
        return reply_of(answer, self._door).as_data()

    async def _heed(self, sender: str, meant: str | None) -> None:
        """Keep what somebody wants who texts STOP or START; Twilio heeds it whether we can or not."""
        change = {"STOP": self._opt_outs.add, "START": self._opt_outs.remove}.get(meant or "")
        try:
            if change:
                await self._door.write(change, sender)
        except SQLAlchemyError as error:
            logger.error("sms.opt.failed error=%s", type(error).__name__)

    def _picked(self, sender: str, identity: str, words: str) -> Choice | None:
        """The choice of the reply before this message that the words name: a number, or a title."""
        try:
            turn = self._door.conversations.latest(sender, before=identity)
            return Reply.from_data(turn.reply).pick(words) if turn and turn.reply else None
        except (SQLAlchemyError, KeyError, TypeError) as error:
            logger.error("sms.last.failed error=%s", type(error).__name__)
            return None


def write_reply(rendered: Mapping[str, Any]) -> str:
    """Return the message that tells a reply, nothing when it says nothing."""
    reply, words = Reply.from_data(rendered), read_words(ENGLISH)
    if not reply.texts:
        return ""
    return write_text(reply, words, words.picture if rendered.get("has_files") else "")


class SmsChannel(Webhook):
    """`POST /webhooks/sms/webhook`: a number's "A message comes in"."""

    channel = NAME
    needs = "MISSI_TWILIO_TOKEN"

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> TwilioSettings | None:
        """See parent class."""
        return read_twilio(environment, settings)

    def connect(self, chosen: TwilioSettings, door: Door) -> Mapping[str, Connector]:
        """See parent class."""
        return {"/webhook": SmsConnector(chosen, door, OptOuts(door.engine))}

    def add_routes(self, routes: Blueprint, chosen: TwilioSettings, settings: Settings) -> None:
        """See parent class."""
        routes.listener("before_server_stop")(close_outgoing)
