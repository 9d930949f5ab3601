"""What Google and Twilio send, and exactly what they get for it, kept as files with invented data.

A file `NAME.request.json` or `NAME.request.form` has its `NAME.response.json` or `NAME.response.xml`. The
assistant of these tests repeats what it hears; `conftest.py` says what else it understands.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest

from bot.channels.google.connector import GoogleChannel
from bot.channels.twilio.phone import PhoneChannel
from bot.channels.twilio.sms import SmsChannel
from tests.channels.conftest import Serve, Served
from tests.channels.google import agent
from tests.channels.twilio import account

FOLDER = Path(__file__).with_name("payloads")
GOOGLE = sorted((FOLDER / "google").glob("*.request.json"))
TWILIO = sorted((FOLDER / "twilio").glob("*.request.form"))


def name(path: Path) -> str:
    return path.name.partition(".")[0]


def expected(path: Path, ending: str) -> str:
    return path.with_name(f"{name(path)}.response.{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", GOOGLE, ids=name)
def test_google(served: Serve, path: Path) -> None:
    async def talk(running: Served) -> Any:
        return agent.read(await running.post(agent.PATH, path.read_bytes(), agent.HEADERS))

    assert served(GoogleChannel, agent.ENVIRONMENT, talk) == json.loads(expected(path, "json"))


@pytest.mark.parametrize("path", TWILIO, ids=name)
def test_twilio(served: Serve, path: Path) -> None:
    is_call = name(path).startswith("call-")
    address = account.SMS if not is_call else account.PHONE + ("" if "ringing" in name(path) else "?turn=1")

    async def talk(running: Served) -> bytes:
        body = path.read_bytes().strip()
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        answer = await running.post(address, body, account.sign(address, form))
        assert answer.status == 200
        return answer.body

    told = served(PhoneChannel if is_call else SmsChannel, account.ENVIRONMENT, talk)
    assert canonical(told.decode()) == canonical(expected(path, "xml"))


def canonical(document: str) -> str:
    return ElementTree.canonicalize(document, strip_text=True)


def test_there_are_payloads() -> None:
    assert len(GOOGLE) >= 6 and len(TWILIO) >= 6
