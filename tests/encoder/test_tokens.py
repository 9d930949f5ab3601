"""How word pieces are seen: rare ones weigh, common ones are left out, and a saved view is the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.encoder.tokens import AXES, SCALE, TOKEN_WIDTH, States, TokenView, learn_view

COMMON, RARE, UNSEEN = 1996, 5000, 7000
CLS, SEP = 101, 102


@pytest.fixture(scope="module")
def texts() -> list[States]:
    chance = np.random.default_rng(3)
    held = [[CLS, COMMON, RARE + number % 40, SEP] for number in range(200)]
    return [(numbers, chance.standard_normal((len(numbers), 768)).astype(np.float32)) for numbers in held]


@pytest.fixture(scope="module")
def view(texts: list[States]) -> TokenView:
    return learn_view(texts)


def test_only_telling_pieces_are_kept(view: TokenView, texts: list[States]) -> None:
    numbers, states = texts[0]
    seen = view.see(numbers, states)
    assert seen.shape == (1, TOKEN_WIDTH) and seen.dtype == np.int8
    assert view.see([CLS, COMMON, SEP], states[:3]).shape == (0, TOKEN_WIDTH)


def test_a_piece_never_seen_weighs_most(view: TokenView, texts: list[States]) -> None:
    rare, unseen = view.see([RARE, UNSEEN], texts[0][1][:2])[:, 0]
    assert unseen == 127 > rare > 0


def test_a_view_is_about_of_length_one(view: TokenView, texts: list[States]) -> None:
    seen = view.see(*texts[5])[:, 1:].astype(float) / SCALE
    assert np.linalg.norm(seen, axis=1) == pytest.approx(1.0, abs=0.05)
    assert seen.shape[1] == AXES


def test_a_saved_view_sees_the_same(view: TokenView, texts: list[States], tmp_path: Path) -> None:
    view.save(tmp_path / "view.npz")
    loaded = TokenView.load(tmp_path / "view.npz")
    numbers, states = texts[7]
    difference = loaded.see(numbers, states).astype(int) - view.see(numbers, states)
    assert np.abs(difference).max() <= 1
