"""Announcements between the processes: heard word for word, and no harm when there is nobody or nonsense."""

from __future__ import annotations

import queue
import socket

import pytest

from bot.announcement import LARGEST, LOOPBACK, Announcer, hear_announcements
from bot.bench.bots import free_ports

Heard = queue.SimpleQueue[tuple[str, str]]


@pytest.fixture
def ear() -> tuple[int, Heard]:
    heard: Heard = queue.SimpleQueue()
    port = free_ports(1)[0]
    hear_announcements(port, lambda text, reading: heard.put((text, reading)))
    return port, heard


def test_a_question_is_heard_with_its_reading(ear: tuple[int, Heard]) -> None:
    port, heard = ear
    Announcer(port).announce("¿dónde saco la tarjeta? 🪪", "AAAA")
    assert heard.get(timeout=5) == ("¿dónde saco la tarjeta? 🪪", "AAAA")


def test_nonsense_is_passed_over(ear: tuple[int, Heard]) -> None:
    port, heard = ear
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as anybody:
        for said in (b"", b"\xff", b"{}", b'["one"]'):
            anybody.sendto(said, (LOOPBACK, port))
    Announcer(port).announce("next", "AAAA")
    assert heard.get(timeout=5) == ("next", "AAAA")


def test_nobody_listening_is_no_trouble() -> None:
    announcer = Announcer(free_ports(1)[0])
    for _ in range(3):
        announcer.announce("anybody?", "AAAA")


def test_what_is_too_long_is_not_sent(ear: tuple[int, Heard]) -> None:
    port, heard = ear
    announcer = Announcer(port)
    announcer.announce("x" * LARGEST, "AAAA")
    announcer.announce("short", "AAAA")
    assert heard.get(timeout=5) == ("short", "AAAA")
