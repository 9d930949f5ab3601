"""PSS of a session, read from a /proc of our own making."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.bench.memory import measure_pss, parse_pss, parse_session

ROLLUP = """55d0c0a00000-7ffc66860000 ---p 00000000 00:00 0                          [rollup]
Rss:              644436 kB
Pss:              {pss} kB
Pss_Dirty:           112 kB
Pss_Anon:            112 kB
SwapPss:               9 kB
"""


def add_process(proc: Path, pid: int, session: int, pss: int | None) -> None:
    (proc / str(pid)).mkdir()
    (proc / str(pid) / "stat").write_text(f"{pid} (python) S 1 {session} {session} 0 -1 4194560")
    if pss is not None:
        (proc / str(pid) / "smaps_rollup").write_text(ROLLUP.format(pss=pss))


def test_only_the_whole_pss_counts() -> None:
    assert parse_pss(ROLLUP.format(pss=361)) == 361 * 1024


def test_a_process_that_is_ending_has_no_pages() -> None:
    assert parse_pss("") == 0


@pytest.mark.parametrize("name", ["python", "a (b) c", "x) S 1 2 3"])
def test_the_session_is_read_whatever_the_process_is_called(name: str) -> None:
    assert parse_session(f"71 ({name}) S 1 70 69 0 -1 4194560") == 69


def test_every_process_of_the_sessions_counts_and_no_other(tmp_path: Path) -> None:
    add_process(tmp_path, 10, 10, 100)
    add_process(tmp_path, 11, 10, 20)
    add_process(tmp_path, 12, 12, 3)
    add_process(tmp_path, 13, 13, 5000)
    add_process(tmp_path, 14, 10, None)  # ended between the two files
    (tmp_path / "meminfo").write_text("MemTotal: 1 kB")
    assert measure_pss([10, 12], proc=tmp_path) == 123 * 1024


def test_the_real_proc_can_be_read() -> None:
    # A session of its own: that of the test may hold processes of others, which cannot be read.
    with subprocess.Popen(
        [sys.executable, "-c", "print('here'); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()  # before that, little of it is in memory
        read = measure_pss([child.pid])
    assert read > 100_000
