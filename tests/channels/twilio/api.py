"""A fake of Twilio's API on loopback: it checks what it is sent by Twilio's rules, and fails on purpose."""

from __future__ import annotations

import asyncio
import base64

from aiohttp import web

from tests.channels.twilio.account import TOKEN

ACCOUNT, SENDER = "AC" + "1" * 32, "+16015550100"


class FakeTwilio:
    """What was accepted, in order; `faults` has what breaks a rule.

    `script` is what the next calls get: a status, or seconds to hang. Then all is well again.
    """

    def __init__(self) -> None:
        self.accepted: list[dict[str, str]] = []
        self.faults: list[str] = []
        self.attempts = 0
        self.script: list[float] = []

    def application(self) -> web.Application:
        """The API, to be served."""
        application = web.Application()
        application.router.add_post(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", self._send)
        return application

    async def _send(self, request: web.Request) -> web.Response:
        self.attempts += 1
        form = {name: str(value) for name, value in (await request.post()).items()}
        if self.script:
            step = self.script.pop(0)
            if step >= 100:
                return web.json_response({"code": 21610 if step == 400 else 20500}, status=int(step))
            await asyncio.sleep(step)
        login = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != login:
            self.faults.append("login")
        if set(form) != {"To", "From", "Body"} or form["From"] != SENDER:
            self.faults.append("fields")
        if not 0 < len(form.get("Body", "")) <= 1600:
            self.faults.append("body")
        self.accepted.append(form)
        return web.json_response({"sid": f"SM{len(self.accepted):032x}", "status": "queued"}, status=201)

    async def await_accepted(self, count: int) -> list[str]:
        """What citizens read, once there are so many messages."""
        for _ in range(300):
            if len(self.accepted) >= count:
                break
            await asyncio.sleep(0.02)
        return [form["Body"] for form in self.accepted]
