"""Explains with the real parts: the trained assistant, the knowledge base, the stored conversations.

Takes the settings; called by `missi explain`."""

from __future__ import annotations

import logging
import sys
from datetime import datetime

from rasa.utils.log_utils import configure_structlog

from actions.wiring import open_desk
from bot.engine.rehearsal import Rehearsal
from bot.errors import KnowledgeError
from bot.evaluation.evaluation import hash_records
from bot.explanation.explanation import Before, Explanation, Origin, explain
from bot.explanation.replay import Replay, replay
from bot.explanation.stored import find_turn, open_conversations
from bot.knowledge.history import published_at
from bot.knowledge.store import Store
from bot.knowledge.wiring import open_store
from bot.operations.database import require_records
from bot.operations.encoder import require_encoder
from bot.operations.endpoints import conversations_address
from bot.operations.model import find_model, is_current, trained_fingerprint
from bot.settings import STATE_TIME, Settings


def explain_words(settings: Settings, words: str, after: str | None) -> Explanation:
    """Explain words, said after a record was told, if one is named."""
    _require_all(settings)
    if after and open_desk().record(after) is None:
        raise KnowledgeError(f"{after}: no such record is published")
    return _explain(settings, words, Before.told(after) if after else Before())


def replay_turn(settings: Settings, sender: str, number: int | None, at: datetime | None) -> Replay:
    """Find a stored turn and say it again to today's assistant."""
    engine = open_conversations(conversations_address(settings))
    turn = find_turn(engine, sender, number=number, at=at)
    _require_all(settings)
    store = open_store(settings)
    today = {record.id: record.version for record in store.all()}
    return replay(turn, _explain(settings, turn.words, turn.before), published_at(store, turn.at), today)


def _explain(settings: Settings, words: str, before: Before) -> Explanation:
    # Rasa tells what citizens say at the levels below; nothing of it may reach a log or our output.
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    configure_structlog(logging.ERROR)
    assistant = Rehearsal(find_model(settings))
    origin = _origin(settings, assistant.model, open_store(settings))
    today = datetime.now(STATE_TIME).date()
    return explain(words, before, assistant=assistant, desk=open_desk(), origin=origin, today=today)


def _origin(settings: Settings, model: str, store: Store) -> Origin:
    fingerprint, knowledge = trained_fingerprint(settings), hash_records(store.all())
    return Origin(model, fingerprint, is_current(settings), knowledge, store.revision())


def _require_all(settings: Settings) -> None:
    find_model(settings)
    require_encoder(settings)
    require_records(settings)
