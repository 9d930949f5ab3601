"""Which records tell what somebody is entitled to against an office, where a person should be offered too."""

from __future__ import annotations

import re

from bot.knowledge.record import Record

_RIGHTS = re.compile(r"^service:(?:.*-)?(?:appeal|complaint|hearing|records-request|public-records)(?:-.*)?$")


def is_right(record: Record) -> bool:
    """Whether a record is about an appeal, a complaint, a hearing, or a request for records."""
    return _RIGHTS.match(record.id) is not None
