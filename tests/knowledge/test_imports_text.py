"""The words of imports: slugs, plain text, short forms, web addresses."""

from __future__ import annotations

import pytest

from bot.knowledge.imports.slug import make_slug
from bot.knowledge.imports.source import web_address
from bot.knowledge.imports.text import shorten, to_plain


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Washington's Birthday!", "washingtons-birthday"),
        ("  Café — R&D 2026 ", "cafe-r-d-2026"),
        ("x" * 59 + " y", "x" * 59),
        ("日本", make_slug("日本")),
    ],
)
def test_slug(title, slug):
    assert make_slug(title) == slug
    assert slug


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>One</p><p>two<br>three</p>", "One two three"),
        ("in<b>side</b> &amp; &lt;out&gt;&nbsp;!", "inside & <out> !"),
        ("<style>p {}</style>1 < 2 <a@b.gov>", "1 < 2 <a@b.gov>"),
    ],
)
def test_plain_text(markup, plain):
    assert to_plain(markup) == plain


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short enough.", "Short enough."),
        ("First one here. Then more words", "First one here."),
        ("A. Then many more words follow", "A. Then many more…"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_shorten(text, short):
    assert shorten(text, 20) == short


@pytest.mark.parametrize(
    "address", ["www.ms.gov", "javascript:alert(1)", "https:///x", "https://[x", "", None]
)
def test_no_web_address(address):
    assert web_address(address) is None
