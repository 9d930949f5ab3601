"""`missi fit`: fits the search and writes what it finds beside the search code.

Vectors are turned by the asks of the loaded knowledge base, then the weights fitted on the tuning questions,
as the trained assistant understands them (for intents and names)."""

from __future__ import annotations

import click

from bot.cli.progress import Progress
from bot.evaluation.tuning import read_examples
from bot.knowledge.search.adapter import learn_adapter
from bot.knowledge.search.fitting import fit
from bot.knowledge.wiring import open_cache, open_searcher, open_store
from bot.operations.model import require_model
from bot.settings import ROOT, read_settings


@click.command("fit")
def command() -> None:
    """Fit the search on the asks and on data/tuning, after knowledge or training phrases changed much."""
    settings, say = read_settings(), Progress()
    require_model(settings)
    store = open_store(settings)
    asks = [(ask, record.id) for record in store.all() for ask in record.asks]
    say(f"turning vectors by {len(asks)} asks")
    texts, owners = zip(*asks)
    learn_adapter(open_cache(settings, store).vectors(texts), owners).save()
    searcher = open_searcher(settings)
    examples = read_examples(ROOT / "data" / "tuning", settings, searcher)
    say(f"fitting on {len(examples)} questions")
    fit(examples, searcher).save()
    say("weights written")
