"""Asks an assistant every question over its REST channel and keeps what it answered."""

from __future__ import annotations

import http.client
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import ProcessError
from bot.evaluation.judge import Verdict, judge
from bot.evaluation.question import Conversation, Question
from bot.operations.loopback import post

TIMEOUT_S = 30.0
CONTRACT = ("outcome", "records", "intent", "confidence", "score", "aspect")
"""What of a reply's contract is kept; docs/reply-contract.md says what each means."""


@dataclass(frozen=True)
class Result:
    """One question asked."""

    slice: str
    conversation: int
    """Number of the conversation it stood in, from 0; turns of one conversation depend on each other."""
    question: Question
    contract: dict[str, Any]
    verdict: Verdict
    seconds: float

    @property
    def got(self) -> tuple[str, str | None]:
        """What the citizen got: the outcome and the first record."""
        records = self.contract["records"]
        return self.contract["outcome"], records[0] if records else None


def ask_all(
    conversations: Sequence[Conversation], address: str, report: Callable[[int, int], None]
) -> list[Result]:
    """Ask everything, each conversation as a new citizen; `report` is called with (done, total)."""
    results = []
    for number, conversation in enumerate(conversations):
        sender = f"eval-{uuid.uuid4().hex}"
        for question in conversation.turns:
            contract, seconds = ask(address, sender, question.text)
            verdict = judge(question, contract)
            results.append(Result(conversation.slice, number, question, contract, verdict, seconds))
        report(number + 1, len(conversations))
    return results


def ask(address: str, sender: str, text: str) -> tuple[dict[str, Any], float]:
    """Return what we keep of one reply, and the seconds it took; raises ProcessError when there is none."""
    start = time.perf_counter()
    try:
        messages = post(address, {"sender": sender, "message": text}, timeout_seconds=TIMEOUT_S)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise ProcessError(f"{address}: no reply: {error}") from error
    seconds = time.perf_counter() - start
    contracts = [message["custom"] for message in messages if "custom" in message]
    if len(contracts) != 1:
        raise ProcessError(f"{address}: expected exactly one contract, got {len(contracts)}: {text!r}")
    missing = [name for name in CONTRACT if name not in contracts[0]]
    if missing:
        raise ProcessError(f"{address}: expected {', '.join(missing)} in the contract: {text!r}")
    return {name: contracts[0][name] for name in CONTRACT}, seconds
