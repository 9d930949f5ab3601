"""Serves the widget's files: the entry, which may change, and the versions behind it, which never do."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.channels.web.desk import desk_of
from bot.channels.web.errors import WebError
from bot.channels.web.files import ENTRY, content_type
from bot.channels.web.routes import Routes

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


async def entry(request: Request) -> HTTPResponse:
    """The entry module, asked for anew each time and sent only when it has changed."""
    files = desk_of(request).files
    if ENTRY not in files.contents:
        raise WebError("not_found")
    return send_tagged(request, files.contents[ENTRY], content_type(ENTRY), files.version)


async def asset(request: Request, version: str, path: str) -> HTTPResponse:
    """A file of one version; of another, the page asks for the entry again."""
    files = desk_of(request).files
    if version != files.version or path not in files.contents:
        raise WebError("not_found")
    return raw(files.contents[path], headers={"Cache-Control": FOR_GOOD}, content_type=content_type(path))


def send_tagged(request: Request, content: bytes, media_type: str, version: str) -> HTTPResponse:
    """A file that a browser keeps but asks for each time (RFC 9110, 13.1.2)."""
    headers = {"Cache-Control": ASK_AGAIN, "ETag": f'"{version}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return empty(304, headers)
    return raw(content, headers=headers, content_type=media_type)


ROUTES: Routes = {
    f"/{ENTRY}": {"GET": entry},
    "/assets/<version:str>/<path:path>": {"GET": asset},
}
