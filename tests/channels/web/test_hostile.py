"""Whatever is sent, the answer is in the API's form, says what is wrong, and shows nothing from inside."""

from __future__ import annotations

import json
import socket
import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.channels.base.tables import FEEDBACK
from tests.channels.fuzz import INSIDE
from tests.channels.web.citizen import API, LOOPBACK, Citizen
from tests.channels.web.conftest import Channel

TEXTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "'; DROP TABLE web_turn; --",
    "\u202eabc\u202c \u2066x\u2069",  # bidirectional controls
    "\U000e0041\U000e0042 tagged",  # tag characters
    "nul \x00 bell \x07 escape \x1b[31m",
    "zero\u200bwidth\ufeff",
    "/restart",
    "//session_start",
    "e\u0301" * 400,
    "👩‍👩‍👧‍👦" * 40,
    "word " * 200,
)
INVISIBLE = "\u202e\u2066\U000e0041\x00\x07\x1b\u200b\ufeff"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:12]))
def test_any_words_are_answered_and_shown_without_what_nobody_can_see(citizen: Citizen, text: str) -> None:
    reply = citizen.asks(text[:1000])
    assert reply.status == 200
    shown = reply.data["turn"]["question"]["text"]
    assert not set(INVISIBLE) & set(shown)
    assert not shown.startswith("/")


BODIES = (
    (b"", "bad_request"),
    (b"{", "bad_request"),
    (b"[]", "bad_request"),
    (b"null", "bad_request"),
    (b'"text"', "bad_request"),
    (b"\xff\xfe\x00", "bad_request"),
    (b"[" * 8000, "bad_request"),
    (b'{"id": 12345678, "text": "hi"}', "bad_request"),
    (b'{"id": "short", "text": "hi"}', "bad_request"),
    (b'{"id": "../../../../etc", "text": "hi"}', "bad_request"),
    (b'{"id": "12345678"}', "bad_request"),
    (b'{"id": "12345678", "text": 5}', "bad_request"),
    (b'{"id": "12345678", "text": null}', "bad_request"),
    (b'{"id": "12345678", "text": "hi", "choice": "/ask_person"}', "bad_request"),
    (b'{"id": "12345678", "choice": {"a": 1}}', "bad_request"),
    (json.dumps({"id": "12345678", "text": "x" * 1001}).encode(), "too_long"),
    (json.dumps({"id": "12345678", "text": "x" * 10_000}).encode(), "too_long"),
    (json.dumps({"id": "12345678", "text": "hi " * 70_000}).encode(), "too_large"),
    (b"x" * 200_000, "too_large"),
)


@pytest.mark.parametrize(("body", "code"), BODIES, ids=lambda value: repr(value)[:24])
def test_a_body_that_cannot_be_used_is_told_in_one_sentence(citizen: Citizen, body: bytes, code: str) -> None:
    for call in ("messages", "feedback") if code == "too_large" else ("messages",):
        reply = citizen.sends("POST", f"{API}/{call}", body)
        assert reply.code == code
        assert not INSIDE.search(reply.body)
    assert citizen.turns() == []


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_only_json_is_read(citizen: Citizen, kind: str) -> None:
    reply = citizen.sends(
        "POST", f"{API}/messages", {"id": uuid.uuid4().hex, "text": "hi"}, Content_Type=kind
    )
    assert (reply.status, reply.code) == (415, "unsupported_type")


def test_a_lone_surrogate_is_no_reason_to_fail(citizen: Citizen) -> None:
    assert (
        citizen.sends("POST", f"{API}/messages", b'{"id": "12345678", "text": "half \\ud800 a"}').status
        == 200
    )
    assert citizen.turns()[0]["question"]["text"] == "half a"


def test_a_comment_is_cleaned_too(citizen: Citizen, database: Engine) -> None:
    citizen.says("hi")
    comment = "nul \x00 half \ud800 card 4111 1111 1111 1111"
    assert citizen.sends("POST", f"{API}/feedback", {"turn": 1, "comment": comment}).status == 204
    with database.connect() as connection:
        kept = connection.execute(select(FEEDBACK.c.comment)).scalars().all()
    assert "nul half card [card number]" in kept


def test_no_words_are_answered_kindly(citizen: Citizen) -> None:
    reply = citizen.asks("  \u200b /// ")
    assert "I didn't get any words" in reply.data["turn"]["reply"]["texts"][0]


def test_a_body_without_end_is_cut_off(channel: Channel) -> None:
    """No length is told before, and no end ever comes."""
    with socket.create_connection((LOOPBACK, channel.ports[0]), timeout=10) as line:
        line.sendall(
            f"POST {API}/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        line.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        assert b" 413 " in line.recv(100), "the refusal waits for the end of the body"


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/chat/nothing", "not_found"),
        ("GET", "/chat/api/v1/nothing", "not_found"),
        ("POST", "/chat/api/v2/messages", "not_found"),
        ("GET", "/chat/assets/x/widget.js", "not_found"),
        ("GET", "/chat/assets/x/%2e%2e/%2e%2e/settings.py", "not_found"),
        ("GET", "/chat/assets/../../settings.py", "not_found"),
        ("GET", f"{API}/calendar/../../../etc/passwd", "not_found"),
        ("GET", f"{API}/calendar/service:dl-renew.ics", "not_found"),
        ("GET", f"{API}/events-list?from=yesterday", "bad_request"),
        ("GET", f"{API}/events-list?from=9999-12-31", "bad_request"),
        ("GET", f"{API}/sessions", "not_allowed"),
        ("PUT", f"{API}/messages", "not_allowed"),
        ("DELETE", "/chat/plain", "not_allowed"),
        ("POST", "/chat/", "not_allowed"),
        ("PATCH", "/chat", "not_allowed"),
    ],
)
def test_what_is_not_there_is_told_in_that_form_too(
    channel: Channel, method: str, path: str, code: str
) -> None:
    reply = Citizen(channel.ports[0]).sends(method, path)
    assert reply.code == code
    assert ("allow" in reply.headers) == (code == "not_allowed")


def test_ten_thousand_words_as_a_token_are_no_token(channel: Channel) -> None:
    reply = Citizen(channel.ports[0], "a" * 7000).sends("GET", f"{API}/messages")
    assert reply.code == "unauthorized"


def test_the_channels_beside_it_are_as_they_were(channel: Channel) -> None:
    citizen = Citizen(channel.ports[0])
    assert citizen.sends("GET", "/webhooks/rest/").data == {"status": "ok"}
    reply = citizen.sends("POST", "/webhooks/rest/webhook", {"sender": "web-x", "message": "hi"})
    assert "custom" in reply.data[-1]
    assert citizen.sends("GET", "/").body.startswith(b"Hello from Rasa")
    assert citizen.sends("GET", "/nothing").status == 404
