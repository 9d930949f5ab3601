"""Notes in the audit log what is done with knowledge: both are done, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from types import MappingProxyType

from bot.console.desk import Desk
from bot.knowledge.drafts.draft import APPROVED
from bot.knowledge.drafts.drafts import Drafts


@contextmanager
def noted(
    desk: Desk,
    who: str,
    action: str,
    subjects: Iterable[str],
    why: str,
    details: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[None]:
    """Note a change of knowledge in the transaction that only ends once the change is made.

    Args:
        desk: of the console.
        who: the person.
        action: what is done, such as `approve`.
        subjects: what it is done to, an entry each: ids of records, or the name of a file.
        why: the reason given.
        details: what else each entry tells.

    Raises OversightError when who or why is missing.
    """
    said = {"who": who, "action": f"knowledge.{action}", "why": why}
    with desk.engine.begin() as connection:
        for subject in subjects:
            desk.audit.append(connection, subject=subject, details=details, **said)
        yield


def keep_appointments(desk: Desk) -> int:
    """Publish and retire what is due by now; return how much was."""
    drafts, now = Drafts(desk.knowledge), datetime.now(timezone.utc)
    due = drafts.due(now)
    for draft in due:
        is_publishing = draft.state == APPROVED
        action, told = ("publish", draft.publish_at) if is_publishing else ("retire", draft.retire_at)
        why = f"Set for {told:%Y-%m-%d %H:%M} UTC by {draft.author}, approved by {draft.decided_by}."
        with noted(desk, "console", f"{action}.due", [draft.record.id], why):
            drafts.keep_appointment(draft.id, now)
    return len(due)
