"""The Messenger channel, served, with a fake of the Graph API to call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.channels.messenger.channel import MessengerChannel
from bot.knowledge.record import Record
from tests.channels.messenger.graph import APP_SECRET, PAGE_TOKEN, VERSION, FakeGraph
from tests.channels.messenger.meta import Person
from tests.channels.served import Served, free_port, serving

VERIFY_TOKEN = "invented-verify-token"
GRAPH_PORT = free_port()
ENVIRONMENT = {
    "MISSI_MESSENGER_APP_SECRET": APP_SECRET,
    "MISSI_MESSENGER_PAGE_TOKEN": PAGE_TOKEN,
    "MISSI_MESSENGER_VERIFY_TOKEN": VERIFY_TOKEN,
    "MISSI_MESSENGER_GRAPH": f"http://127.0.0.1:{GRAPH_PORT}/{VERSION}",
}


@pytest.fixture(scope="module")
def graph() -> FakeGraph:
    return FakeGraph()


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], graph: FakeGraph
) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as environment:
        for name, value in ENVIRONMENT.items():
            environment.setenv(name, value)
        folder, vendors = tmp_path_factory.mktemp("messenger"), {GRAPH_PORT: graph.application()}
        with serving([MessengerChannel()], folder, records, vendors) as served:
            served.door.app.ctx.outgoing.waits_s = (0.05, 0.1, 0.2, 0.4)
            yield served


@pytest.fixture
def person(served: Served, graph: FakeGraph) -> Iterator[Person]:
    """Somebody new; whatever is sent to them keeps Meta's rules."""
    yield Person(served, graph)
    assert graph.faults == []
