"""The step `mask`: personal data is taken out before anything is kept or understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.base.message import Message
from bot.channels.base.payment_cards import mask_card_numbers

if TYPE_CHECKING:
    from bot.channels.base.door import Door

CARD, CARD_MASK = "card", "[card number removed]"


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds that were found."""

    text: str
    kinds: tuple[str, ...]


async def mask(message: Message, door: Door) -> None:
    """Take out what is nobody's business; a payment card number is moreover answered right here."""
    masked = mask_text(message)
    message.text, message.masked = masked.text, masked.kinds
    if CARD in masked.kinds and not message.is_settled and not message.danger:
        message.answer = door.phrasebook.say("utter_card_number", "guard")


def mask_text(message: Message) -> Masked:
    """Return the message's text masked; what we offered ourselves has nothing in it to mask."""
    if message.said.payload is not None:
        return Masked(message.text, ())
    text = mask_card_numbers(message.text, CARD_MASK)
    return Masked(text, (CARD,) if text != message.text else ())
