"""The files at the top agree with the code: settings with `.env.example`, pins with locks.

Also: whatever is imported is pinned, and no lock names where packages come from or who made it."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from bot.settings import ROOT

LOCKS = ("requirements.lock", "bot/encoder/convert.lock", "scripts/installer.lock")
# Packages that are not called what they are imported as.
PACKAGES = {
    "argon2": "argon2-cffi",
    "dateutil": "python-dateutil",
    "jwt": "pyjwt",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
PIN = re.compile(r'"([A-Za-z0-9._-]+)==([^" ;]+)"')


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def third_party() -> set[str]:
    """What the code imports that is neither ours nor Python's; the converter has pins of its own."""
    names: set[str] = set()
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("actions/**/*.py")):
        if path.name == "convert.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"bot", "actions"}


def test_whatever_is_imported_is_pinned_by_us() -> None:
    pinned = {package.lower() for package, _ in PIN.findall(read("pyproject.toml"))}
    wanted = {PACKAGES.get(name, name.replace("_", "-")) for name in third_party()}
    assert wanted - pinned == set()


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
