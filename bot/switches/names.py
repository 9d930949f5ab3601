"""Names that staff may use: channels of `credentials.yml`, topics and counties of the knowledge base."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

import yaml
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.errors import OversightError
from bot.knowledge.tables import RecordRow
from bot.settings import ROOT

CREDENTIALS = ROOT / "credentials.yml"
PACKAGE = "bot.channels."
NOT_FOR_CITIZENS = {"agents"}
FOLDERS_FILES = {"channel", "connector"}
"""Files that go by the name of their folder, which holds one channel."""


def read_channels(path: Path = CREDENTIALS) -> list[str]:
    """Return the names of the configured channels: of their files in `bot/channels`, or of the folder."""
    classes = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    modules = [name.split(".")[:-1] for name in classes if name.startswith(PACKAGE)]
    names = {module[-2] if module[-1] in FOLDERS_FILES else module[-1] for module in modules}
    return sorted(names - NOT_FOR_CITIZENS)


def read_slugs(knowledge: Engine, kind: str) -> list[str]:
    """Return the slugs of the published records of a type."""
    of_kind = (RecordRow.type == kind, RecordRow.status == "published")
    with knowledge.connect() as connection:
        found = connection.execute(select(RecordRow.id).where(*of_kind)).scalars().all()
    return sorted(identity.partition(":")[2] for identity in found)


def require_name(name: str, known: Collection[str], kind: str) -> str:
    """Return a name that is known; raises OversightError with the nearest ones for another."""
    wanted = name.strip().lower().removeprefix(f"{kind}:")
    if wanted in known:
        return wanted
    near = get_close_matches(wanted, known, n=3, cutoff=0.5) or sorted(known)
    raise OversightError(f"{kind} {name!r}: there is none of this name; nearest: {', '.join(near[:12])}")
