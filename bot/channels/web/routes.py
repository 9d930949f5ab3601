"""The table of routes: each module of calls says which path and method it serves, and this adds them all.

Whatever they leave out is refused in the API's form: Sanic itself would answer in its own.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.channels.web.errors import WebError

API = "/api/v1"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
Routes = Mapping[str, Mapping[str, Callable[..., Coroutine[Any, Any, HTTPResponse | None]]]]
"""By path and method, who serves it."""


def add_routes(blueprint: Blueprint, routes: Routes) -> None:
    """Add every route, and refusals for all else below the blueprint's own prefix."""
    for number, (path, handlers) in enumerate(routes.items()):
        for method, handler in handlers.items():
            # Streamed, so that `let_in` reads the body, and no more of it than is allowed.
            blueprint.add_route(handler, path, methods=[method], stream=method != "GET")
        others = [method for method in METHODS if method not in handlers]
        refuse = _refusal("not_allowed", {"Allow": ", ".join(handlers)})
        _add(blueprint, refuse, path, others, f"refuse-{number}")
        _add(blueprint, _preflight, path, ["OPTIONS"], f"preflight-{number}")
    _add(blueprint, _refusal("not_found", {}), "/<path:[^/].*>", METHODS, "not-found")


def _add(blueprint: Blueprint, handler: Any, path: str, methods: Iterable[str], name: str) -> None:
    blueprint.add_route(handler, path, methods=list(methods), stream=True, name=name)


def _refusal(code: str, headers: Mapping[str, str]) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
    async def refuse(_: Request, **__: str) -> HTTPResponse:
        raise WebError(code, headers)

    return refuse


async def _preflight(_: Request, **__: str) -> HTTPResponse:
    """The headers that every response gets say which origins may ask (Fetch, CORS-preflight)."""
    return empty()
