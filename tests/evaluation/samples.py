"""Results and replies as the tests of the evaluation need them, and an assistant that gives such replies."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from bot.evaluation.judge import judge
from bot.evaluation.question import Question
from bot.evaluation.run import Result

DEER = "service:deer"
Reply = Callable[[str], dict[str, Any]]


def reply(outcome: str = "answer", *records: str, **others: Any) -> dict[str, Any]:
    """A contract; an answer tells the deer license unless another record is named."""
    told = list(records) or ([DEER] if outcome == "answer" else [])
    plain = {"intent": "ask_about", "confidence": 0.9, "score": 0.8, "aspect": None}
    return {"outcome": outcome, "records": told} | plain | others


def result(
    conversation: int,
    contract: dict[str, Any] | None = None,
    *,
    slice: str = "situations",
    text: str = "How do I hunt deer?",
    seconds: float = 0.03,
    **wanted: Any,
) -> Result:
    """A judged result; the deer license is wanted unless something else is."""
    question = Question(
        text, **(wanted if {"records", "outcomes"} & set(wanted) else {"records": (DEER,)} | wanted)
    )
    contract = contract or reply()
    return Result(slice, conversation, question, contract, judge(question, contract), seconds)


def results(right: Sequence[int], **others: Any) -> list[Result]:
    """A conversation of one question for each number: right for 1, answered wrong for 0."""
    return [
        result(number, reply("answer", DEER if is_right else "service:boat"), **others)
        for number, is_right in enumerate(right)
    ]


@contextmanager
def assistant(answer: Reply) -> Iterator[str]:
    """An assistant on this machine that replies to each text so; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps([{"text": "..."}, {"custom": answer(body["message"])}]).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/webhooks/rest/webhook"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
