"""The model server: hands the published model to every assistant that shows the token."""

from __future__ import annotations

import hmac

from sanic.response import HTTPResponse, raw, text

from bot.channels.base.secret import keep_secret
from bot.console.visit import Visit
from bot.errors import ModelError
from bot.operations.endpoints import TOKEN_FILE

BEARER = "Bearer "
TYPE = "application/gzip"


def serve(visit: Visit) -> HTTPResponse:
    """Answer 200 with the model, 304 to whoever has it, 204 when none is published, 401 without the token.

    `ETag` is the SHA-256 of the file, so that whoever takes it sees whether it came whole (RFC 9110, 8.8.3).
    """
    settings = visit.desk.settings
    token = settings.model_token or keep_secret(settings.var, TOKEN_FILE)
    shown = visit.headers.get("authorization", "").removeprefix(BEARER)
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode()):
        return text("token: not the one of this model server", 401, {"WWW-Authenticate": BEARER.strip()})
    model = visit.desk.publishing.publisher.published()
    if model is None:
        return HTTPResponse(status=204)
    tag = {"ETag": f'"{model.digest}"'}
    if visit.headers.get("if-none-match", "").strip('"') == model.digest:
        return HTTPResponse(status=304, headers=tag)
    try:
        file = visit.desk.publishing.stock.shelf.require(model.digest)
    except ModelError as error:  # assistants keep what they have
        return text(str(error), 503)
    return raw(file.read_bytes(), headers=tag, content_type=TYPE)
