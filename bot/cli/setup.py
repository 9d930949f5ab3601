"""`missi setup`: encoder, database, knowledge, model; does only what is missing.

Called by `make setup`, `make run` and `make test`, each time."""

from __future__ import annotations

import getpass

import click

from bot.cli.progress import Progress
from bot.operations.database import load_knowledge, prepare_store, prepare_vectors
from bot.operations.encoder import prepare_encoder
from bot.operations.model import is_current, train
from bot.operations.oversight import note_publication
from bot.settings import read_settings


@click.command("setup")
def command() -> None:
    """Prepare everything that the assistant needs; does only what is missing."""
    settings, say = read_settings(), Progress()
    prepare_encoder(settings, say)
    say("encoder: ready")
    store = prepare_store(settings)
    result = load_knowledge(settings, store)
    note_publication(result, who=getpass.getuser(), why="missi setup")
    say(f"knowledge: {result.added} added, {result.changed} changed, {result.retired} retired")
    if result.conflicts:
        say(f"knowledge: {len(result.conflicts)} changed by staff and in the files: decide in the console")
    count = prepare_vectors(settings, store, lambda done, total: say.report("vectors", done, total))
    say(f"vectors: {count} passages can be searched")
    if not is_current(settings):
        say("model: training, one to three minutes")
        train(settings)
    say("model: trained on this data")
