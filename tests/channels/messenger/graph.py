"""A fake of Meta's Graph API on loopback: it checks what it gets by Meta's rules, and fails on purpose."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import Any

from aiohttp import web

APP_SECRET = "invented-app-secret-0123456789abcdef"
PAGE_TOKEN = "invented-page-token-0123456789abcdef"
VERSION = "v23.0"


class FakeGraph:
    """What was accepted, in order; `faults` has what breaks a rule.

    `script` is what the next calls get: a status, or seconds to hang. Then all is well again.
    """

    def __init__(self) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.attempts: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.script: list[float] = []

    def application(self) -> web.Application:
        """The API, to be served."""
        application = web.Application()
        application.router.add_post(f"/{VERSION}/me/messages", self._send)
        return application

    def messages(self, citizen: str) -> list[dict[str, Any]]:
        """What somebody sees, without signs of typing."""
        mine = (told for told in self.accepted if told["recipient"]["id"] == citizen)
        return [told["message"] for told in mine if "message" in told]

    async def _send(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.attempts.append(body)
        if self.script:
            step = self.script.pop(0)
            if step >= 100:
                return web.json_response({"error": {"code": 1}}, status=int(step))
            await asyncio.sleep(step)
        faults = list(_find_faults(request, body))
        self.faults += faults
        if faults:
            return web.json_response({"error": {"message": faults[0]}}, status=400)
        self.accepted.append(body)
        told = {"recipient_id": body["recipient"]["id"], "message_id": f"m_{len(self.accepted)}"}
        return web.json_response(told)


def _find_faults(request: web.Request, body: dict[str, Any]) -> Any:
    proof = hmac.new(APP_SECRET.encode(), PAGE_TOKEN.encode(), hashlib.sha256).hexdigest()
    if dict(request.query) != {"access_token": PAGE_TOKEN, "appsecret_proof": proof}:
        yield "token"
    if list(body.get("recipient", {})) != ["id"]:
        yield "recipient"
    if body.get("sender_action"):
        if body["sender_action"] != "typing_on" or "message" in body or "messaging_type" in body:
            yield "action"
        return
    message = body["message"]
    if body.get("messaging_type") != "RESPONSE" or not 0 < len(message["text"]) <= 2000:
        yield "message"
    replies = message.get("quick_replies")
    if replies is not None and not 1 <= len(replies) <= 13:
        yield "number of quick replies"
    for one in replies or ():
        if one["content_type"] != "text" or not 0 < len(one["title"]) <= 20 or len(one["payload"]) > 1000:
            yield f"quick reply {one}"
