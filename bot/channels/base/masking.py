"""The step `mask`: personal data is taken out before anything is kept or understood."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base.message import Message
from bot.handoff.contact_form import PRIVATE
from bot.privacy import Masked
from bot.privacy import mask as mask_words

if TYPE_CHECKING:
    from bot.channels.base.door import Door

logger = logging.getLogger(__name__)
CARD = "card"
HINT = "masked"
WITHHELD = "[name or number]"
_TOLD = "utter_masked"


async def mask(message: Message, door: Door) -> None:
    """Take out what is nobody's business; a payment card number is moreover answered right here.

    The citizen is told once in a conversation. A mask that fails lets nothing through but danger. Of a
    name or a number that the door has asked for itself nothing is kept here.
    """
    if message.standing.asking in PRIVATE and not message.text.startswith("/"):
        message.text = WITHHELD
        return
    masked = mask_text(message)
    if message.text and not masked.text and not message.danger:
        message.answer = door.phrasebook.say("utter_error", "error")
    message.text, message.masked = masked.text, masked.kinds
    if not masked.kinds or message.danger or message.is_settled:
        return
    if CARD in masked.kinds:
        message.answer = door.phrasebook.say("utter_card_number", "guard")
    elif await door.write(_is_first, message, door):
        message.leads.append(door.phrasebook.phrases[_TOLD])


def mask_text(message: Message) -> Masked:
    """Return the message's text masked; what we offered ourselves has nothing in it to mask."""
    if message.said.payload is not None:
        return Masked(message.text)
    try:
        return mask_words(message.text)
    except Exception as error:  # never the words themselves
        logger.error("door.mask.failed error=%s", type(error).__name__)
        return Masked("")


def _is_first(message: Message, door: Door) -> bool:
    try:
        return door.hints.give(message.sender, HINT)
    except SQLAlchemyError as error:
        logger.error("door.database.failed step=mask error=%s", type(error).__name__)
        return True
