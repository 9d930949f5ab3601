"""A Twilio account of our own: posts forms as Twilio does, signed with its token."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator

from tests.channels.conftest import Answered, Served

TOKEN = "0123456789abcdef0123456789abcdef"
PUBLIC = "https://assistant.example.gov"
ENVIRONMENT = {"MISSI_TWILIO_TOKEN": TOKEN, "MISSI_PUBLIC_URL": PUBLIC}
CITIZEN, OURS = "+16015550111", "+16015550100"
SMS, PHONE = "/webhooks/sms/webhook", "/webhooks/phone/webhook"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
_numbers = itertools.count(1)


def new_id(prefix: str) -> str:
    """An id as Twilio makes them."""
    return f"{prefix}{next(_numbers):032x}"


def sign(path: str, form: Mapping[str, str], *, token: str = TOKEN, public: str = PUBLIC) -> dict[str, str]:
    """The headers of a form that is posted to a path (with its query)."""
    signature = RequestValidator(token).compute_signature(public + path, dict(form))
    return {"Content-Type": FORM, "X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1"}


def text_form(body: str, **fields: str) -> dict[str, str]:
    """The form of a text message."""
    return {
        "ToCountry": "US",
        "ToState": "MS",
        "SmsMessageSid": "",
        "NumMedia": "0",
        "FromCity": "",
        "FromState": "MS",
        "From": CITIZEN,
        "To": OURS,
        "Body": body,
        "MessageSid": new_id("SM"),
        "AccountSid": "AC" + "0" * 32,
        "NumSegments": "1",
    } | fields


async def post(served: Served, path: str, form: Mapping[str, str]) -> Answered:
    """Send a form."""
    return await served.post(path, urlencode(form).encode(), sign(path, form))


async def text(served: Served, body: str, **fields: str) -> str | None:
    """Send a text message; return what comes back as one, None when nothing does."""
    return message_in(await post(served, SMS, text_form(body, **fields)))


def message_in(answer: Answered) -> str | None:
    """The text of the one message in a TwiML document."""
    assert answer.status == 200, answer.status
    assert answer.headers["Content-Type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.body)
    assert root.tag == "Response" and len(root) <= 1
    return root[0].text if len(root) else None


@dataclass
class Caller:
    """Somebody on the phone, whose next request goes where the last document says."""

    served: Served
    sid: str = field(default_factory=lambda: new_id("CA"))
    path: str = PHONE
    document: ElementTree.Element = field(default_factory=lambda: ElementTree.Element("Response"))

    async def does(self, **fields: str) -> str:
        """Send what the caller did; return what is said then, all in one."""
        answer = await post(self.served, self.path, call_form(self.sid, **fields))
        assert answer.status == 200, answer.status
        assert answer.headers["Content-Type"].startswith("text/xml")
        self.document = ElementTree.fromstring(answer.body)
        self._go_on()
        return " ".join(self.said)

    async def says(self, words: str, confidence: str = "0.93") -> str:
        return await self.does(SpeechResult=words, Confidence=confidence)

    async def presses(self, key: str) -> str:
        return await self.does(Digits=key)

    async def calls(self) -> str:
        return await self.does(CallStatus="ringing")

    @property
    def said(self) -> list[str]:
        return ["".join(say.itertext()) for say in self.document.iter("Say")]

    @property
    def gather(self) -> ElementTree.Element:
        (gather,) = self.document.findall("Gather")
        return gather

    @property
    def has_hung_up(self) -> bool:
        return self.document.find("Hangup") is not None

    def _go_on(self) -> None:
        for verb in ("Gather", "Dial"):
            found = self.document.find(verb)
            if found is not None:
                action = found.get("action", "")
                assert action.startswith(PUBLIC) and found.get("method") == "POST"
                self.path = action.removeprefix(PUBLIC)


def call_form(sid: str, **fields: str) -> dict[str, str]:
    """The form of a call's request."""
    return {
        "CallSid": sid,
        "AccountSid": "AC" + "0" * 32,
        "From": CITIZEN,
        "To": OURS,
        "CallStatus": "in-progress",
        "Direction": "inbound",
        "FromCity": "",
    } | fields
