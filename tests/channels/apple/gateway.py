"""A fake of Apple's gateway on loopback: it checks what it gets by Apple's rules, and fails on purpose."""

from __future__ import annotations

import asyncio
import base64
import json
import time
import uuid
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MSP_ID = "msp-invented-1"
SECRET = bytes(range(32))
BUSINESS = "b1f2-invented-business"
EXTENSION = (
    "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:"
    "com.apple.icloud.apps.messages.business.extension"
)
TYPES = frozenset({"text", "richLink", "interactive", "typing_start", "typing_end"})
LABELS = frozenset({"title", "subtitle", "summaryText"})


class FakeApple:
    """What was accepted, in order; `faults` has what breaks a rule.

    `script` is what the next deliveries get: a status, or seconds to hang. Then all is well again.
    """

    def __init__(self) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.attempts: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.faults: list[str] = []
        self.script: list[float] = []
        self.stored: dict[str, bytes] = {}

    def application(self) -> web.Application:
        """The gateway, to be served."""
        application = web.Application(client_max_size=2**20)
        application.router.add_post("/v1/message", self._message)
        application.router.add_get("/v1/preDownload", self._pre_download)
        application.router.add_get("/stored/{name}", self._download)
        application.router.add_post("/v1/decodePayload", self._decode)
        return application

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What citizens see, without signs of typing."""
        return [told for told in self.accepted if told["type"] != "typing_start"]

    def texts(self) -> list[str]:
        """The texts among them."""
        return [told["body"] for told in self.messages if told["type"] == "text"]

    def store(self, interactive: dict[str, Any]) -> dict[str, Any]:
        """Put something large where a delivery can refer to; return the reference."""
        content, key = json.dumps({"interactiveData": interactive}).encode(), bytes(range(32, 64))
        encryptor = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor()
        name = uuid.uuid4().hex
        self.stored[name] = encryptor.update(content) + encryptor.finalize()
        return {
            "url": f"mmcs-{name}",
            "owner": "owner-1",
            "signature": "0a0b0c",
            "key": "00" + key.hex().upper(),
            "size": len(content),
            "bid": EXTENSION,
            "title": "What was picked",
        }

    async def _message(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.attempts.append(body)
        if self.script:
            step = self.script.pop(0)
            if step < 100:
                await asyncio.sleep(step)
            else:
                return web.Response(status=int(step))
        status = self._check(request, body)
        if status == 200 and body["id"] not in {told["id"] for told in self.accepted}:
            self.accepted.append(body)
            self.headers.append({name.lower(): value for name, value in request.headers.items()})
        return web.Response(status=status)

    def _check(self, request: web.Request, body: dict[str, Any]) -> int:
        if not self._is_ours(request):
            return 403
        faults = list(find_faults(request, body))
        self.faults += faults
        return 400 if faults else 200

    def _is_ours(self, request: web.Request) -> bool:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]})
        except jwt.InvalidTokenError as error:
            self.faults.append(f"token: {error}")
            return False
        is_ours = scheme == "Bearer" and claims["iss"] == MSP_ID and abs(time.time() - claims["iat"]) < 60
        if not is_ours:
            self.faults.append("token: not ours")
        return is_ours

    async def _pre_download(self, request: web.Request) -> web.Response:
        name = request.headers["MMCS-Url"].removeprefix("mmcs-")
        expected = {"MMCS-Owner": "owner-1", "MMCS-Signature": base64.b64encode(b"\x0a\x0b\x0c").decode()}
        is_right = all(request.headers.get(name) == value for name, value in expected.items())
        if not self._is_ours(request) or not is_right or request.headers.get("source-id") != BUSINESS:
            self.faults.append("preDownload")
            return web.Response(status=400)
        return web.json_response({"download-url": f"http://{request.headers['Host']}/stored/{name}"})

    async def _download(self, request: web.Request) -> web.Response:
        return web.Response(body=self.stored[request.match_info["name"]])

    async def _decode(self, request: web.Request) -> web.Response:
        if not self._is_ours(request) or request.headers.get("bid") != EXTENSION:
            self.faults.append("decodePayload")
            return web.Response(status=400)
        return web.json_response(json.loads(await request.read()))


def find_faults(request: web.Request, body: dict[str, Any]) -> Any:
    """What breaks the documented rules."""
    headers = request.headers
    if headers.get("id") != body.get("id") or str(uuid.UUID(str(body.get("id")))) != body["id"]:
        yield "id"
    if headers.get("source-id") != body.get("sourceId") or body.get("sourceId") != BUSINESS:
        yield "source"
    if headers.get("destination-id") != body.get("destinationId") or not body.get("destinationId"):
        yield "destination"
    if body.get("v") != 1 or body.get("type") not in TYPES:
        yield f"type {body.get('type')}"
    if not 0 < len(headers.get("msp-agent", "")) <= 64 or headers.get("Content-Type") != "application/json":
        yield "headers"
    if body["type"] == "text" and not 0 < len(body["body"]) <= 3000:
        yield "length of a text"
    if body["type"] == "richLink":
        yield from _faults_of_link(body["richLinkData"])
    if body["type"] == "interactive":
        yield from _faults_of_interactive(body["interactiveData"])


def _faults_of_link(link: dict[str, Any]) -> Any:
    image = base64.b64decode(link["assets"]["image"]["data"], validate=True)
    is_png = image.startswith(b"\x89PNG\r\n") and link["assets"]["image"]["mimeType"] == "image/png"
    if not is_png or len(image) > 200_000:
        yield "image"
    if not link["url"].startswith(("https://", "http://")) or not 0 < len(link["title"]) <= 200:
        yield f"link {link['url']} {link['title']!r}"


def _faults_of_interactive(told: dict[str, Any]) -> Any:
    data = told["data"]
    if told["bid"] != EXTENSION or not data.get("requestIdentifier"):
        yield "envelope"
    yield from (f"label {words!r}" for words in _labels(told) if not _is_label(words))
    if "quick-reply" in data:
        if not 2 <= len(data["quick-reply"]["items"]) <= 5 or data.get("version") != "1.0":
            yield "quick reply"
    elif "listPicker" in data or "event" in data:
        if data.get("mspVersion") != "1.0" or not {"receivedMessage", "replyMessage"} <= told.keys():
            yield "picker"
    else:
        yield "nothing to pick"


def _labels(told: Any) -> Any:
    if isinstance(told, dict):
        for name, value in told.items():
            if name in LABELS and isinstance(value, str):
                yield value
            yield from _labels(value)
    elif isinstance(told, list):
        for value in told:
            yield from _labels(value)


def _is_label(words: str) -> bool:
    return 0 < len(words) <= 200 and words.isprintable() and all(ord(c) <= 0xFFFF for c in words)
