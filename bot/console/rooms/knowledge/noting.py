"""Notes in the audit log what is done with knowledge: both are done, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone

from bot.console.desk import Desk
from bot.knowledge.drafts.draft import APPROVED
from bot.knowledge.drafts.drafts import Drafts


@contextmanager
def noted(desk: Desk, who: str, action: str, subject: str, why: str) -> Iterator[None]:
    """Note a change of knowledge in the transaction that only ends once the change is made.

    Raises OversightError when who or why is missing.
    """
    with desk.engine.begin() as connection:
        desk.audit.append(connection, who=who, action=f"knowledge.{action}", subject=subject, why=why)
        yield


def keep_appointments(desk: Desk) -> int:
    """Publish and retire what is due by now; return how much was."""
    drafts, now = Drafts(desk.knowledge), datetime.now(timezone.utc)
    due = drafts.due(now)
    for draft in due:
        is_publishing = draft.state == APPROVED
        action, told = ("publish", draft.publish_at) if is_publishing else ("retire", draft.retire_at)
        why = f"Set for {told:%Y-%m-%d %H:%M} UTC by {draft.author}, approved by {draft.decided_by}."
        with noted(desk, "console", f"{action}.due", draft.record.id, why):
            drafts.keep_appointment(draft.id, now)
    return len(due)
