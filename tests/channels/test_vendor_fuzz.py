"""Twenty thousand requests that no vendor should send, to every vendor's endpoint: none breaks anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge.record import Record
from tests.channels.fuzz import INSIDE
from tests.channels.sender import Sender
from tests.channels.served import wait_for
from tests.channels.vendor_fuzz import LANDING, PATHS, VendorFuzzer
from tests.channels.vendors import LOG, NAMES, Vendors, serving_vendors

pytestmark = pytest.mark.slow
SEED, COUNT = 7, 20_000
SLOWEST_S = 9.0  # a turn is excused after 8 at most
REFUSED = {
    "alexa": {400},
    "google": {401, 403},
    "phone": {403},
    "sms": {403},
    "apple": {401, 403},
    "messenger": {401, 403},
}
"""What an unproved delivery gets, whatever it holds; no vendor's protocol wants a 5xx of us for any."""
OTHERWISE = {404, 405, 413}
"""No such path or method, or more than is read."""
Statuses = dict[tuple[str, str], Counter[int]]


@pytest.fixture(scope="module")
def vendors(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...]
) -> Iterator[tuple[Vendors, Path]]:
    folder, often = tmp_path_factory.mktemp("vendor-fuzz"), "10000000"
    with serving_vendors(folder, records, MISSI_SESSION_RATE=often, MISSI_ADDRESS_RATE=often) as vendors:
        yield vendors, folder / LOG


def attack(vendors: Vendors) -> Statuses:
    """Send them all; the statuses by path and proof."""
    sender, found = Sender(int(vendors.served.address.rpartition(":")[2]), SLOWEST_S), Statuses()
    for proof, request in VendorFuzzer(SEED, vendors).requests(COUNT):
        path = request.path.partition("?")[0]
        found.setdefault((path, proof), Counter())[sender.send(request)] += 1
    return found


def test_every_request_is_answered(vendors: tuple[Vendors, Path]) -> None:
    played, log = vendors
    found = attack(played)
    assert sum(sum(statuses.values()) for statuses in found.values()) == COUNT
    for channel, path in PATHS.items():
        assert found[path, "wrong"].keys() <= REFUSED[channel] | OTHERWISE, channel
        assert found[path, "right"][200] > 100, f"hardly anything got into {channel}"
        assert found[path, "right"][400] > 10 or found[path, "right"][403] > 10, channel
    assert {200, 403, 404} <= found[LANDING, "none"].keys()
    for channel in NAMES:
        is_still_served(played, channel)
    assert not INSIDE.search(log.read_bytes()), "something broke"


def is_still_served(vendors: Vendors, channel: str) -> None:
    """A citizen is told what they said."""
    words = f"the office of {channel}"
    if channel == "sms":  # they may want no more texts by now
        vendors.says(channel, "START")
    told = vendors.says(channel, words)
    if channel in ("apple", "messenger"):
        wait_for(lambda: any(words in post for post in reversed(vendors.posted)))
    else:
        assert words in told
