"""Checks what the action server sends with a validator made once, not anew for every turn.

Rasa's `RemoteAction` compiles and checks its JSON schema on each call, which took two thirds of a turn
(docs/decisions/0004-action-result-validation.md). The schema is still Rasa's own.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction


def validate_once() -> None:
    """Give RemoteAction a validator that is compiled once; called when the first channel is made."""
    validator = Draft7Validator(RemoteAction.action_response_format_spec())

    def check(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = check
