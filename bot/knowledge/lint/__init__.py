"""Checks records before citizens read them: takes records and today's date, gives findings.

Called by whoever is about to publish; an error means that a record must not go out."""

from bot.knowledge.lint.checks import check_records
from bot.knowledge.lint.finding import Finding

__all__ = ["Finding", "check_records"]
