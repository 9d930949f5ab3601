"""All rules in order, and the one function that runs them over records that are not retired.

Takes records and today's date, gives findings, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bot.knowledge.lint.addresses import check_email, check_links, check_phones
from bot.knowledge.lint.content import check_answer, check_asks, check_verified
from bot.knowledge.lint.dates import check_event_days, check_review_by, check_rule, check_verified_on
from bot.knowledge.lint.finding import LEVELS, Finding
from bot.knowledge.lint.references import check_references, check_repeated_asks, check_titles
from bot.knowledge.lint.wording import check_grade, check_spelling
from bot.knowledge.record import Record

RULES_OVER_ALL: tuple[Callable[[Sequence[Record]], Iterable[Finding]], ...] = (
    check_references,
    check_titles,
    check_repeated_asks,
)
RULES_PER_RECORD: tuple[Callable[[Record, date], Iterable[Finding]], ...] = (
    check_answer,
    check_asks,
    check_verified_on,
    check_review_by,
    check_event_days,
    check_rule,
    check_phones,
    check_email,
    check_links,
    check_grade,
    check_spelling,
    check_verified,
)


def check_records(records: Sequence[Record], today: date) -> list[Finding]:
    """Return every finding: errors, then warnings, then notes, each in the order of the records."""
    live = [record for record in records if record.status != "retired"]
    place = {record.id: number for number, record in enumerate(live)}
    found = [finding for rule in RULES_OVER_ALL for finding in rule(live)]
    found += [finding for rule in RULES_PER_RECORD for record in live for finding in rule(record, today)]
    return sorted(found, key=lambda finding: (LEVELS.index(finding.level), place[finding.record]))


def check_record(record: Record, others: Sequence[Record], today: date) -> list[Finding]:
    """Return what these rules find in one record among others that are not retired, errors first."""
    together = [*others, record]  # the last of two alike is the one that is told
    found = [finding for rule in RULES_OVER_ALL for finding in rule(together)]
    found += [finding for rule in RULES_PER_RECORD for finding in rule(record, today)]
    mine = [finding for finding in found if finding.record == record.id]
    return sorted(mine, key=lambda finding: LEVELS.index(finding.level))
