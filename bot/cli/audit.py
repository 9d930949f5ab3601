"""`missi audit`: shows what staff did, and verifies that nothing of it was changed.

Reads the database of the conversations of the settings."""

from __future__ import annotations

import json

import click

from bot.audit.anchor import FILE_NAME, parse_head, show_head, verify_from_anchor
from bot.audit.entry import Entry
from bot.errors import OversightError
from bot.operations.oversight import open_oversight


@click.group("audit")
def command() -> None:
    """Show and verify the log of what staff did."""


@command.command()
@click.option("--last", default=20, show_default=True, help="How many entries, the newest last; 0 for all.")
@click.option("--action", help="Only entries whose action begins so, such as switch.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def show(last: int, action: str | None, as_json: bool) -> None:
    """Show entries: who did what, when, and why."""
    entries = [e for e in open_oversight().audit.entries() if e.action.startswith(action or "")]
    for entry in entries[-last:] if last > 0 else entries:
        click.echo(json.dumps(entry.as_data(), ensure_ascii=False) if as_json else tell_entry(entry))


@command.command()
@click.option("--head", help="A head that was kept elsewhere, <number>:<hash>: the log must still hold it.")
def verify(head: str | None) -> None:
    """Find any entry that was edited, removed, reordered, or cut off; exit 1 when there is one."""
    oversight = open_oversight()
    log, folder = oversight.audit, oversight.settings.var
    fault = log.verify(parse_head(head, "--head")) if head else None
    fault = fault or verify_from_anchor(log, folder)
    if fault:
        raise OversightError(f"audit log: entry {fault.seq} {fault.what}")
    newest = log.head()
    click.echo(
        f"{newest.seq} entries, none edited, removed, reordered, or cut off since {FILE_NAME} was kept"
    )
    click.echo(f"head {show_head(newest)}")


def tell_entry(entry: Entry) -> str:
    """Return an entry as one line."""
    details = "" if entry.details == "{}" else f" {entry.details}"
    return (
        f"{entry.seq:>6} {entry.at[:19]}Z {entry.who}: {entry.action} {entry.subject}: {entry.why}{details}"
    )
