"""Whether Twilio's signature is known in every form it takes, and nobody else's."""

from __future__ import annotations

import base64
import hashlib
import hmac
from types import SimpleNamespace
from typing import Any

import pytest
from sanic.compat import Header

from bot.channels.twilio.signature import Form, is_signed

TOKEN = "t" * 32
PUBLIC = "https://x.example"
PATH = "/webhooks/sms/webhook"


def sign(data: str, token: str = TOKEN) -> str:
    """The signature as the vendor documents it, by our own hand."""
    return base64.b64encode(hmac.new(token.encode(), data.encode(), hashlib.sha1).digest()).decode()


def check(
    body: bytes, signature: str, query: str = "", kind: str = "application/x-www-form-urlencoded"
) -> bool:
    headers = Header({"X-Twilio-Signature": signature, "Content-Type": kind})
    request: Any = SimpleNamespace(headers=headers, path=PATH, query_string=query, body=body)
    return is_signed(request, TOKEN, PUBLIC + "/")


def test_the_documented_vector() -> None:
    request: Any = SimpleNamespace(
        headers=Header({"X-Twilio-Signature": sign("https://x.example/hBodyhiFromCity", "tok")}),
        path="/h",
        query_string="",
        body=b"Body=hi&FromCity=",
    )
    assert is_signed(request, "tok", PUBLIC)


@pytest.mark.parametrize("origin", ["https://x.example", "https://x.example:443"])
@pytest.mark.parametrize(
    ("body", "query", "signed"),
    [
        (b"Body=hi&FromCity=", "", "BodyhiFromCity"),
        (b"FromCity=&Body=hi", "a=1&b=", "BodyhiFromCity"),
        (b"Body=caf%C3%A9+%26+co", "", "Bodycafé & co"),
        (b"A=2&A=1&A=2&B=", "", "A1A2B"),
        (b"", "", ""),
    ],
)
def test_what_twilio_signed(origin: str, body: bytes, query: str, signed: str) -> None:
    address = origin + PATH + (f"?{query}" if query else "")
    assert check(body, sign(address + signed), query)
    assert not check(body, sign(address + signed, "other"), query)
    assert not check(body + b"&Body=more", sign(address + signed), query)
    assert not check(body, sign(address + signed), query + "&turn=2")
    assert not check(body, sign(address.replace("https", "http") + signed), query)


@pytest.mark.parametrize("signature", ["", "x", "é" * 28, "A" * 28])
def test_what_is_no_signature(signature: str) -> None:
    assert not check(b"Body=hi", signature)


@pytest.mark.parametrize("body", [b"Body=%FF", b"\xff=1", b"&".join(b"a%d=1" % n for n in range(600))])
def test_what_is_no_form(body: bytes) -> None:
    assert not check(body, sign(PUBLIC + PATH))


def test_json_is_tied_to_its_signature_by_its_hash() -> None:
    body = b'{"Body": "hi"}'
    query = "bodySHA256=" + hashlib.sha256(body).hexdigest()
    signature = sign(f"{PUBLIC}{PATH}?{query}")
    assert check(body, signature, query, "application/json; charset=utf-8")
    assert not check(body + b" ", signature, query, "application/json")
    assert not check(body, sign(PUBLIC + PATH), "", "application/json"), "a hash must be there"


def test_of_a_name_that_comes_twice_the_last_counts() -> None:
    assert Form(b"Body=&Body=hi")["Body"] == "hi"
    assert Form(b"Body=")["Body"] == ""
