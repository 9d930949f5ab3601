"""Brings a person's words, and news of the queue, to a citizen as text messages: a call of ours to Twilio.

Only for who asked for a person is the number kept, encrypted, and no longer than they may wait for one.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.base.answer import Answer
from bot.channels.base.door import Door
from bot.channels.base.outgoing import Outgoing, Post
from bot.channels.base.voice import make_voice
from bot.channels.twilio.opt_outs import OptOuts
from bot.channels.twilio.settings import TwilioSettings

KEEP_S = 86400.0


class SmsVoice:
    """A voice of the front door's.

    Args:
        chosen: the account, with its id and the number that texts come from.
        door: the front door.
        outgoing: sends.
        opt_outs: who is not to be written to.
        build: the reply of an answer, as it is kept with its turn.
        write: the message that tells such a reply.
    """

    def __init__(
        self,
        chosen: TwilioSettings,
        door: Door,
        outgoing: Outgoing,
        opt_outs: OptOuts,
        build: Callable[[Answer], dict[str, Any]],
        write: Callable[[Mapping[str, Any]], str],
    ) -> None:
        self._chosen = chosen
        self._door = door
        self._outgoing = outgoing
        self._opt_outs = opt_outs
        self._build = build
        self._write = write
        self._keep = make_voice(door.conversations, build)
        self._loop = asyncio.get_running_loop()

    def remember(self, sender: str, number: str) -> None:
        """Keep the number of somebody whom a person will write to."""
        until = time.time() + KEEP_S
        self._door.go_on(self._door.write(self._door.recipients.remember, sender, {"to": number}, until))

    def speak(self, sender: str, answer: Answer) -> bool:
        """Text an answer; False when the citizen cannot be written to any more. Called on a thread."""
        address = self._door.recipients.find(sender)
        if address is None or self._opt_outs.has(sender) or not self._keep(sender, answer):
            return False
        message = self._write(self._build(answer))
        if message:
            post = self._post(sender, address["to"], message)
            self._loop.call_soon_threadsafe(self._outgoing.put, sender, [post])
        return True

    def _post(self, sender: str, number: str, message: str) -> Post:
        chosen = self._chosen
        source = "MessagingServiceSid" if str(chosen.sender).startswith("MG") else "From"
        login = base64.b64encode(f"{chosen.account}:{chosen.token}".encode()).decode()
        return Post(
            channel="sms",
            url=f"{chosen.api}/2010-04-01/Accounts/{chosen.account}/Messages.json",
            body={"To": number, source: chosen.sender, "Body": message},
            headers=lambda: {"Authorization": f"Basic {login}"},
            is_allowed=lambda: not self._opt_outs.has(sender),
            is_form=True,
        )
