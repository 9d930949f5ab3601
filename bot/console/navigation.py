"""Where the rooms of the console are: groups of links, of which everybody sees those that they may open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A room: its path, and its name in the navigation."""

    path: str
    name: str


NAVIGATION: tuple[tuple[str, tuple[Link, ...]], ...] = (
    ("Today", (Link("/", "Home"),)),
    (
        "Answers",
        (
            Link("/knowledge", "Knowledge"),
            Link("/drafts", "Drafts"),
            Link("/inbox", "Inbox"),
            Link("/gaps", "Gap tickets"),
            Link("/training", "Training data"),
            Link("/responses", "Responses"),
            Link("/stories", "Stories"),
            Link("/changes", "Changes"),
            Link("/models", "Models"),
            Link("/live", "Live model"),
            Link("/schedules", "Schedule"),
        ),
    ),
    ("Service", (Link("/switches", "Switches"), Link("/notices", "Notices"))),
    ("Oversight", (Link("/audit", "Audit log"), Link("/staff", "Staff"))),
)
"""Groups in their order. Live help belongs to Today; inbox, knowledge, training, and candidates to Answers;
dashboards to Oversight. A group without a link for somebody is not shown to them."""


def find_rooms(paths: Collection[str]) -> list[tuple[str, list[Link]]]:
    """Return the groups with their links to these paths."""
    mine = [(group, [link for link in links if link.path in paths]) for group, links in NAVIGATION]
    return [(group, links) for group, links in mine if links]
