"""Lines of outgoing calls: order, further attempts, what is dropped, and that nothing stops a line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.channels.base.outgoing import Outgoing, Post
from tests.channels.served import LOOPBACK, free_port

Work = Callable[[Outgoing, "Gateway"], Awaitable[Any]]


class Gateway:
    """Takes bodies; the next calls get what `script` says: a status, or seconds to hang."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[Any] = []
        self.attempts = 0
        self.script: list[float] = []

    async def take(self, request: web.Request) -> web.Response:
        self.attempts += 1
        step = self.script.pop(0) if self.script else 200
        if step < 100:
            await asyncio.sleep(step)
        elif step != 200:
            return web.Response(status=int(step), headers={"Location": "/elsewhere"})
        self.taken.append((await request.json())["n"])
        return web.Response()

    def post(self, number: int, **options: Any) -> Post:
        return Post("apple", f"http://{LOOPBACK}:{self.port}/", {"n": number}, **options)


def talk(work: Work) -> Gateway:
    """Run some work with a gateway; return the gateway once nothing waits any more."""

    async def run() -> Gateway:
        gateway, application = Gateway(), web.Application()
        application.router.add_post("/", gateway.take)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, LOOPBACK, gateway.port).start()
        outgoing = Outgoing((0.02, 0.04, 0.08, 0.16), timeout_s=0.5)
        await work(outgoing, gateway)
        while outgoing.is_busy("ann") or outgoing.is_busy("ben"):
            await asyncio.sleep(0.01)
        await outgoing.close()
        await runner.cleanup()
        return gateway

    return asyncio.run(run())


def put(*recipients: str, script: tuple[float, ...] = (), **options: Any) -> Gateway:
    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        gateway.script = list(script)
        for number, recipient in enumerate(recipients):
            outgoing.put(recipient, [gateway.post(number, **options)])

    return talk(work)


def test_a_line_keeps_its_order_while_its_first_is_tried_again() -> None:
    assert put("ann", "ann", "ann", script=(500, 503)).taken == [0, 1, 2]


def test_another_line_does_not_wait() -> None:
    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        gateway.script = [0.3]
        outgoing.put("ann", [gateway.post(0)])
        while not gateway.attempts:
            await asyncio.sleep(0.01)
        outgoing.put("ben", [gateway.post(1)])

    assert talk(work).taken == [1, 0]


def test_a_vendor_that_hangs_is_tried_again() -> None:
    gateway = put("ann", script=(1,))
    assert gateway.attempts == 2 and 0 in gateway.taken


def test_five_attempts_are_all() -> None:
    gateway = put("ann", "ann", script=(500,) * 5)
    assert gateway.attempts == 6 and gateway.taken == [1]


def test_what_is_refused_or_sent_elsewhere_is_not_tried_again() -> None:
    for status in (302, 400, 404, 429):
        assert put("ann", "ann", script=(status,)).taken == [1]


def test_what_is_not_vital_is_tried_once() -> None:
    gateway = put("ann", "ann", script=(500,), is_vital=False)
    assert gateway.attempts == 2 and gateway.taken == [1]


def test_what_is_not_allowed_any_more_is_not_sent() -> None:
    assert put("ann", is_allowed=lambda: False).attempts == 0


def test_nobody_there_is_tried_again_and_given_up() -> None:
    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        gone = Post("apple", f"http://{LOOPBACK}:{free_port()}/", {"n": 0})
        outgoing.put("ann", [gone, gateway.post(1)])
        outgoing.put("ann", [gateway.post(2)])

    assert talk(work).taken == [2], "what belongs to it makes no sense without it"


def test_what_cannot_be_made_holds_up_nothing() -> None:
    def broken() -> dict[str, str]:
        raise RuntimeError

    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        outgoing.put("ann", [gateway.post(0, headers=broken)])
        outgoing.put("ann", [gateway.post(1)])

    assert talk(work).taken == [1]


def test_a_dropped_line_is_gone_and_a_new_one_goes_on() -> None:
    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        gateway.script = [500, 500]
        outgoing.put("ann", [gateway.post(0)])
        outgoing.put("ann", [gateway.post(1)])
        await asyncio.sleep(0.03)
        outgoing.drop("ann")
        outgoing.drop("nobody")
        gateway.script.clear()
        outgoing.put("ann", [gateway.post(2)])
        outgoing.put("ann", [gateway.post(3)])

    assert talk(work).taken == [2, 3]


def test_a_line_may_be_dropped_before_it_begins() -> None:
    async def work(outgoing: Outgoing, gateway: Gateway) -> None:
        outgoing.put("ann", [gateway.post(0)])
        outgoing.drop("ann")
        outgoing.put("ann", [gateway.post(1)])

    assert talk(work).taken == [1]
