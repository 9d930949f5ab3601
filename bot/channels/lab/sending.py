"""Sends what a vendor sends to a running assistant, and gathers what comes of it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.channels.lab.receiver import receiving
from bot.channels.lab.vendor import Call, Vendor
from bot.errors import LabError

RESPONSE_S = 20.0
FIRST_S = 15.0
"""A turn takes 12 s at most."""
START_SO = "start it with MISSI_LAB=1, or set the channel up"


@dataclass(frozen=True)
class Came:
    """What came back: the assistant's response, or a call of its own."""

    status: int | None
    """Of the response; None for a call."""
    body: Any
    """JSON as data, else text."""


def send(
    channel: str, vendor: Vendor, text: str, environment: Mapping[str, str], port: int
) -> Iterator[Came]:
    """Yield the response, then the calls that the assistant makes for it.

    Raises LabError when the assistant does not take the request, or sends its replies elsewhere.
    """
    call = vendor.build_request(text, environment)
    if vendor.OUTGOING is None:
        yield _post(channel, call, port)
        return
    if not environment.get(vendor.OUTGOING):
        raise LabError(f"{vendor.OUTGOING}: not set; {START_SO}")
    with receiving(environment[vendor.OUTGOING]) as receiver:
        yield _post(channel, call, port)
        is_told = False
        for body in receiver.collect(lambda body: _is_news(vendor, body), FIRST_S):
            is_told = is_told or _is_news(vendor, body)
            yield Came(None, body)
        if not is_told:
            raise LabError(
                f"{channel}: no reply came to {environment[vendor.OUTGOING]}; the assistant must have this "
                f"{vendor.OUTGOING}, too: {START_SO}"
            )


def _is_news(vendor: Vendor, body: Any) -> bool:
    return any(shown.kind != "note" for shown in vendor.show(body))


def _post(channel: str, call: Call, port: int) -> Came:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=RESPONSE_S)
    try:
        connection.request(call.method, call.path, call.body, dict(call.headers))
        response = connection.getresponse()
        status, body = response.status, response.read().decode("utf-8", "replace")
        kind = response.headers.get("Content-Type", "")
    except (OSError, http.client.HTTPException) as error:
        raise LabError(f"no assistant answers on port {port}: {error}; start it with 'make run'") from None
    finally:
        connection.close()
    if status == 404:
        raise LabError(f"{channel}: the assistant does not serve it (404); {START_SO}")
    if status >= 300:
        raise LabError(
            f"{channel}: {urlsplit(call.path).path} gave {status}; are its secrets those of the lab?"
        )
    return Came(status, json.loads(body) if "json" in kind and body else body)
