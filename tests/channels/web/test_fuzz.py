"""Twenty thousand requests that nobody should send, to every public path: each is answered, none breaks."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.channels.fuzz import PATHS, Fuzzer
from tests.channels.sender import Sender
from tests.channels.web.citizen import LOOPBACK
from tests.channels.web.conftest import Channel, running

pytestmark = pytest.mark.slow
SEEDS = (1, 2, 3, 4)
EACH = 5000
RAW = 300
SLOWEST_S = 14.0  # a handler that hangs is excused after twelve


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, knowledge: str) -> Iterator[Channel]:
    folder = tmp_path_factory.mktemp("fuzz")
    with running(folder, f"sqlite:///{folder / 'kept.db'}", knowledge, count=2) as channel:
        yield channel


def attack(channel: Channel, seed: int) -> Counter[int]:
    tokens = [channel.citizen().token for _ in range(20)]
    sender = Sender(channel.ports[seed % 2], SLOWEST_S)
    for request in Fuzzer(seed, tokens).requests(EACH):
        sender.send(request)
    return sender.statuses


def test_every_request_is_answered(target: Channel) -> None:
    with ThreadPoolExecutor(len(SEEDS)) as pool:
        found: Counter[int] = sum(pool.map(lambda seed: attack(target, seed), SEEDS), Counter())
    assert sum(found.values()) == len(SEEDS) * EACH >= 20_000
    assert found[200] > 1000, "hardly anything got past the guard"
    assert {400, 401, 403, 404, 405, 415} <= found.keys()
    assert "Traceback" not in target.log
    assert target.citizen().says("hi")["reply"]["outcome"] == "answer", "nobody is served any more"


def test_what_is_hardly_http_hangs_nothing(target: Channel) -> None:
    """Lines that no client library sends."""
    requests = Fuzzer(5, ["x.y.z"]).requests(RAW)
    for number, request in enumerate(requests):
        head = f"{request.method} {request.path} HTTP/1.1\r\nHost: x\r\n"
        raw = head.encode() + (b"Content-Length: 5\r\n", b"X: \xff\x00\r\n", b": \r\n", b"\r")[number % 4]
        with socket.create_connection((LOOPBACK, target.ports[0]), timeout=SLOWEST_S) as line:
            line.sendall(raw + b"\r\n" + request.body[: number % 7])
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(65536)
            assert b" 500 " not in answer.split(b"\r\n")[0] and b"Traceback" not in answer
    assert target.citizen().says("hi")["reply"]["outcome"] == "answer"


def test_every_public_path_is_among_them() -> None:
    sent = {request.path.split("?")[0] for request in Fuzzer(1, ["t"]).requests(EACH)}
    assert {path for path in PATHS if "<" not in path} <= sent
