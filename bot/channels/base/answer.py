"""What a message gets: an answer, or a refusal that asks to send it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.channels.base.contract import build_contract


@dataclass(frozen=True)
class Answer:
    """Messages with `text` and perhaps `buttons`, and the reply contract."""

    messages: Sequence[Mapping[str, Any]]
    contract: Mapping[str, Any]

    def led_by(self, leads: Sequence[str]) -> Answer:
        """The same answer with something said before it; the number of a danger stays in front."""
        if not leads or self.contract["outcome"] == "safety":
            return self
        spoken = " ".join(filter(None, (*leads, self.contract["spoken"])))
        messages = [*({"text": lead} for lead in leads), *self.messages]
        return Answer(messages, {**self.contract, "spoken": spoken})


class Refused(Exception):
    """A message that is not taken, so that nothing of it is kept.

    Args:
        code: `too_long`, `too_large`, `rate_limited`, `conflict` (its id was used for another), `gone` (its
            conversation is deleted), or `unavailable`.
        retry_after_s: seconds after which to send it again, if that helps.
    """

    def __init__(self, code: str, retry_after_s: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s


class Phrasebook:
    """Answers made of the responses of `domain.yml`, said by the door itself."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self.phrases = phrases

    def say(
        self,
        phrase: str,
        outcome: str,
        parse: Mapping[str, Any] = MappingProxyType({}),
        records: Sequence[str] = (),
        **values: str,
    ) -> Answer:
        """The answer of one response; `values` fill its blanks."""
        text = self.phrases[phrase].format(**values) if values else self.phrases[phrase]
        contract = build_contract([{"outcome": outcome, "records": records}], parse, [text])
        return Answer([{"text": text}], contract)
