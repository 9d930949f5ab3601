"""What commands of staff share: who acts and why, which are required, and times as staff write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from bot.settings import STATE_TIME


def staff_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options `--who` and `--why`, which go into the audit log."""
    who = click.option("--who", required=True, help="Your name, for the audit log.")
    why = click.option("--why", required=True, help="The reason, for the audit log; no citizen's data.")
    return who(why(function))


def moment(seconds: float) -> str:
    """Return seconds since 1970 as the state's time."""
    return datetime.fromtimestamp(seconds, STATE_TIME).strftime("%Y-%m-%d %H:%M")


class Moment(click.ParamType):
    """A time such as 2026-11-22T14:30, in the state's time unless it names another; seconds since 1970."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """See parent class."""
        if isinstance(value, float):
            return value
        try:
            told = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"expected a time such as 2026-11-22T14:30, got {value!r}", param, ctx)
        return (told if told.tzinfo else told.replace(tzinfo=STATE_TIME)).timestamp()
