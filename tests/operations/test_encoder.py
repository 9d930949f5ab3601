"""The encoder that runs is the one that was published, converted by this code, and nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bot.encoder import Encoder
from bot.errors import EncoderError
from bot.operations.encoder import CONVERTER, LOCK, WEIGHTS_SHA256, prepare_encoder, require_encoder
from bot.settings import Settings, read_settings


def silent(line: str) -> None:
    """Somebody who does not listen."""


@pytest.fixture
def prepared(settings: Settings) -> Settings:
    """Settings whose encoder is in place, though it is no real one."""
    settings.encoder.parent.mkdir(parents=True)
    settings.encoder.write_bytes(b"weights")
    settings.tokenizer.write_bytes(b"{}")
    files = (settings.encoder, settings.tokenizer, CONVERTER, LOCK)
    state = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    settings.encoder.with_name("stamp.json").write_text(json.dumps(state))
    return settings


def test_weights_of_another_checksum_are_not_converted(settings: Settings, tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"something else")
    got = hashlib.sha256(b"something else").hexdigest()
    with pytest.raises(EncoderError) as caught:
        prepare_encoder(settings, silent, published=tmp_path)
    assert str(caught.value) == f"encoder: {weights}: expected SHA-256 {WEIGHTS_SHA256}, got {got}"
    assert not settings.encoder.exists()


def test_missing_weights_are_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="model.safetensors: cannot be read: No such file"):
        prepare_encoder(settings, silent, published=tmp_path)


def test_an_encoder_in_place_is_left_alone(prepared: Settings, tmp_path: Path) -> None:
    require_encoder(prepared)
    prepare_encoder(prepared, silent, published=tmp_path / "nowhere")


def test_an_encoder_never_set_up_is_said(settings: Settings) -> None:
    with pytest.raises(EncoderError, match=r"encoder\.onnx: not set up; run 'make setup'"):
        require_encoder(settings)


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_a_changed_file_is_found(prepared: Settings, name: str) -> None:
    prepared.encoder.with_name(name).write_bytes(b"changed")
    with pytest.raises(EncoderError, match=rf"{name}: expected SHA-256 \w+, got \w+; run 'make setup'"):
        require_encoder(prepared)


def test_a_broken_stamp_is_one_line(prepared: Settings) -> None:
    prepared.encoder.with_name("stamp.json").write_text("{")
    with pytest.raises(EncoderError, match="cannot be read") as caught:
        require_encoder(prepared)
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_the_converted_encoder_knows_what_is_alike() -> None:
    settings = read_settings()
    encoder = Encoder(settings.encoder, settings.tokenizer)
    question, alike, other = encoder.encode(
        ["How do I renew my driver license?", "my licence to drive has run out", "when does deer season open"]
    )
    assert float(question @ question) == pytest.approx(1.0, abs=1e-5)
    assert question @ alike > question @ other + 0.2


@pytest.mark.model
def test_a_text_gets_the_same_layers_beside_others_as_alone() -> None:
    settings = read_settings()
    encoder = Encoder(settings.encoder, settings.tokenizer)
    texts = ["boat", "How do I renew my driver license when I have lost it and moved to another county?"]
    layers = encoder.encode_layers(texts)
    assert layers.shape == (2, 2, 384)
    for text, both in zip(texts, layers):
        assert (encoder.encode_layers([text])[0] == both).all()
        assert (encoder.encode([text])[0] == both[0]).all()


@pytest.mark.model
def test_the_early_layer_is_of_length_one_and_not_the_vector() -> None:
    settings = read_settings()
    encoder = Encoder(settings.encoder, settings.tokenizer)
    vector, early = encoder.encode_layers(["where do I pay my tag"])[0]
    assert float(early @ early) == pytest.approx(1.0, abs=1e-5)
    assert float(vector @ early) < 0.9
