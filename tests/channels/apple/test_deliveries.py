"""What Apple delivers: who is let in, in which order others are refused, and what is read of it."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest

from bot.channels.apple.inbound import read_inbound, read_json
from bot.channels.apple.settings import AppleSettings
from bot.channels.apple.tokens import require_token
from bot.channels.base.webhook import Rejected
from tests.channels.apple.apple import PATH, Phone, token
from tests.channels.apple.gateway import BUSINESS, MSP_ID, SECRET

OLD, AHEAD = -3700, 3700


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": None}, 401),
        ({"Authorization": None, "destination-id": "nobody"}, 401),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer "}, 403),
        ({"Authorization": "Bearer x.y.z"}, 403),
        ({"Authorization": f"Basic {token()}"}, 403),
        ({"Authorization": token()}, 403),
        ({"Authorization": f"Bearer {token(b'x' * 32)}"}, 403),
        ({"Authorization": f"Bearer {token(SECRET.hex().encode())}"}, 403),
        ({"Authorization": f"Bearer {token(None, 'none')}"}, 403),
        ({"Authorization": f"Bearer {token(SECRET * 2, 'HS384')}"}, 403),
        ({"Authorization": f"Bearer {token(aud='somebody-else')}"}, 403),
        ({"Authorization": f"Bearer {token(aud=None)}"}, 403),
        ({"Authorization": f"Bearer {token(iat=None)}"}, 403),
        ({"Authorization": f"Bearer {token(iat=float('inf'))}"}, 403),
        ({"Authorization": f"Bearer {token(iat=[])}"}, 403),
        ({"Authorization": f"Bearer {token(iat=int(time.time()) + OLD)}"}, 403),
        ({"Authorization": f"Bearer {token(iat=int(time.time()) + AHEAD)}"}, 403),
        ({"Authorization": f"Bearer {token(iat=int(time.time()) + AHEAD)}", "destination-id": "nobody"}, 403),
        ({"destination-id": "nobody"}, 404),
        ({"destination-id": None}, 404),
    ],
)
def test_who_is_not_apple_is_refused(phone: Phone, headers: dict[str, str | None], status: int) -> None:
    path, body, own = phone.delivery(body="hello")
    heard = len(phone.served.assistant.heard)
    told = {name: value for name, value in (own | headers).items() if value is not None}
    assert phone.served.call(path, body, told) == (status, "")
    assert phone.served.call(path, b"nonsense", told)[0] == status, "what it says is not looked at"
    assert len(phone.served.assistant.heard) == heard


def test_bytes_that_are_no_token_are_refused() -> None:
    ours = AppleSettings(MSP_ID, SECRET, frozenset({BUSINESS}))
    with pytest.raises(Rejected) as refused:
        require_token("Bearer \udcff.\udcff.\udcff", ours)  # what Sanic makes of bytes that are no UTF-8
    assert refused.value.status == 403


def test_clocks_may_differ_by_half_a_minute(phone: Phone) -> None:
    path, body, headers = phone.delivery(body="hello")
    headers["Authorization"] = f"Bearer {token(iat=int(time.time()) + 30)}"
    assert phone.served.call(path, body, headers) == (200, "")
    phone.hears(0)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="half"),
        pytest.param(b"[]", 400, id="list"),
        pytest.param(b"\xff\xfe", 400, id="no text"),
        pytest.param(b"\x1f\x8bnot gzip", 400, id="no gzip"),
        pytest.param(gzip.compress(b'{"type": "text", "body": "hello"}')[:-12], 400, id="cut gzip"),
        pytest.param(json.dumps({"body": "no type"}).encode(), 400, id="no type"),
        pytest.param(json.dumps({"type": 5}).encode(), 400, id="odd type"),
        pytest.param(gzip.compress(b" " * (2**20 + 1)), 413, id="large inside"),
        pytest.param(gzip.compress(b"0" * 2**28, 9)[: 255 * 1024], 413, id="bomb"),
        pytest.param(b"x" * 2**20, 413, id="large"),
    ],
)
def test_what_makes_no_sense_is_refused(phone: Phone, body: bytes, status: int) -> None:
    _, _, headers = phone.delivery()
    assert phone.served.call(PATH, body, headers)[0] == status


def test_a_body_may_come_as_it_is(phone: Phone) -> None:
    path, body, headers = phone.delivery(body="hello")
    del headers["Content-Encoding"]
    assert phone.served.call(path, gzip.decompress(body), headers) == (200, "")
    assert phone.hears(0)[0]["body"].endswith("You said: hello")


def test_without_an_id_it_cannot_be_known_again() -> None:
    with pytest.raises(Rejected) as rejected:
        read_inbound({}, {"type": "text", "body": "hello"}, "apple-1")
    assert rejected.value.status == 400


@pytest.mark.parametrize("name", ["capability-list", "capabilities"])
@pytest.mark.parametrize("given", ["QUICK,LIST", "quick, list", " List ,QUICK,"])
def test_what_a_device_can_is_read_in_any_case_and_by_either_name(name: str, given: str) -> None:
    headers = {"id": "1", "source-id": "urn:1", "destination-id": BUSINESS, name: given}
    assert read_inbound(headers, {"type": "text"}, "apple-1").address["capabilities"] == "LIST,QUICK"


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "typing_start"},
        {"kind": "typing_end"},
        {"kind": "something_new"},
        {"body": "Loved “You can renew online.”"},
        {"body": "Laughed at “You can\nrenew online.”"},
        {"body": "Removed a heart from “You can renew online.”"},
        {"body": "Reacted 👍 to “You can renew online.”"},
        {"body": "Le encantó “You can renew online.”"},
    ],
)
def test_what_needs_no_answer_gets_none(phone: Phone, told: dict[str, Any]) -> None:
    heard = len(phone.served.assistant.heard)
    assert phone.deliver(phone.delivery(**told)) == 200
    time.sleep(0.2)
    assert len(phone.served.assistant.heard) == heard and phone.mine() == []


def test_words_about_love_are_a_question(phone: Phone) -> None:
    assert phone.says("Loved ones of veterans: what help is there?")


@pytest.mark.parametrize("body", ["\ufffc", "", " \ufffc "])
def test_files_are_not_read(phone: Phone, body: str) -> None:
    heard = len(phone.served.assistant.heard)
    delivery = phone.delivery(body=body, attachments=[{"name": "scan.png", "key": "00ab"}])
    assert phone.deliver(delivery) == 200 == phone.deliver(delivery)
    (told,) = phone.hears(0)
    assert "can't open files" in told["body"] and len(phone.served.assistant.heard) == heard


def test_words_beside_a_file_are_answered(phone: Phone) -> None:
    (told,) = phone.says("my \ufffc license", attachments=[{"name": "scan.png"}])
    assert "can't open files" in told["body"] and "You said: my license" in told["body"]


def test_read_json_takes_no_more_than_a_megabyte() -> None:
    assert read_json(gzip.compress(json.dumps({"a": "x" * (2**20 - 20)}).encode()))
    with pytest.raises(Rejected):
        read_json(gzip.compress(json.dumps({"a": "x" * 2**20}).encode()))
