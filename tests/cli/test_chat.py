"""`missi chat`: what is sent, what is shown, and what it says without an assistant."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.cli.chat import pressed, told
from bot.cli.main import main

Capture = pytest.CaptureFixture[str]
BUTTONS = [{"title": "Cost", "payload": "/ask_cost"}, {"title": "Offices"}]


class Assistant(BaseHTTPRequestHandler):
    """Answers every message with itself and two buttons."""

    received: list[dict[str, Any]] = []

    def do_GET(self) -> None:
        self._send(b"here")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.received.append(body | {"path": self.path})
        replies = [
            {"text": f"You said: {body['message']}", "buttons": BUTTONS},
            {"custom": {"outcome": "answer"}},
        ]
        self._send(json.dumps(replies).encode())

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    server = HTTPServer(("127.0.0.1", 0), Assistant)
    monkeypatch.setenv("MISSI_PORT", str(server.server_address[1]))
    monkeypatch.setattr(Assistant, "received", [])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Assistant.received
    server.shutdown()
    thread.join()
    server.server_close()


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Have these lines typed, then the end of input."""
    left = iter(lines)

    def read(prompt: str = "") -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)


def test_a_conversation(
    assistant: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    types(monkeypatch, "fishing license", "", "1", "2", "quit", "never sent")
    assert main(["chat"]) == 0
    assert [message["message"] for message in assistant] == ["fishing license", "/ask_cost", "Offices"]
    assert {message["path"] for message in assistant} == {"/webhooks/rest/webhook"}
    assert len({message["sender"] for message in assistant}) == 1
    assert "You said: fishing license\n  1. Cost\n  2. Offices\n" in capsys.readouterr().out


def test_the_end_of_input_ends_it(assistant: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch)
    assert main(["chat"]) == 0
    assert assistant == []


def test_without_an_assistant_it_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("MISSI_PORT", "1")
    assert main(["chat"]) == 1
    expected = (
        "missi: no assistant answers on http://127.0.0.1:1: start it with 'make run', or set MISSI_PORT\n"
    )
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1", "/ask_cost"),
        ("2", "Offices"),
        ("3", "3"),
        ("0", "0"),
        ("-1", "-1"),
        ("39201", "39201"),
        ("1 2", "1 2"),
    ],
)
def test_only_the_number_of_a_button_presses_it(line: str, message: str) -> None:
    assert pressed(line, BUTTONS) == message


def test_details_are_shown_when_asked_for() -> None:
    replies = [{"text": "one\ntwo"}, {"custom": {"outcome": "answer"}}]
    assert told(replies) == ["one", "two"]
    assert json.loads(told(replies, details=True)[-1]) == {"outcome": "answer"}
