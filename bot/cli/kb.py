"""`missi kb`: loads, checks, exports, imports and searches the knowledge base.

Takes the knowledge files and the database of the settings."""

from __future__ import annotations

import getpass
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.lazy import LazyGroup
from bot.errors import KnowledgeError
from bot.knowledge.files import read_records, write_records
from bot.knowledge.record import STATUSES
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.knowledge.store import LoadResult

LAZY = {"search": ("bot.cli.search", "Show what a question finds, and why.")}
SOME_PATH = click.Path(path_type=Path)


@click.group("kb", cls=LazyGroup, lazy=LAZY)
def command() -> None:
    """Work on the knowledge base."""


BY = {
    "who": click.option("--who", default=getpass.getuser, help="Who publishes; else your account."),
    "why": click.option("--why", default="missi kb", help="The reason, for the audit log."),
}


@command.command()
@BY["who"]
@BY["why"]
def load(who: str, why: str) -> None:
    """Bring in the knowledge files; what staff changed in the console is kept, and conflicts are shown."""
    from bot.operations.database import load_knowledge, prepare_store
    from bot.operations.oversight import note_publication

    settings = read_settings()
    result = load_knowledge(settings, prepare_store(settings))
    note_publication(result, who=who, why=why)
    click.echo(
        f"{result.added} added, {result.changed} changed, {result.retired} retired, "
        f"{result.unchanged} unchanged"
    )
    tell_differences(result)


def tell_differences(result: LoadResult) -> None:
    """Say what the database has otherwise than the files, since staff changed it."""
    if result.kept:
        told = "kept as staff changed them; 'missi kb export DIR' writes them as files"
        click.echo(f"{result.kept} differ from the files, {told}")
    for record in result.conflicts:
        click.echo(
            f"missi: {record}: changed by staff and in the files, which wait as a draft in the console",
            err=True,
        )


@command.command()
def check() -> None:
    """Say what is wrong with the knowledge files; exit 1 when something must not go out."""
    from bot.knowledge.lint import check_records
    from bot.voice.lint import check_voice

    records = read_records(read_settings().knowledge)
    findings = [*check_voice(records), *check_records(records, date.today())]
    for finding in findings:
        click.echo(f"{finding.level}: {finding.record}: {finding.field}: {finding.message}")
    counts = Counter(finding.level for finding in findings)
    click.echo(f"{counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes")
    if counts["error"]:
        raise click.exceptions.Exit(1)


@command.command()
@click.argument("folder", type=SOME_PATH, metavar="DIR")
def export(folder: Path) -> None:
    """Write every record of the database, drafts and retired ones too, as knowledge files."""
    from bot.operations.database import prepare_store

    records = prepare_store(read_settings()).all(STATUSES)
    try:
        write_records(records, folder)
    except OSError as error:
        raise KnowledgeError(f"{folder}: cannot be written: {error.strerror}") from error
    click.echo(f"{len(records)} records written to {folder}")


@command.command("import")
@click.argument("path", type=SOME_PATH, metavar="FILE")
@BY["who"]
@BY["why"]
def import_(path: Path, who: str, why: str) -> None:
    """Add the records of a CSV, iCalendar, RSS or Atom file; says what it could not use."""
    from bot.knowledge.imports import read_import
    from bot.operations.database import prepare_store
    from bot.operations.oversight import note_publication

    imported = read_import(path, today=date.today())
    for fault in imported.faults:
        click.echo(f"missi: {fault}", err=True)
    if not imported.records:
        raise KnowledgeError(f"{path.name}: holds no record that can be used")
    result = prepare_store(read_settings()).save_all(imported.records)
    note_publication(result, who=who, why=why)
    click.echo(f"{result.added} added, {result.changed} changed, {result.unchanged} unchanged")
