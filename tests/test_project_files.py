"""The files at the top agree with the code: settings with `.env.example`, pins with locks.

Also: no lock names where packages are fetched from, nor a folder of whoever made it."""

from __future__ import annotations

import re

import pytest

from bot.settings import ROOT

LOCKS = ("requirements.lock", "bot/encoder/convert.lock", "scripts/installer.lock")
PIN = re.compile(r'"([A-Za-z0-9._-]+)==([^" ;]+)"')


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_example_lists_every_setting_with_a_comment() -> None:
    wanted = set(re.findall(r'"(MISSI_[A-Z_]+)"', read("bot/settings.py")))
    listed = re.findall(r"^# [^\n]+\n# (MISSI_[A-Z_]+)=", read(".env.example"), re.MULTILINE)
    assert set(listed) == wanted
    assert len(listed) == len(wanted)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_place(lock: str) -> None:
    text = read(lock)
    assert not re.search(r"://|^-|\s/| @ ", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


@pytest.mark.parametrize(
    ("source", "locks"),
    [
        ("pyproject.toml", ("requirements.lock", "scripts/installer.lock")),
        ("bot/encoder/convert.py", ("bot/encoder/convert.lock",)),
    ],
)
def test_the_locks_hold_every_pin(source: str, locks: tuple[str, ...]) -> None:
    locked = "\n".join(read(lock) for lock in locks)
    pins = PIN.findall(read(source))
    assert pins
    for package, version in pins:
        name = re.sub(r"[._]", "-", package.lower())
        assert re.search(rf"^{re.escape(name)}=={re.escape(version)}\b", locked, re.MULTILINE), package
