"""Takes over the live model from the model server while citizens talk; in place of Rasa's own pulling.

Rasa loads a pulled model where it answers citizens, who wait for seconds meanwhile; it does not look whether
the file came whole; it keeps what it pulled nowhere, so that without the server it starts with none; and
every pull leaves some of the old model's memory behind (docs/decisions/0028-model-pulls.md has the figures).
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import hashlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from rasa.core import agent as rasa_agent
from rasa.core.agent import Agent
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import EndpointConfig

logger = logging.getLogger(__name__)
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5)
PULL_S = 5.0
OWN = ""
"""The version of the model that needs no server: that of the checkout."""


@dataclass(frozen=True)
class Source:
    """Where models come from; the `models` section of the endpoints."""

    url: str
    token: str
    own: Path
    """The model of the checkout, for as long as none is published."""
    kept: Path
    """Where the published one is kept, for a start without the server; its version stands beside it."""
    pull_s: float = PULL_S

    @property
    def version(self) -> Path:
        """The file that tells the version of the kept model."""
        return self.kept.with_name(self.kept.name.partition(".")[0] + ".version")


def replace_pulling() -> None:
    """Have Rasa begin our pulling where it would begin its own."""
    rasa_agent.load_from_server = begin_pulling


async def begin_pulling(agent: Agent, server: EndpointConfig) -> Agent:
    """Load the live model, or the last one known here, and go on looking for another; return the agent."""
    given = server.kwargs
    source = Source(
        server.url,
        server.token or "",
        Path(given["own"]),
        Path(given["kept"]),
        float(given.get("wait_time_between_pulls", PULL_S)),
    )
    pulls = ModelPulls(agent, source)
    await pulls.start()
    agent.model_pulls = asyncio.get_running_loop().create_task(pulls.keep_pulling())
    return agent


class ModelPulls:
    """The models of one agent, one after the other."""

    def __init__(self, agent: Agent, source: Source) -> None:
        self._agent = agent
        self._source = source
        self._version: str | None = None
        self._refused: str | None = None
        # Always the same thread: each has memory of its own, and the next model fits where the last one was.
        self._thread = ThreadPoolExecutor(1, "models")

    async def start(self) -> None:
        """Load what the server has; without it, what was pulled last; without that, the checkout's own."""
        gc.collect()
        gc.freeze()  # all but models stays, so that no later collection looks at it while citizens wait
        if await self.pull():
            return
        version = _read_version(self._source)
        if version is None or not await self._take(self._source.kept, version):
            await self._take(self._source.own, OWN)

    async def keep_pulling(self) -> None:
        """Look for another model for good; whatever fails, the one there is goes on answering."""
        while True:
            await asyncio.sleep(self._source.pull_s)
            await self.pull()

    async def pull(self) -> bool:
        """Take over the live model unless it is here already; False when the server cannot be asked."""
        try:
            version, content = await self._ask()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, OSError) as error:
            logger.warning("models.unreachable error=%s", type(error).__name__)
            return False
        if version == self._version or version == self._refused:
            return True
        if content is None:
            return await self._take(self._source.own, OWN) or self._version is not None
        await self._aside(_keep, self._source.kept, content)
        if await self._take(self._source.kept, version):
            await self._aside(_keep, self._source.version, version.encode())
        else:
            self._refused = version  # not again and again; another one may be better
        return self._version is not None

    async def _ask(self) -> tuple[str, bytes | None]:
        """Return the live model's version, and its file unless it is here; ValueError for half a file."""
        headers = {"Authorization": f"Bearer {self._source.token}"}
        if self._version:
            headers["If-None-Match"] = f'"{self._version}"'
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            async with session.get(self._source.url, headers=headers) as response:
                if response.status == 204:
                    return OWN, None
                if response.status == 304:
                    return self._version or OWN, None
                response.raise_for_status()
                content, version = await response.read(), response.headers["ETag"].strip('"')
        if await self._aside(_digest, content) != version:
            raise ValueError("the model did not come whole")
        return version, content

    async def _take(self, file: Path, version: str) -> bool:
        """Load a model beside the one there is, and let it take the next message; False when it cannot be."""
        try:
            processor = await self._aside(self._load, file)
        except Exception as error:  # whatever a file may hold, the model there is goes on
            logger.error("models.refused version=%s error=%s", version[:12], type(error).__name__)
            return False
        _exchange(self._agent, processor, version)
        self._version, self._refused = version, None
        del processor
        await self._aside(_give_memory_back)
        logger.info("models.taken version=%s", version[:12] or "own")
        return True

    async def _aside(self, work: Callable[..., Any], *given: Any) -> Any:
        """Return what a function returns, run where nobody waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    def _load(self, file: Path) -> MessageProcessor:
        agent = self._agent
        return rasa_agent.MessageProcessor(
            model_path=str(file),
            tracker_store=agent.tracker_store,
            lock_store=agent.lock_store,
            action_endpoint=agent.action_endpoint,
            generator=agent.nlg,
            http_interpreter=agent.http_interpreter,
        )


def _exchange(agent: Agent, processor: MessageProcessor, version: str) -> None:
    """Let a processor take the next message; a turn that is under way ends with the one it began with."""
    agent.processor, agent.domain = processor, processor.domain
    agent.tracker_store.domain = processor.domain
    if isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
        agent.nlg.responses = processor.domain.responses
    agent._set_fingerprint(version or None)


def _keep(path: Path, content: bytes) -> None:
    """Keep something for the next start; assistants of one folder keep the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}-{os.getpid()}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)  # whole or not at all


def _read_version(source: Source) -> str | None:
    """Return the version of the kept model, unless it is missing, damaged, or was never loaded."""
    with suppress(OSError):
        version = source.version.read_text(encoding="ascii")
        return version if _digest(source.kept.read_bytes()) == version else None
    return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _give_memory_back() -> None:
    """Give the old model's memory back: its cycles first, then what the allocator (glibc) holds on to."""
    gc.collect()
    trim: Any = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
