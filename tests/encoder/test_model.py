"""The encoder's promises: the same vector whatever stands beside a text."""

import numpy as np
import pytest

from bot.encoder import Encoder
from bot.settings import read_settings

ASKED = "How do I renew my driver's license?"
OTHERS = ["Where do I pay $1,250.50 at 9:30 a.m.", "tag", "x " * 400, ""]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    settings = read_settings()
    return Encoder(settings.encoder, settings.tokenizer)


def test_vectors_have_length_one(encoder: Encoder) -> None:
    assert np.linalg.norm(encoder.encode([ASKED, *OTHERS]), axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder: Encoder) -> None:
    alone = encoder.encode([ASKED])[0]
    assert np.array_equal(alone, encoder.encode([*OTHERS, ASKED])[-1])


def test_capitals_do_not_change_a_vector(encoder: Encoder) -> None:
    assert np.array_equal(*encoder.encode([ASKED, ASKED.upper()]))
