"""A message gets two layers as its feature; search still sees the sentence vector."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from bot.announcement import Announcer
from bot.bench.bots import free_ports
from bot.encoder import Encoder
from bot.nlu.encoder_featurizer import EncoderFeaturizer, layers_of
from tests.fakes import FakeEncoder


def featurized(**data: Any) -> Message:
    featurizer = EncoderFeaturizer("encoder", cast(Encoder, FakeEncoder()), Announcer(free_ports(1)[0]))
    return featurizer.process([Message(data=data)])[0]


def test_both_layers_are_a_messages_and_the_vector_is_the_first() -> None:
    message = featurized(text="How much is a tag?", mended="how much is a tag")
    expected = FakeEncoder().encode_layers(["how much is a tag"])[0]
    layers = layers_of(message)
    assert layers is not None and np.array_equal(layers, expected)
    assert np.array_equal(layers[0], FakeEncoder().encode(["how much is a tag"])[0])


def test_without_text_there_are_none() -> None:
    message = featurized(intent={"name": "greet"})
    assert layers_of(message) is None
