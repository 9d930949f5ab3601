"""Phone calls: Twilio hears and speaks, and asks with each turn what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels.base.answer import Answer
from bot.channels.base.cleaning import drop_unseen
from bot.channels.base.connector import HOLDING, Connector
from bot.channels.base.contract import build_contract
from bot.channels.base.dangers import find_danger
from bot.channels.base.door import Door
from bot.channels.base.message import Message
from bot.channels.base.senders import pseudonym
from bot.channels.base.webhook import Webhook
from bot.channels.spoken.connector import SpokenConnector, office_phone
from bot.channels.spoken.moves import LAUNCH, MISSED, NO, PERSON, REPEAT, STOP, YES, Heard, interpret
from bot.channels.spoken.turn import Asked, Part, SpokenTurn
from bot.channels.spoken.words import ENGLISH, SPANISH
from bot.channels.twilio.call import PERSON_KEY, REPEAT_KEY, SPANISH_KEY, Call, read_call
from bot.channels.twilio.hints import read_hints
from bot.channels.twilio.settings import TwilioSettings, read_twilio
from bot.channels.twilio.signature import require_signature
from bot.channels.twilio.twiml import LOCALES, MOST_HINTS, Way, write_dial, write_turn
from bot.channels.twilio.words import read_words
from bot.settings import Settings

NAME = "phone"
PATH = f"/webhooks/{NAME}/webhook"
DOUBT, AGAIN, NOBODY = "/doubt", "/again", "/nobody"
"""Words that were hardly made out, the no to what they may have been, and nobody who answered the phone."""
MOST_WORDS_READ_BACK = 20


class PhoneConnector(SpokenConnector):
    """A call is a conversation, since phones are shared.

    Args:
        chosen: the account.
        door: the front door.
        hints: what callers are likely to say.
    """

    name = NAME
    deadline_s = 8.0
    overdue = HOLDING
    most_misses = 3

    def __init__(self, chosen: TwilioSettings, door: Door, hints: tuple[str, ...]) -> None:
        self._chosen = chosen
        self._door = door
        self._hints = hints

    async def verify(self, request: Request) -> None:
        """See parent class."""
        request.ctx.form = require_signature(request, self._chosen)

    async def hear(self, request: Request) -> Heard:
        """See parent class."""
        form = request.ctx.form
        call = request.ctx.call = read_call(form, request.args.get("turn"))
        move = _move(call)
        return Heard(
            pseudonym(NAME, call.sid, self._door.secret),
            call.speech,
            id=call.id,
            is_silent=move == LAUNCH,
            address=pseudonym(NAME, form.get("From", ""), self._door.secret),
            move=move,
        )

    async def parse(self, request: Request) -> Heard:
        """See parent class; the language of the call is that of what was told before."""
        heard = await self.hear(request)
        call, last = request.ctx.call, self._last(request, heard)
        language = SPANISH if _wants_spanish(call) else last.language if last else ENGLISH
        heard = replace(heard, last=last, language=language, metadata={"locale": LOCALES[language]})
        return self._doubt(interpret(_press(heard, call.digits)), call)

    def answer(self, message: Message) -> Answer | None:
        """See parent class."""
        heard = message.said
        if message.danger or not isinstance(heard, Heard):
            return None
        words = read_words(heard.language)
        if heard.move == DOUBT and not message.leads:  # with them it is too much to be said first
            return _read_back(words.unsure, message.text)
        if heard.move == AGAIN:
            return Answer.plain(words.again)
        if heard.move == NOBODY:
            return Answer.plain(words.nobody.format(phone=office_phone(self._door)))
        if heard.move == MISSED and heard.last and heard.last.misses == 1:
            return Answer.plain(words.keys, "refuse")
        if heard.move == PERSON and self._is_somebody_there():
            return Answer.plain(words.connecting, "handoff")
        return super().answer(message)

    def tell(self, answer: Answer, heard: Heard, door: Door) -> SpokenTurn:
        """See parent class."""
        turn = super().tell(answer, heard, door)
        return replace(turn, told_in=heard.language) if heard.move in (DOUBT, AGAIN, NOBODY) else turn

    def render(self, answer: Answer, message: Message) -> dict[str, Any]:
        """See parent class: a SpokenTurn, and whether the caller is to be put through to a person."""
        is_wanted = answer.effect == "person" or getattr(message.said, "move", None) == PERSON
        return super().render(answer, message) | {"person": is_wanted and not message.danger}

    async def reply(self, rendered: Mapping[str, Any], message: Message) -> HTTPResponse:
        """See parent class."""
        call: Call = message.request.ctx.call
        way = Way(f"{self._chosen.public_url}{PATH}?turn={call.turn + 1}", self._hints)
        turn = SpokenTurn.from_data(rendered)
        if rendered["person"] and self._chosen.dial and self._is_somebody_there():
            words = Part(read_words(turn.language).connecting, turn.language)
            document = write_dial(words, self._chosen.dial, way)
        else:
            menu = (Part(read_words(SPANISH).menu, SPANISH),) if call.turn == 0 else ()
            document = write_turn(turn, way, menu)
        return text(document, content_type="text/xml; charset=utf-8")

    def _doubt(self, heard: Heard, call: Call) -> Heard:
        """The same, unless the words were hardly made out, or the caller says whether they were right."""
        doubted = _doubted(heard.last)
        if doubted is not None:
            if heard.move == YES:
                return replace(heard, move=None, payload=doubted)
            is_wrong = heard.move == NO or heard.payload == AGAIN
            return replace(heard, move=AGAIN, payload=AGAIN) if is_wrong else heard
        is_clear = call.confidence >= self._chosen.confidence or heard.move or heard.payload
        if not heard.text or is_clear or find_danger(drop_unseen(heard.text)):
            return heard
        return replace(heard, move=DOUBT)

    def _is_somebody_there(self) -> bool:
        """Whether callers can be put through now: there is a number, and it is in office hours."""
        return bool(self._chosen.dial) and self._door.handoff.opening().is_open


class PhoneChannel(Webhook):
    """`POST /webhooks/phone/webhook`: a number's "A call comes in"."""

    channel = NAME
    needs = "MISSI_TWILIO_TOKEN"

    @classmethod
    def read(cls, environment: Mapping[str, str], settings: Settings) -> TwilioSettings | None:
        """See parent class."""
        return read_twilio(environment, settings)

    def connect(self, chosen: TwilioSettings, door: Door) -> Mapping[str, Connector]:
        """See parent class."""
        hints = read_hints(door.store.all(), MOST_HINTS)
        return {"/webhook": PhoneConnector(chosen, door, hints)}


def _move(call: Call) -> str | None:
    """What a request means by itself; None for words, and for keys that answer what was asked."""
    if call.turn == 0 or _wants_spanish(call):
        return LAUNCH
    if call.dialed:
        return STOP if call.dialed in ("completed", "answered") else NOBODY
    keys = {PERSON_KEY: PERSON, REPEAT_KEY: REPEAT}
    return None if call.speech else keys.get(call.digits) if call.digits else MISSED


def _wants_spanish(call: Call) -> bool:
    """Whether the key was pressed that the greeting offers."""
    return call.turn == 1 and call.digits == SPANISH_KEY


def _press(heard: Heard, key: str) -> Heard:
    """The same with what a key means: a choice by its number, else yes or no to hearing more."""
    if heard.move or heard.text:
        return heard
    if key.isdigit() and heard.last and heard.last.pick("", int(key)):
        return replace(heard, number=int(key))
    answers = {"1": YES, "2": NO} if heard.last and heard.last.asked is Asked.MORE else {}
    move = answers.get(key, MISSED)
    return replace(heard, move=move, text={YES: "yes", NO: "no"}.get(move, ""))


def _read_back(words: str, heard: str) -> Answer:
    """Ask whether this was said; the yes gives the assistant all of it."""
    words_read = re.sub(r"[.?!]+(?=\s|$)", " ", heard).split()  # else they end the sentence
    said = " ".join(words_read[:MOST_WORDS_READ_BACK])
    asked = words.format(heard=said)
    buttons = [{"title": "Yes", "payload": heard}, {"title": "No", "payload": AGAIN}]
    contract = build_contract([{"outcome": "smalltalk"}], {}, [asked])
    return Answer([{"text": asked, "buttons": buttons}], contract)


def _doubted(last: SpokenTurn | None) -> str | None:
    """The words that were read back just before, if any were."""
    if last and len(last.reply.choices) == 2 and last.reply.choices[1].payload == AGAIN:
        return last.reply.choices[0].payload
    return None
