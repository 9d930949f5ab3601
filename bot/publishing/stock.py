"""The models that can go live: their rows, their files, and the one that was trained from the checkout."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.errors import ModelError, OversightError
from bot.operations.model import fingerprint_code, model_path, trained_fingerprint
from bot.publishing.model import CHECKOUT, Model
from bot.publishing.models import Models, Origin
from bot.publishing.shelf import Shelf, digest_of
from bot.publishing.tables import MODEL, PUBLICATION
from bot.settings import Settings

MOST_KEPT = 10
"""So many models that were live last, and so many that were trained last, are kept."""
SETUP, BY_SETUP = "set-up", "trained from the files of the checkout"


class Stock:
    """The kept models of a set-up."""

    def __init__(self, settings: Settings, models: Models, engine: Engine) -> None:
        self.engine = engine
        self.models = models
        self.shelf = Shelf(settings)
        self._settings = settings
        self._seen: tuple[tuple[int, int], Model] | None = None

    @cached_property
    def code(self) -> str:
        """SHA-256 of the program that runs here."""
        return fingerprint_code()

    def checkout(self) -> Model | None:
        """Return the model of the checkout, if any, kept from now on so that one can go back to it."""
        path = model_path(self._settings)
        if not path.is_file():
            return None
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        if self._seen is None or self._seen[0] != stamp:
            self._seen = (stamp, self._take_in())
        return self._seen[1]

    def require(self, model: Model) -> None:
        """Raise OversightError when a model cannot be loaded any more."""
        if model.code != self.code:
            raise OversightError("model: another version of the program trained it; train it again")
        try:
            self.shelf.require(model.digest)
        except ModelError as error:
            raise OversightError(str(error)) from error

    def prune(self, most: int = MOST_KEPT) -> list[int]:
        """Throw away the files of models that nobody goes back to any more; return their numbers."""
        with self.engine.connect() as connection:
            live = select(PUBLICATION.c.model).order_by(PUBLICATION.c.id.desc())
            lately = list(dict.fromkeys(connection.execute(live).scalars()))[:most]
            kept = connection.execute(
                select(MODEL.c.id, MODEL.c.digest).where(MODEL.c.is_kept).order_by(MODEL.c.id.desc())
            ).all()
        here = self.checkout()
        wanted = {*lately, *(row.id for row in kept[:most]), *((here.id,) if here else ())}
        gone = [row for row in kept if row.id not in wanted]
        with self.engine.begin() as connection:
            for row in gone:
                connection.execute(update(MODEL).where(MODEL.c.id == row.id).values(is_kept=False))
        for row in gone:
            self.shelf.drop(row.digest)
        return [row.id for row in gone]

    def _take_in(self) -> Model:
        path = model_path(self._settings)
        known = self.models.find(digest_of(path))
        self.shelf.put(path)
        if known:
            return known
        made = trained_fingerprint(self._settings) or ""
        origin = Origin(SETUP, BY_SETUP, ingredients=made, code=self.code, source=CHECKOUT)
        return self.models.add(digest_of(path), origin)
