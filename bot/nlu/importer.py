"""Adds a sample of the knowledge base's asks to the training phrases, so that none is written twice.

A few asks of a service and one of any other record: enough for the intents to know how people put needs,
too few to drown the other phrases.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot.dialogue.intents import KIND
from bot.knowledge.files import read_records
from bot.knowledge.record import Record
from bot.nlu.aspect_cues import aspect_intent
from bot.settings import read_settings

SITUATIONAL = (*range(4, 10), 12, *range(16, 23))
"""Asks of services that tell a situation stand at these places in their list."""
DIRECT = (0, 1, 2, 3, 10, 11)
"""Direct questions and fragments; without them "renew my license" looks like another state's business."""
SITUATIONS_OF_A_SERVICE = 3
NEWEST = (-1, -4, -7)
"""The newest asks stand last; many of them blurt out a need ("i need food") instead of asking."""
EVERY_OUTSIDE = (
    2  # asks of outside records, of which one is taken: few records stand for everything else there is
)
KEYWORDS_OF_A_SERVICE = 2
"""People also type just what they want ("marriage license"); it must not look like nobody's business."""
STRIDE = 5  # so that the situations of one service come from different parts of its list
SPECIAL = {"plan:erate": "ask_erate"}
PREFIXES = {"event:holiday-": "ask_holiday", "fact:official-": "ask_official"}
UNSAMPLED = frozenset(
    f"service:{slug}"
    for slug in (
        "emergency-911 crisis-988 crisis-team poison child-abuse adult-abuse trafficking "
        "domestic-violence missi"
    ).split()
)
"""Their asks are danger or talk about the assistant, which have intents of their own."""
_NARROW = ("ask_erate", "ask_holiday", "ask_official")
_INTENT_OF_TYPE = {kind: intent for intent, kind in KIND.items() if intent not in _NARROW}
_INTENT_OF_TYPE["outside"] = "out_of_scope"


class KnowledgeImporter(RasaFileImporter):
    """Rasa's file importer plus the sampled asks."""

    @cached_method
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """See parent class; a training asks for it more than once."""
        data = super().get_nlu_data(language)
        records = [r for r in read_records(read_settings().knowledge) if r.asks]
        return data.merge(TrainingData(sample_asks(records)))


def sample_asks(records: list[Record]) -> list[Message]:
    """One phrase a record, with the intent that its type is asked by."""
    phrases = []
    for number, record in enumerate(records):
        if record.id in UNSAMPLED or record.status != "published":
            continue
        for place in _places(record, number):
            ask = record.asks[place % len(record.asks)]
            intent = aspect_intent(ask) if record.type == "service" else intent_of(record)
            phrases.append(_phrase(ask, intent))
        if record.type == "service":
            phrases += [_phrase(keyword, "ask_about") for keyword in record.keywords[:KEYWORDS_OF_A_SERVICE]]
    return phrases


def _places(record: Record, number: int) -> list[int]:
    """Which asks of a record to take; `number` is how many records came before it."""
    if record.type == "outside":
        return list(range(0, len(record.asks), EVERY_OUTSIDE))
    if record.type != "service":
        return [number]
    turns = range(SITUATIONS_OF_A_SERVICE)
    return [SITUATIONAL[(number + t * STRIDE) % len(SITUATIONAL)] for t in turns] + [*DIRECT, *NEWEST]


def intent_of(record: Record) -> str:
    """The intent that a record is asked by."""
    for prefix, intent in PREFIXES.items():
        if record.id.startswith(prefix):
            return intent
    return SPECIAL.get(record.id) or _INTENT_OF_TYPE.get(record.type, "ask_about")


def _phrase(text: str, intent: str) -> Message:
    data: dict[str, Any] = {"text": text, "intent": intent}
    return Message(data=data)
