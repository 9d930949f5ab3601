"""The notice that everybody should read first, as browsers get it."""

from __future__ import annotations

from typing import Any

from bot.channels.web.links import web_link
from bot.switches.state import State


def current_notice(state: State, county: str | None = None) -> dict[str, Any] | None:
    """Return `id`, `text`, `text_es`, `url`, `level`, and `counties` of the notice that counts most now.

    Args:
        state: what is switched, with the notices that are on.
        county: whose notices are wanted beside those for everybody; None for all.
    """
    notice = state.notice(county)
    if notice is None:
        return None
    return {
        "id": notice.id,
        "text": notice.text,
        "text_es": notice.text_es,
        "url": web_link(notice.url),
        "level": notice.level,
        "counties": list(notice.counties),
    }
