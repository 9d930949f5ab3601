"""HTML and SVG elements as text, every text and attribute escaped; used by the plots and the page alike."""

from __future__ import annotations

from html import escape

_EMPTY = ("meta", "br", "link")


class Markup(str):
    """Text that is markup already and is not escaped again."""


def tag(element: str, *children: str, **attributes: str | float) -> Markup:
    """Return an element; an attribute's name loses a last underscore, the others become hyphens."""
    names = {name: name.removesuffix("_").replace("_", "-") for name in attributes}
    written = "".join(f' {names[name]}="{escape(_show(value))}"' for name, value in attributes.items())
    if element in _EMPTY:
        return Markup(f"<{element}{written}>")
    inside = "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(f"<{element}{written}>{inside}</{element}>")


def _show(value: str | float) -> str:
    """Coordinates to a tenth of a unit, which nobody sees the difference of."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
