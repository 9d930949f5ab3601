"""`missi fit`: fits the search weights on the tuning questions and writes them beside the search code.

Takes the trained assistant (for intents and names) and the loaded knowledge base."""

from __future__ import annotations

import click

from bot.cli.progress import Progress
from bot.evaluation.tuning import read_examples
from bot.knowledge.search.fitting import fit
from bot.knowledge.wiring import open_searcher
from bot.operations.model import require_model
from bot.settings import ROOT, read_settings


@click.command("fit")
def command() -> None:
    """Fit the search weights on data/tuning, after knowledge or training phrases changed much."""
    settings, say = read_settings(), Progress()
    require_model(settings)
    searcher = open_searcher(settings)
    examples = read_examples(ROOT / "data" / "tuning", settings, searcher)
    say(f"fitting on {len(examples)} questions")
    fit(examples, searcher).save()
    say("weights written")
