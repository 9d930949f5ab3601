"""One turn of a conversation at a time; whoever comes second waits milliseconds, not Rasa's full second."""

from __future__ import annotations

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from rasa.utils.endpoints import EndpointConfig

WAIT_S = 0.01


class _Impatient(LockStore):  # type: ignore[misc]
    async def _acquire_lock(self, conversation_id: str, ticket: int, _: float) -> TicketLock:
        return await super()._acquire_lock(conversation_id, ticket, WAIT_S)


class ConversationLocks(_Impatient, InMemoryLockStore):  # type: ignore[misc]
    """For one process; named in `endpoints.yml`."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        super().__init__()


class SharedConversationLocks(_Impatient, RedisLockStore):  # type: ignore[misc]
    """For many processes, kept in Redis; takes the options of Rasa's own Redis lock store."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        super().__init__(host=endpoint_config.url, **endpoint_config.kwargs)
