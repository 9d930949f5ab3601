"""`scripts/setup` and `missi` say in one line what is missing; neither needs more than a shell for that.

Each test works on a copy, in a path with a blank; nothing is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

# What the script itself calls.
COREUTILS = ("cat", "dirname", "grep", "mkdir", "readlink", "sed", "sha256sum", "tail")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the script needs of the project, and a `bin` with the core utilities only."""
    root = tmp_path / "a tree"
    shutil.copytree(ROOT / "scripts", root / "scripts")
    for name in ("requirements.lock", "missi"):
        shutil.copy(ROOT / name, root / name)
    (tmp_path / "bin").mkdir()
    for name in COREUTILS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name} here"))
    return root


def run(tree: Path, script: str, **environment: str) -> tuple[int, str, str]:
    bash = shutil.which("bash") or pytest.skip("no bash here")
    variables = {"PATH": str(tree.parent / "bin"), "HOME": str(tree.parent)} | environment
    done = subprocess.run(
        [bash, str(tree / script)], env=variables, cwd="/", capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


def test_without_python_it_says_so_in_one_line(tree: Path) -> None:
    line = "missi: no Python 3.10 found: install it or set MISSI_PYTHON to its path\n"
    assert run(tree, "scripts/setup") == (1, "", line)
    assert not (tree / ".venv").exists()


@pytest.mark.parametrize("body", [None, "exit 1"], ids=["missing", "another version"])
def test_a_wrong_python_is_named(tree: Path, body: str | None) -> None:
    python = tree.parent / "python"
    if body:
        python.write_text(f"#!/bin/sh\n{body}\n")
        python.chmod(0o755)
    line = f"missi: MISSI_PYTHON: {python} does not run as Python 3.10\n"
    assert run(tree, "scripts/setup", MISSI_PYTHON=str(python)) == (1, "", line)


def test_pyenv_s_versions_are_found(tree: Path) -> None:
    python = tree.parent / ".pyenv" / "versions" / "3.10.99" / "bin" / "python"
    python.parent.mkdir(parents=True)
    # Is a Python 3.10, but cannot make an environment.
    python.write_text(
        '#!/bin/sh\ncase "$1" in\n-c) ;;\n--version) echo Python 3.10.99 ;;\n*) exit 1 ;;\nesac\n'
    )
    python.chmod(0o755)
    code, out, err = run(tree, "scripts/setup")
    assert code == 1
    assert re.fullmatch(r"missi: \[ +\d+ s\] making \.venv with Python 3\.10\.99\n", out)
    assert re.match(r"missi: making \.venv with Python 3\.10\.99: failed after \d+ s, see ", err)


def test_a_fitting_environment_is_left_alone(tree: Path) -> None:
    stamp = subprocess.run(
        ["sha256sum", "requirements.lock", "scripts/installer.lock"], cwd=tree, capture_output=True, text=True
    )
    (tree / ".venv" / "bin").mkdir(parents=True)
    (tree / ".venv" / "bin" / "python").write_text("#!/bin/sh\n")
    (tree / ".venv" / "bin" / "python").chmod(0o755)
    (tree / ".venv" / "missi.stamp").write_text(f"{tree}\n{stamp.stdout}")
    assert run(tree, "scripts/setup") == (0, "", "")


def test_the_launcher_names_what_is_missing(tree: Path) -> None:
    assert run(tree, "missi") == (1, "", "missi: .venv is missing or not finished: run scripts/setup\n")
