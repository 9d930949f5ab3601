# ruff: noqa: E501 -- paragraphs of a page are written as they stand in it
"""`python -m tests.web.statement`: runs the accessibility checks, writes docs/accessibility.md of their results."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.dialogue.format import show_date
from bot.settings import ROOT
from tests.web.browser import running_browser

PAGE = ROOT / "docs" / "accessibility.md"
CHECKS = Path(__file__).with_name("test_accessibility.py")
HEAD = """\
# Accessibility

Missi is for everybody. Its pages and its chat are built to the Web Content Accessibility Guidelines (WCAG) 2.2, levels A and AA.
The checks themselves write this page; it tells what they found, also where that is a failure.

## What works

- Everything can be reached and used with a keyboard, and the focus can be seen.
- Pages have headings, landmarks, and labels for screen readers. Each new answer is announced once.
- Text can be made larger up to 400 percent without losing anything. Light, dark, and high contrast follow your settings.
- Nothing blinks, and nothing moves when your system asks for less motion.
- You have as much time as you want. A conversation waits for you.
- The chat without JavaScript does the same in any browser.
- Answers are written in plain words, with the phone number of people who can help.

## What was checked

On {day}, in Chromium {browser} with axe-core {axe}, against a running assistant. Each line is a check and how often it held,
in the states of the chat and in its looks: light, dark, high contrast, phone, and 400 percent zoom.

"""
TAIL = """
## What was not checked

- No one who uses a screen reader, a switch, or a voice to control a computer has tested the chat yet.
- Only Chromium was used. Other browsers should do the same, but nobody looked.
- Machines find only a part of all barriers.

## What does not work yet

- Answers are in English only. The words of the chat itself can be in Spanish.
- The official pages and the map we link to belong to others. We cannot say how accessible they are.
- Speaking and reading aloud depend on what the browser offers. Both are off until you switch them on.

## If something is in your way

Ask the chat for a person, or tell whoever runs this site. This is a demonstration, so there is no office behind it.
"""


class Results:
    """A pytest plugin that counts how often each check was made, and how often it held."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.are_complete = True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each part of a test."""
        if report.when != "call":
            self.are_complete &= not report.failed
            return
        name = report.nodeid.rpartition("::")[2].partition("[")[0]
        self.made[name] += 1
        self.held[name] += report.passed

    def lines(self) -> list[str]:
        """One line for each check, in its own words."""
        words = {name: name.removeprefix("test_").replace("_", " ").capitalize() for name in self.made}
        return [f"- {words[name]}: {self.held[name]} of {self.made[name]}." for name in self.made]


def versions() -> tuple[str, str]:
    """Of Chromium and of axe-core."""
    from tests.web.axe import version

    with running_browser() as browser:
        return browser.version, version(browser.new_page())


def main() -> int:
    """Run, write, and return the exit code of the checks."""
    results = Results()
    failed = pytest.main([str(CHECKS), "-q"], plugins=[results])
    if not results.made or not results.are_complete:
        return int(failed) or 1  # no browser or no assistant: nothing was found out
    browser, axe = versions()
    head = HEAD.format(day=show_date(date.today()), browser=browser, axe=axe)
    PAGE.write_text(head + "\n".join(results.lines()) + "\n" + TAIL, encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
