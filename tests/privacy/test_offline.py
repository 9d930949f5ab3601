"""Masking asks nobody: presidio's own e-mail and web recognizers would fetch a list of domain endings."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import ROOT

PROGRAM = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        sys.exit(f"{event}: {arguments[1:]}")
sys.addaudithook(refuse)
from bot.privacy import Masker
from bot.privacy.published import Published
print(Masker(Published()).mask("jane@mail.example.co.uk of www.example.gov, 123-45-6789").text)
"""


def test_no_connection_is_opened() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT)
    assert (told.returncode, told.stdout) == (0, "[e-mail] of www.example.gov, [social security number]\n"), (
        told
    )
