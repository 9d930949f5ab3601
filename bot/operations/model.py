"""Trains the assistant when its data changed, and tells whether the trained one still fits the data.

Takes the configuration, training data and code, gives `models/missi.tar.gz`; called by `missi` itself."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.errors import ModelError
from bot.operations.environment import process_environment
from bot.settings import ROOT, Settings

NAME = "missi"
CONFIG, DOMAIN, LOCK = "config.yml", "domain.yml", "requirements.lock"
TRAINING = ("data/nlu", "data/stories")
DATA = (
    *TRAINING,
    "data/spellings.yml",
    "data/spanish.yml",
    "data/languages.yml",
    "data/tuning",
    "data/harmless.yml",
)
CODE = ("bot/nlu/*.py", "bot/nlu/*.yml", "bot/language/*.py", "bot/encoder/*.py", "bot/encoder/*.npz")
HELD = ("rasa==", "numpy==", "scikit-learn==", "scipy==")


def model_path(settings: Settings) -> Path:
    """Where the trained assistant is."""
    return settings.models / f"{NAME}.tar.gz"


def find_model(settings: Settings) -> Path:
    """Return the trained assistant, whatever data it was trained on; raises ModelError when there is none."""
    path = model_path(settings)
    if not path.is_file():
        raise ModelError(f"{_shown(path)}: not trained yet; run 'make train'")
    return path


def require_model(settings: Settings) -> None:
    """Raise ModelError when there is no trained assistant, it is damaged, or was trained on other data."""
    path = find_model(settings)
    if not mend(settings):
        raise ModelError(f"{_shown(path)}: damaged; run 'make train'")
    if not is_current(settings):
        raise ModelError(f"{_shown(path)}: trained on other data; run 'make train'")


def is_current(settings: Settings) -> bool:
    """Whether there is a trained assistant of exactly this data, configuration and code."""
    path = model_path(settings)
    return path.is_file() and mend(settings) and trained_fingerprint(settings) == fingerprint(settings)


def trained_fingerprint(settings: Settings) -> str | None:
    """The fingerprint of what the trained assistant was made from, if that is known."""
    stamp = _stamp(settings)
    return stamp.read_text(encoding="utf-8").split("\n")[0] if stamp.is_file() else None


def mend(settings: Settings) -> bool:
    """Put a damaged model back from its copy; tells whether it is, byte for byte, what the training wrote.

    Of a model from before there were copies nothing is known, so that it counts as whole.
    """
    path, known = model_path(settings), _digests(settings)
    if not known or _digest(path) in known:
        return True
    copy = _copy(settings)
    if not copy.is_file() or _digest(copy) not in known:
        return False
    fresh = path.with_suffix(".fresh")
    shutil.copyfile(copy, fresh)
    fresh.replace(path)  # whole or not at all
    return True


def fingerprint(settings: Settings, root: Path = ROOT) -> str:
    """Return the SHA-256 over everything that the trained assistant depends on."""
    return _hash(_ingredients(settings, root))


def fingerprint_code(root: Path = ROOT) -> str:
    """Return the SHA-256 over the program that trains: what it wrote, no other program may load.

    Of the packages only those count whose objects a model holds; a mended web server leaves models alone.
    """
    lines = _required(root / LOCK).read_text(encoding="utf-8").splitlines()
    held = sorted(line for line in lines if line.startswith(HELD))
    return hashlib.sha256("\n".join([_hash(_code(root)), *held]).encode()).hexdigest()


def training_command(root: Path, out: Path) -> list[str]:
    """Return what trains the assistant of a folder like the checkout into `out`, when run in that folder.

    Without Rasa's validation, which takes a tenth of the time and only warns: `make test` and the checks
    before a publication validate, and fail.
    """
    data = [folder for folder in TRAINING if (root / folder).exists()]
    command = [sys.executable, "-m", "bot.operations.quiet", "rasa", "train", "--data", *data]
    command += ["--config", CONFIG, "--domain", _domain(root).name, "--skip-validation"]
    return [*command, "--out", str(out.resolve()), "--fixed-model-name", NAME]


def train(settings: Settings, *, force: bool = False) -> None:
    """Train as a process of its own; raises ModelError with the last error it logged."""
    before = fingerprint(settings)  # what changes while we train is not in the model
    log = settings.var / "log" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    settings.models.mkdir(parents=True, exist_ok=True)
    command = training_command(ROOT, settings.models) + (["--force"] if force else [])
    _stamp(settings).unlink(missing_ok=True)
    with log.open("wb") as output:
        environment = process_environment(settings)
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, env=environment)
    if done.returncode or not model_path(settings).is_file():
        raise ModelError(f"training failed: {last_error(log)} (all of it in {_shown(log)})")
    shutil.copyfile(model_path(settings), _copy(settings))
    stamp = f"{before}\n{_digest(model_path(settings))}\n"
    _stamp(settings).write_text(stamp, encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digests(settings: Settings) -> list[str]:
    """What the model's digest may be, as the stamp tells; an older stamp tells none."""
    stamp = _stamp(settings)
    return stamp.read_text(encoding="utf-8").split()[1:] if stamp.is_file() else []


def _copy(settings: Settings) -> Path:
    return settings.models / f"{NAME}.copy"


def _stamp(settings: Settings) -> Path:
    return settings.models / f"{NAME}.fingerprint"


def _domain(root: Path) -> Path:
    """The domain: one file, or a folder of them."""
    return root / DOMAIN if (root / DOMAIN).exists() else root / "domain"


def _ingredients(settings: Settings, root: Path) -> Iterator[tuple[str, Path]]:
    """Each file with the name it counts under, in an order that is the same on every machine."""
    for name in (CONFIG, LOCK):
        yield name, _required(root / name)
    for folder in (_required(_domain(root)), *(root / d for d in DATA), settings.knowledge):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*.yml"))
        for path in files:
            yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path
    yield from _code(root)


def _code(root: Path) -> Iterator[tuple[str, Path]]:
    for pattern in CODE:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root).as_posix(), path


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        digest.update(f"{name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _required(path: Path) -> Path:
    if not path.exists():
        raise ModelError(f"{path.name}: missing; the assistant cannot be trained without it")
    return path


def last_error(log: Path) -> str:
    """Return the line of a log that tells best why the training failed."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines if line]
    errors = [line for line in lines if re.search(r"error|exception", line, re.IGNORECASE)]
    return (errors or lines or ["it said nothing"])[-1]


def _shown(path: Path) -> str:
    """The path as short as it can be said."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
