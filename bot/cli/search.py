"""`missi kb search`: shows what a question finds, with the parts of every score.

Takes the words of a question, prints the ranked records and the decision over them."""

from __future__ import annotations

import click

from bot.dialogue.intents import mentioned
from bot.knowledge.gazetteer import Gazetteer
from bot.knowledge.search.decision import Finding
from bot.knowledge.search.query import Filters, Query
from bot.knowledge.wiring import open_searcher
from bot.settings import read_settings


@click.command("search")
@click.argument("text")
@click.option("--limit", default=10, show_default=True, help="How many records to show.")
@click.option("--type", "kind", help="Only records of this type.")
@click.option("--signals", is_flag=True, help="Show every signal of each record.")
def command(text: str, limit: int, kind: str | None, signals: bool) -> None:
    """Show what a question finds, and why."""
    searcher = open_searcher(read_settings())
    mentions = Gazetteer(searcher.index.records).find(text)
    query = Query(
        text,
        mentions=mentioned((m.kind, m.value) for m in mentions),
        cities=frozenset(m.value for m in mentions if m.kind == "city"),
        filters=Filters(types=frozenset({kind})) if kind else None,
    )
    _show(searcher.find(query, limit), signals)


def _show(finding: Finding, signals: bool) -> None:
    click.echo(f"{finding.band.name}: first right {finding.right:.2f}, among three {finding.among:.2f}")
    click.echo(f"{'share':>7}{'lexical':>9}{'semantic':>10}  record")
    for hit in finding.hits:
        click.echo(
            f"{hit.score:>7.3f}{hit.lexical:>9.2f}{hit.semantic:>10.2f}  {hit.record.id}  {hit.record.title}"
        )
        if signals:
            parts = ", ".join(f"{name} {value:.2f}" for name, value in hit.signals.items() if value)
            click.echo(f"{'':>28}{parts}")
