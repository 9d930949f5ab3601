"""A member of staff with a browser: keeps cookies, fills in forms, and looks at what comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import requests

from bot.audit.log import AuditLog
from tests.console.server import PASSWORD, Console

_CSRF = re.compile(r'name="csrf" value="(\w+)"')
SIGN_IN = "/sign-in"


class Member:
    """Somebody at a console; redirects are not followed, so that tests see them."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.browser = requests.Session()

    def get(self, path: str, **options: Any) -> requests.Response:
        """Open a page."""
        return self.browser.get(self.console.address + path, allow_redirects=False, timeout=30, **options)

    def csrf(self, path: str = SIGN_IN) -> str:
        """The token in a page's forms."""
        response = self.browser.get(self.console.address + path, timeout=30)
        found = _CSRF.search(response.text)
        assert found, response.text
        return found[1]

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        csrf: str | None = None,
        files: Mapping[str, tuple[str, bytes]] | None = None,
        **headers: str,
    ) -> requests.Response:
        """Send a form as a browser would, with the token of the page it is on unless another is given."""
        form = {"csrf": self.csrf("/account") if csrf is None else csrf} | dict(data or {})
        return self.browser.post(
            self.console.address + path,
            data=form,
            files=files,
            headers={"Origin": self.console.address} | headers,
            allow_redirects=False,
            timeout=30,
        )

    def sign_in(self, name: str, password: str = PASSWORD, **data: str) -> requests.Response:
        """Fill in the page that asks who you are."""
        form = {"name": name, "password": password} | data
        return self.post(SIGN_IN, form, csrf=self.csrf())

    @property
    def is_in(self) -> bool:
        """Whether the first page is shown."""
        return self.get("/").status_code == 200

    @property
    def token(self) -> str:
        """What the browser keeps."""
        return str(self.browser.cookies.get("missi-console", ""))


def words_of(response: requests.Response) -> str:
    """A page without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def enter(console: Console, name: str) -> Member:
    """Somebody who has signed in."""
    member = Member(console)
    response = member.sign_in(name)
    assert response.status_code == 303, words_of(response)
    return member


def last_of(log: AuditLog) -> tuple[str, str, str, str]:
    """The newest entry: who, what, the subject, and why."""
    entry = list(log.entries(log.head().seq - 1))[-1]
    return entry.who, entry.action, entry.subject, entry.why
