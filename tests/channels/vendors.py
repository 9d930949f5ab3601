"""Every vendor's channel served at once, with the lab playing the vendors; Amazon's signature is added here.

What the channels send by calls of their own arrives in `Vendors.posted`; what is logged, in `served.log`.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from aiohttp import web

from bot.channels.alexa.channel import AlexaChannel
from bot.channels.apple.channel import AppleChannel
from bot.channels.google.connector import GoogleChannel
from bot.channels.lab.settings import lab_environment
from bot.channels.lab.vendor import Call
from bot.channels.lab.vendors import find_vendor
from bot.channels.messenger.channel import MessengerChannel
from bot.channels.twilio.phone import PhoneChannel
from bot.channels.twilio.sms import SmsChannel
from bot.knowledge.record import Record
from tests.channels.alexa.amazon import SKILL, Amazon
from tests.channels.served import LOOPBACK, Obedient, Served, free_port, serving

NAMES = ("alexa", "google", "phone", "sms", "apple", "messenger")
LOG = "served.log"
BASIC = "dialogflow:known-to-everybody-no-secret-at-all"
ACCOUNT = "AC" + "a" * 32
OWN = {
    "MISSI_ALEXA_SKILL_ID": SKILL,
    "MISSI_ALEXA_VERIFY": "on",
    "MISSI_GOOGLE_BASIC": BASIC,
    "MISSI_TWILIO_ACCOUNT": ACCOUNT,
    "MISSI_TWILIO_SENDER": "+16015550100",
}


@dataclass
class Vendors:
    """All vendors, and what they call."""

    served: Served
    environment: Mapping[str, str]
    amazon: Amazon
    posted: list[str] = field(default_factory=list)

    def build(self, channel: str, text: str) -> Call:
        """The request of a vendor whose made-up citizen says the text, with every proof."""
        call = find_vendor(channel).build_request(text, self.environment)
        return replace(call, headers={**call.headers, **self.prove(channel, call.body)})

    def prove(self, channel: str, body: bytes) -> dict[str, str]:
        """The proofs that the lab cannot give, for a body."""
        if channel == "alexa":
            return self.amazon.sign(body)
        if channel == "google":
            return {"Authorization": f"Basic {base64.b64encode(BASIC.encode()).decode()}"}
        return {}

    def says(self, channel: str, text: str) -> str:
        """Send what the citizen says; return the body of the response, which must be 200."""
        call = self.build(channel, text)
        status, body = self.served.call(call.path, call.body, dict(call.headers))
        assert status == 200, (channel, status)
        return body


@contextmanager
def serving_vendors(
    folder: Path,
    records: Sequence[Record],
    database: str | None = None,
    assistant: Obedient | None = None,
    **settings: str,
) -> Iterator[Vendors]:
    """Serve them until the end; see `serving`."""
    amazon, posted, port = Amazon(), list[str](), free_port()
    receiver = f"http://{LOOPBACK}:{port}"
    calls = {
        "MISSI_APPLE_GATEWAY": f"{receiver}/apple",
        "MISSI_MESSENGER_GRAPH": f"{receiver}/messenger",
        "MISSI_TWILIO_API": f"{receiver}/twilio",
    }
    environment = {**lab_environment(), **OWN, **calls}
    channels = [AlexaChannel(amazon.verifier()), GoogleChannel(), PhoneChannel(), SmsChannel()]
    channels += [AppleChannel(), MessengerChannel()]
    application = _receive_into(posted)
    with patch.dict("os.environ", environment), _logging_to(folder / LOG):
        with serving(
            channels, folder, records, {port: application}, database, assistant, **settings
        ) as served:
            yield Vendors(served, environment, amazon, posted)


def _receive_into(posted: list[str]) -> web.Application:
    """A vendor's side of the calls, which takes everything."""

    async def take(request: web.Request) -> web.Response:
        posted.append(await request.text())
        return web.json_response({})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", take)
    return application


@contextmanager
def _logging_to(path: Path) -> Iterator[None]:
    """Keep what anything logs, at the level of production."""
    root, handler = logging.getLogger(), logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in ("aiohttp.access", "aiohttp.server"):  # what the vendors' side logs is not ours
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()
