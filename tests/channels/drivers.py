"""How each channel that answers in the same call is called: what the contract's tests need to know of it."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from bot.channels.base.connector import Connector
from bot.channels.base.webhook import Webhook
from bot.channels.google.connector import GoogleChannel, GoogleConnector
from bot.channels.twilio.phone import PhoneChannel, PhoneConnector
from bot.channels.twilio.sms import SmsChannel, SmsConnector
from tests.channels.conftest import Answered, Served
from tests.channels.google import agent
from tests.channels.twilio import account

Request = tuple[str, bytes, Mapping[str, str]]
_turns = itertools.count(1)


@dataclass(frozen=True)
class Driver:
    """A vendor: `ask` makes a request of words and who says them, `tell` reads what is told in a response."""

    kind: type[Webhook]
    connector: type[Connector]
    environment: Mapping[str, str]
    ask: Callable[[str, str], Request]
    tell: Callable[[bytes], str]

    async def told(self, served: Served, request: Request) -> str:
        """Send a request; return what is told."""
        answer: Answered = await served.post(*request)
        assert answer.status == 200, answer.status
        return self.tell(answer.body)

    async def says(self, served: Served, words: str, who: str = "ann") -> str:
        return await self.told(served, self.ask(words, who))


def _google(make: Callable[..., dict[str, Any]]) -> Callable[[str, str], Request]:
    return lambda words, who: (agent.PATH, json.dumps(make(words, who)).encode(), agent.HEADERS)


def _sms(words: str, who: str) -> Request:
    digits = str(int(hashlib.sha256(who.encode()).hexdigest(), 16))[:4]
    form = account.text_form(words, From="+1601555" + digits)
    return account.SMS, urlencode(form).encode(), account.sign(account.SMS, form)


def _phone(words: str, who: str) -> Request:
    sid = "CA" + hashlib.sha256(who.encode()).hexdigest()[:32]
    path = f"{account.PHONE}?turn={next(_turns)}"
    form = account.call_form(sid, SpeechResult=words, Confidence="0.9")
    return path, urlencode(form).encode(), account.sign(path, form)


def _xml(body: bytes) -> str:
    root = ElementTree.fromstring(body)
    return " ".join("".join(said.itertext()) for said in root.iter() if said.tag in ("Say", "Message"))


def _json(body: bytes) -> str:
    return json.dumps(json.loads(body), ensure_ascii=False)


_GOOGLE: tuple[Any, ...] = (GoogleChannel, GoogleConnector, agent.ENVIRONMENT)
DRIVERS = {
    "google cx": Driver(*_GOOGLE, _google(agent.cx), _json),
    "google cx spoken": Driver(*_GOOGLE, _google(agent.spoken), _json),
    "google es": Driver(*_GOOGLE, _google(agent.es), _json),
    "sms": Driver(SmsChannel, SmsConnector, account.ENVIRONMENT, _sms, _xml),
    "phone": Driver(PhoneChannel, PhoneConnector, account.ENVIRONMENT, _phone, _xml),
}
