"""The Apple channel, served, with a fake of Apple's gateway to call."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from bot.channels.agents.channel import AgentChannel
from bot.channels.apple.channel import AppleChannel
from bot.knowledge.record import Record
from tests.channels.apple.apple import Phone
from tests.channels.apple.gateway import BUSINESS, MSP_ID, SECRET, FakeApple
from tests.channels.served import Served, free_port, serving

AGENT, AGENT_TOKEN = "Ana of ITS", "a" * 32
OPERATOR = "o" * 32
GATEWAY_PORT = free_port()
ENVIRONMENT = {
    "MISSI_APPLE_MSP_ID": MSP_ID,
    "MISSI_APPLE_SECRET": base64.b64encode(SECRET).decode(),
    "MISSI_APPLE_BUSINESS_IDS": f"{BUSINESS} another-invented-business",
    "MISSI_APPLE_GATEWAY": f"http://127.0.0.1:{GATEWAY_PORT}/v1",
    "MISSI_OPERATIONS_TOKEN": OPERATOR,
}
STAFFED = {"MISSI_AGENT_TOKENS": f"{AGENT}:{AGENT_TOKEN}", "MISSI_OFFICE_HOURS": "mon-sun 0:00-23:59"}


@pytest.fixture(scope="module")
def apple() -> FakeApple:
    return FakeApple()


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], apple: FakeApple
) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        folder, vendors = tmp_path_factory.mktemp("apple"), {GATEWAY_PORT: apple.application()}
        with serving([AppleChannel(), AgentChannel()], folder, records, vendors, **STAFFED) as served:
            served.door.app.ctx.outgoing.waits_s = (0.05, 0.1, 0.2, 0.4)
            yield served


@pytest.fixture
def phone(served: Served, apple: FakeApple) -> Iterator[Phone]:
    """Somebody new; whatever is sent to them keeps Apple's rules."""
    yield Phone(served, apple)
    assert apple.faults == []
