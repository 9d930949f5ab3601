"""Tells the action server of a question as soon as it is encoded, so that the search begins at once.

A datagram on the loopback address: nobody waits for it, nothing breaks when it is lost, and what it says is
believed only for the very same words and reading (`Searcher.foresee`).
"""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
LARGEST = 60_000  # bytes; a datagram holds hardly more


class Announcer:
    """Sends announcements to this port."""

    def __init__(self, port: int) -> None:
        self._address = (LOOPBACK, port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)

    def announce(self, text: str, reading: str) -> None:
        """Send a question and its packed reading, if that can be done without waiting."""
        said = json.dumps([text, reading]).encode()
        if len(said) > LARGEST:
            return
        try:
            self._socket.sendto(said, self._address)
        except OSError as error:  # an answer takes a little longer, that is all
            logger.debug("announcement.unsent error=%s", type(error).__name__)


def hear_announcements(port: int, heard: Callable[[str, str], None]) -> None:
    """Call `heard` with the question and the packed reading of each announcement, on a thread of its own.

    Raises OSError when the port cannot be had.
    """
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind((LOOPBACK, port))
    threading.Thread(target=_hear, args=(ear, heard), name="announcements", daemon=True).start()


def _hear(ear: socket.socket, heard: Callable[[str, str], None]) -> None:
    while True:
        try:
            text, reading = json.loads(ear.recv(LARGEST))
            heard(text, reading)
        except Exception as error:  # whatever was sent, the next one counts
            logger.warning("announcement.unread error=%s", type(error).__name__)
