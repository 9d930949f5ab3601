"""The page that Apple Business Register sends people to who connect a business account to this provider.

It tells which account it is about, and whoever has the operations token confirms that it is ours.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.channels.base.answer import Refused
from bot.channels.base.bodies import read_body

MOST_BYTES = 4096
MOST_NAME = 100
POLICY = (
    "default-src 'none'; img-src https:; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def add_routes(routes: Blueprint, business_ids: Collection[str], token: str | None) -> None:
    """Serve the page at `/landing`, for accounts of ours only; without a token nobody can confirm."""

    @routes.route("/landing", methods=["GET"])
    async def show(request: Request) -> HTTPResponse:
        return _page(request.args.get("id", ""), request.args.get("name", ""), request.args.get("logo", ""))

    @routes.route("/landing", methods=["POST"], stream=True)
    async def confirm(request: Request) -> HTTPResponse:
        try:
            form = parse_qs((await read_body(request, MOST_BYTES)).decode("utf-8", "replace"))
        except Refused:
            return html("", 413)
        business, name, given = (form.get(field, [""])[0] for field in ("id", "name", "token"))
        is_right = token is not None and hmac.compare_digest(given.encode(), token.encode())
        return _page(business, name, "", is_confirmed=is_right, is_wrong=not is_right)

    def _page(
        business: str, name: str, logo: str, *, is_confirmed: bool = False, is_wrong: bool = False
    ) -> HTTPResponse:
        is_known = business in business_ids
        shown = {
            "business": business,
            "name": name[:MOST_NAME],
            "logo": logo if _is_safe(logo) else None,
            "is_known": is_known,
            "is_open": token is not None,
            "is_confirmed": is_known and is_confirmed,
            "is_wrong": is_known and is_wrong,
        }
        status = 404 if not is_known else 403 if is_wrong else 200
        return html(_template().render(shown), status, {"Content-Security-Policy": POLICY})


def _is_safe(address: str) -> bool:
    """Whether a picture may be shown from there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template("landing.html")
