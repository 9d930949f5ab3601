"""The calls of the agents' API: the queue, conversations in person, and contact requests."""

from __future__ import annotations

import asyncio
import json as plain_json
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import unquote

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.base.answer import Answer
from bot.channels.base.cleaning import drop_unseen
from bot.channels.base.contract import build_contract
from bot.channels.base.door import Door
from bot.channels.base.people import speak
from bot.handoff.owners import Owner
from bot.handoff.told import Told
from bot.privacy import mask

MOST_TEXT = 2000  # characters
LONGEST_WAIT_S = 25.0
LOOK_S = 0.5
OWN_NAME = "§"
"""What stands for the agent's name while personal data is looked for."""
Routes = Mapping[str, Mapping[str, Callable[..., Coroutine[Any, Any, HTTPResponse]]]]


class ApiError(Exception):
    """A call that cannot be served: an HTTP status, and a code for programs."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


async def queue(request: Request) -> HTTPResponse:
    """Who waits, longest first, and which conversations are the agent's own."""
    door, agent = _door(request), request.ctx.agent
    since = request.args.get("mark")
    ends = time.monotonic() + _wait(request)
    while True:
        found = await asyncio.to_thread(_tell_queue, door, agent)
        if found["mark"] != since or time.monotonic() >= ends:
            return json(found)
        await asyncio.sleep(LOOK_S)


async def take(request: Request, sender: str) -> HTTPResponse:
    """Take a conversation from the queue; 409 when it does not wait, or another agent was first."""
    door, agent, sender = _door(request), request.ctx.agent, unquote(sender)
    if not await asyncio.to_thread(door.handoff.agents.take, agent, sender):
        raise ApiError(409, "not_waiting")
    await _announce(door, sender, Told.of("utter_agent_joined", agent=agent))
    return await _show(request, sender, 0)


async def read(request: Request, sender: str) -> HTTPResponse:
    """The conversation behind a turn's number, for the agent whose it is, or who may take it."""
    after = request.args.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 9:
        raise ApiError(400, "bad_request")
    return await _show(request, unquote(sender), int(after))


async def say(request: Request, sender: str) -> HTTPResponse:
    """Say something in the conversation: `{"text": ...}`; personal data in it is masked like anybody's."""
    door, agent, sender = _door(request), request.ctx.agent, unquote(sender)
    text = _read(request).get("text")
    words = drop_unseen(text) if isinstance(text, str) else ""
    if not words or len(words) > MOST_TEXT:
        raise ApiError(400, "bad_request")
    await _require_own(door, agent, sender)
    words = await asyncio.to_thread(_mask, words, agent)
    contract = build_contract([{"outcome": "handoff"}], {}, [words])
    answer = Answer([{"text": words}], contract, agent=agent)
    if not await speak(door, sender, await _channel(door, sender), answer):
        raise ApiError(410, "gone")
    return json({"text": words}, 201)


def _mask(words: str, agent: str) -> str:
    """The words without personal data; the agent's own name is none."""
    own = agent.partition(" of ")[0]
    parts = mask(words.replace(own, OWN_NAME)).text.split(OWN_NAME)
    return own.join(parts)


async def give_back(request: Request, sender: str) -> HTTPResponse:
    """Give the conversation back to the bot."""
    return await _release(request, unquote(sender), "bot", "utter_agent_returned")


async def close(request: Request, sender: str) -> HTTPResponse:
    """End the talk; the bot answers what comes next."""
    return await _release(request, unquote(sender), "closed", "utter_agent_closed")


async def contacts(request: Request) -> HTTPResponse:
    """The open contact requests, oldest first."""
    door = _door(request)
    found = await asyncio.to_thread(door.handoff.agents.read_contacts, request.ctx.agent)
    return json({"contacts": [asdict(one) for one in found]})


async def close_contact(request: Request, reference: str) -> HTTPResponse:
    """Mark a contact request as done."""
    door = _door(request)
    if not await asyncio.to_thread(door.handoff.agents.close_contact, request.ctx.agent, reference):
        raise ApiError(404, "not_found")
    return json({})


def _door(request: Request) -> Door:
    door: Door = request.app.ctx.door
    return door


def _wait(request: Request) -> float:
    wait = request.args.get("wait", "0")
    return min(float(wait), LONGEST_WAIT_S) if wait.isascii() and wait.isdigit() else 0.0


def _read(request: Request) -> dict[str, Any]:
    try:
        data = plain_json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        raise ApiError(400, "bad_request") from None
    return data if isinstance(data, dict) else {}


def _tell_queue(door: Door, agent: str) -> dict[str, Any]:
    owners, now = door.handoff.owners, time.time()
    waiting = [
        {"conversation": sender, "channel": channel, "position": place, "waiting_s": round(now - since)}
        for place, (sender, channel, since) in enumerate(owners.queued(), start=1)
    ]
    mine = [sender for sender, _, _ in owners.of_agent(agent)]
    mark = ":".join(map(str, owners.mark()))
    return {"agent": agent, "queue": waiting, "mine": mine, "mark": mark} | {"people": door.handoff.people()}


async def _show(request: Request, sender: str, after: int) -> HTTPResponse:
    """The turns behind a number, as soon as there are some or the wait is over."""
    door, ends = _door(request), time.monotonic() + _wait(request)
    while True:
        standing = await asyncio.to_thread(door.handoff.owners.standing, sender)
        if standing.owner != "queued" and standing.agent != request.ctx.agent:
            raise ApiError(404, "not_found")
        turns = await asyncio.to_thread(door.conversations.turns, sender, after)
        if turns or time.monotonic() >= ends:
            told = {"owner": standing.owner, "agent": standing.agent, "turns": [t.as_data() for t in turns]}
            return json({"conversation": sender, **told, "last": turns[-1].seq if turns else after})
        await asyncio.sleep(LOOK_S)


async def _require_own(door: Door, agent: str, sender: str) -> None:
    standing = await asyncio.to_thread(door.handoff.owners.standing, sender)
    if standing.owner != "agent" or standing.agent != agent:
        raise ApiError(409, "not_yours")


async def _release(request: Request, sender: str, owner: Owner, phrase: str) -> HTTPResponse:
    door, agent = _door(request), request.ctx.agent
    channel = await _channel(door, sender)
    if not await asyncio.to_thread(door.handoff.agents.release, agent, sender, owner):
        raise ApiError(409, "not_yours")
    await speak(door, sender, channel, door.phrasebook.tell(Told.of(phrase, agent=agent)))
    return json({"owner": owner})


async def _announce(door: Door, sender: str, told: Told) -> None:
    await speak(door, sender, await _channel(door, sender), door.phrasebook.tell(told))


async def _channel(door: Door, sender: str) -> str:
    taken = await asyncio.to_thread(door.handoff.owners.taken)
    return next((channel for found, channel, _ in taken if found == sender), "")


ONE = "/conversations/<sender:str>"
ROUTES: Routes = {
    "/queue": {"GET": queue},
    ONE: {"GET": read},
    f"{ONE}/take": {"POST": take},
    f"{ONE}/messages": {"POST": say},
    f"{ONE}/return": {"POST": give_back},
    f"{ONE}/close": {"POST": close},
    "/contacts": {"GET": contacts},
    "/contacts/<reference:str>/close": {"POST": close_contact},
}
