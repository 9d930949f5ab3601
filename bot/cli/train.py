"""`missi train`: trains the assistant when its data changed.

Takes configuration and training data, gives `models/missi.tar.gz`."""

from __future__ import annotations

import click

from bot.cli.progress import Progress
from bot.operations.encoder import require_encoder
from bot.operations.model import is_current, model_path, train
from bot.settings import read_settings


@click.command("train")
@click.option("--force", is_flag=True, help="Train even when nothing changed.")
def command(force: bool) -> None:
    """Train the assistant when its data changed."""
    settings, say = read_settings(), Progress()
    if is_current(settings) and not force:
        say(f"{model_path(settings).name}: trained on this data already")
        return
    require_encoder(settings)
    say("training, one to three minutes")
    train(settings, force=force)
    say(f"{model_path(settings).name}: trained")
