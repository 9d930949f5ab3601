"""Pages that embed the widget, as a state might have them, served under the assistant's own address."""

from __future__ import annotations

from playwright.sync_api import Page, Route

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The strictest policy that a page may have and still run modules of its own."""
PATH = "/host"
STYLE = "/host.css"
HOSTILE = """
html { font-size: 3px !important; }
* { all: revert; color: red !important; background: yellow !important; font: 40px fantasy !important;
    display: inline !important; position: static !important; transform: rotate(1deg) !important; }
button, input, p, dialog, ul, li, h2, h3 { margin: 99px !important; text-transform: uppercase !important; }
missi-chat { display: none !important; opacity: .1 !important; visibility: hidden !important;
    width: 1px !important;
    --text: red; --accent: red; font-size: 99px !important; letter-spacing: 1em !important;
    direction: rtl !important; }
"""


def page_with(attributes: str = "", *, style: bool = False, server: str = "") -> str:
    """The HTML of a page with the widget of a server in it; with `style` also its hostile style sheet."""
    sheet = f'<link rel="stylesheet" href="{STYLE}">' if style else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Department of Examples</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{sheet}</head>'
        '<body><main><h1>Department of Examples</h1><p id="words">Words of the page.</p>'
        '<p><a href="#words">A link of the page</a></p></main>'
        f"<missi-chat {attributes}></missi-chat>"
        f'<script type="module" src="{server}/chat/widget.js"></script></body></html>'
    )


def visit(page: Page, address: str, attributes: str = "", *, hostile: bool = False) -> None:
    """Open the page with the widget; what breaks its policy is counted in `window.broken`."""

    def serve(route: Route) -> None:
        if route.request.url.endswith(STYLE):
            route.fulfill(body=HOSTILE, content_type="text/css")
            return
        html = page_with(attributes, style=hostile)
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    page.context.route(lambda url: url.endswith((PATH, STYLE)), serve)
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation',"
        " (event) => window.broken.push(event.violatedDirective + ' ' + event.blockedURI))"
    )
    page.goto(address + PATH)
