"""What somebody does in a spoken conversation beside asking: hears more, or again, picks, hangs up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.channels.base.message import Said
from bot.channels.spoken.turn import Asked, SpokenTurn
from bot.channels.spoken.words import ENGLISH, read_words

MORE, REPEAT, HELP, STOP = "/show_more", "/repeat_answer", "/ask_help", "/say_goodbye"
YES, NO, START_OVER, PERSON = "/affirm", "/deny", "/start_over", "/ask_person"
"""As the assistant knows them, for when the channel does not answer by itself."""
_PAUSES = re.compile(r"[.,!?¿¡]")
LAUNCH, MISSED = "/launch", "/missed"
"""Somebody has only called, or said what nobody could make out; the assistant never hears of these."""


@dataclass(frozen=True)
class Heard(Said):
    """What a channel that speaks made out."""

    move: str | None = None
    """What is meant, if the vendor or the words tell; then it is no question."""
    number: int | None = None
    """The choice that was picked by its number, counted from 1, if the vendor tells."""
    language: str = ENGLISH
    """What is spoken to the citizen."""
    last: SpokenTurn | None = None
    """What was told just before."""
    leads: tuple[str, ...] = ()
    """What the front door says before the answer."""


def interpret(heard: Heard) -> Heard:
    """Return the same with what is meant: by the words, and by what was asked just before."""
    move, last = heard.move, heard.last
    said = " ".join(_PAUSES.sub(" ", heard.text).split()).casefold()
    if move is None and heard.number is None:
        move = read_words(heard.language).moves.get(said) or read_words(ENGLISH).moves.get(said)
    if last and move == YES and last.asked is Asked.MORE:
        move = MORE
    if last and move == NO and last.asked is Asked.ELSE:
        move = STOP
    picked = last.pick(heard.text, heard.number) if last and move is None else None
    return replace(heard, move=move, payload=move or (picked.payload if picked else heard.payload))
