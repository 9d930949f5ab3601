"""Tells the staff console which records are found for words, by the search that answers citizens."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import datetime

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.understanding import read_parse
from actions.wiring import open_desk
from bot.dialogue.intents import query_of
from bot.dialogue.memory import Memory
from bot.explanation.searched import describe_finding
from bot.settings import STATE_TIME

PATH = "/candidates"


def serve_candidates(app: Sanic) -> None:
    """Answer POST of a parse, as Rasa keeps it, with what `describe_finding` tells."""
    app.add_route(_answer, PATH, methods=["POST"])


async def _answer(request: Request) -> HTTPResponse:
    turn = read_parse(request.json, today=datetime.now(STATE_TIME).date(), memory=Memory())
    found = await asyncio.to_thread(lambda: describe_finding(open_desk().find(query_of(turn))))
    return json(asdict(found), default=float)
