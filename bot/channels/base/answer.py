"""What a message gets: an answer, or a refusal that asks to send it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from bot.channels.base.contract import build_contract
from bot.channels.base.speech import speak
from bot.handoff.told import Told


@dataclass(frozen=True)
class Answer:
    """Messages with `text` and perhaps `buttons`, and the reply contract."""

    messages: Sequence[Mapping[str, Any]]
    contract: Mapping[str, Any]
    effect: str | None = None
    """What the assistant asks of the door besides: a `person`, or `delete`."""
    agent: str | None = None
    """The person who says it; None for the assistant."""

    @classmethod
    def plain(cls, text: str, outcome: str = "smalltalk") -> Answer:
        """The answer of one text, which a channel says of itself; of none when it says nothing."""
        texts = [text] if text else []
        return cls([{"text": told} for told in texts], build_contract([{"outcome": outcome}], {}, texts))

    def joined_to(self, other: Answer, *, first: bool) -> Answer:
        """This answer and another one, whose contract it keeps, in one."""
        messages = [*self.messages, *other.messages] if first else [*other.messages, *self.messages]
        spoken = speak([str(message.get("text", "")) for message in messages])
        return replace(other, messages=messages, contract={**other.contract, "spoken": spoken})

    def led_by(self, leads: Sequence[str]) -> Answer:
        """The same answer with something said before it; the number of a danger stays in front."""
        if not leads or self.contract["outcome"] == "safety":
            return self
        spoken = " ".join(filter(None, (*leads, self.contract["spoken"])))
        messages = [*({"text": lead} for lead in leads), *self.messages]
        return replace(self, messages=messages, contract={**self.contract, "spoken": spoken})


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

    def __init__(self, responses: Mapping[str, Mapping[str, Any]]) -> None:
        self.phrases: Mapping[str, str] = {name: told["text"] for name, told in responses.items()}
        self._responses = responses

    def tell(self, told: Told, agent: str | None = None) -> Answer:
        """The answer of several responses with their buttons; `agent` is the person who says it."""
        messages: list[dict[str, Any]] = []
        for line in told.lines:
            text = self.phrases[line.response].format(**line.values)
            buttons = [dict(button) for button in self._responses[line.response].get("buttons", ())]
            messages.append({"text": text} | ({"buttons": buttons} if buttons else {}))
        texts = [message["text"] for message in messages]
        return Answer(messages, build_contract([{"outcome": told.outcome}], {}, texts), agent=agent)

    def say(
        self, phrase: str, outcome: str, parse: Mapping[str, Any] = MappingProxyType({}), **values: str
    ) -> Answer:
        """The answer of one response; `values` fill its blanks."""
        text = self.phrases[phrase].format(**values) if values else self.phrases[phrase]
        return Answer([{"text": text}], build_contract([{"outcome": outcome}], parse, [text]))

    def warn(self, danger: str, parse: Mapping[str, Any] = MappingProxyType({})) -> Answer:
        """The number to call in a danger (its intent), as Rasa would tell it, records and all."""
        told = self._responses["utter_" + danger.removeprefix("report_")]
        return Answer([{"text": told["text"]}], build_contract([told["custom"]], parse, [told["text"]]))
