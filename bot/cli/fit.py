"""`missi fit`: fits the search and writes what it finds beside the search code.

The passages of the loaded knowledge base teach how vectors are turned, and the head; then the weights are
fitted on the tuning questions, as the trained assistant understands them (for intents and names)."""

from __future__ import annotations

from dataclasses import replace

import click
import numpy as np

from bot.cli.progress import Progress
from bot.encoder import Encoder
from bot.encoder.tokens import learn_view
from bot.evaluation.tuning import read_examples
from bot.knowledge.search.adapter import Adapter, learn_adapter
from bot.knowledge.search.certainty import Weights
from bot.knowledge.search.features import features_of
from bot.knowledge.search.fitting import fit
from bot.knowledge.search.head import Head
from bot.knowledge.search.head_learning import learn_head
from bot.knowledge.search.index import passages_of
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.search.searcher import Searcher
from bot.knowledge.store import Store
from bot.knowledge.wiring import open_cache, open_store
from bot.operations.model import require_model
from bot.settings import ROOT, Settings, read_settings


@click.command("fit")
@click.option("--tokens", is_flag=True, help="Only learn how word pieces are seen; then set up and fit anew.")
def command(tokens: bool) -> None:
    """Fit the search on the asks and on data/tuning, after knowledge or training phrases changed much."""
    settings, say = read_settings(), Progress()
    store = open_store(settings)
    if tokens:
        _fit_tokens(settings, store, say)
        return
    require_model(settings)
    cache = open_cache(settings, store)
    searcher = Searcher(store, cache, Weights.blank(), *_learn(store, cache, say))
    examples = read_examples(ROOT / "data" / "tuning", settings, searcher)
    say(f"fitting on {len(examples)} questions")
    fit(examples, searcher).save()
    say("weights written")


def _learn(store: Store, cache: ReadingCache, say: Progress) -> tuple[Adapter, Head]:
    """What the passages teach, written."""
    passages = [(text, r.id) for r in store.all() for text in dict.fromkeys(passages_of(r))]
    texts, owners = zip(*passages)
    readings = cache.readings(texts)
    say(f"turning vectors by {len(texts)} passages")
    layers = np.stack([reading.layers for reading in readings])
    adapter = learn_adapter(layers, owners)
    adapter.save()
    say("learning the head")
    turned = [replace(reading, vector=vector) for vector, reading in zip(adapter.turn(layers), readings)]
    head = learn_head(features_of(turned, texts), owners)
    head.save()
    return Adapter.load(), Head.load()


def _fit_tokens(settings: Settings, store: Store, say: Progress) -> None:
    encoder = Encoder(settings.encoder, settings.tokenizer)
    texts = sorted({text for record in store.all() for text in passages_of(record)})
    say(f"learning how to see the word pieces of {len(texts)} passages")
    learn_view(encoder.states(text) for text in texts).save()
    say("view written: every text is encoded anew by 'missi setup', then 'missi fit'")
