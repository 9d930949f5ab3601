"""Puts the modules that the widget needs at once into one file: a browser takes some milliseconds for each.

They stay ordinary modules in `bot/web`, which no one has to build: this is done while the files are read.
Each becomes a function of its own, so that names may repeat; the file of its name passes on what it has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const) ([\w$]+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
ALL = "modules"
"""What the bundle exports beside the names of its first module: every module by its name."""


def bundle(contents: Mapping[str, bytes], first: str) -> dict[str, bytes]:
    """Return the files anew, with all that a module imports, and what they import, inside its file.

    Args:
        contents: files by path; modules import names in braces from `./name.js`, and export declarations.
        first: the name of the module, without its ending.

    Raises ValueError, naming the module, for an import or export of another form, and for a circle.
    """
    order: list[str] = []
    _sort(contents, first, order, ())
    inside = {name: _read(contents, name) for name in order}
    text = "".join(_wrap(name, body) for name, body in inside.items())
    names, held = ", ".join(_exported(inside[first])), ", ".join(f"{name}: ${name}" for name in order)
    linked = {f"{name}.js": _pass_on(name, _exported(body), first) for name, body in inside.items()}
    linked[f"{first}.js"] = (
        f"{text}export const {{ {names} }} = ${first};\nexport const {ALL} = {{ {held} }};\n"
    ).encode()
    return {**contents, **linked}


def _sort(contents: Mapping[str, bytes], name: str, order: list[str], within: tuple[str, ...]) -> None:
    """Add a module to the order, after all that it imports."""
    if name in within:
        raise ValueError(f"{name}.js: imports itself by way of {' and '.join(within)}")
    if name in order:
        return
    for _, other in _IMPORT.findall(_read(contents, name)):
        _sort(contents, other, order, (*within, name))
    order.append(name)


def _read(contents: Mapping[str, bytes], name: str) -> str:
    text = contents[f"{name}.js"].decode()
    other = _OTHER.search(_EXPORT.sub("", _IMPORT.sub("", text)))
    if other:
        raise ValueError(f"{name}.js: {other[0]!r}: expected names in braces, or a declaration")
    return text


def _exported(text: str) -> list[str]:
    return [name for _, name in _EXPORT.findall(text)]


def _wrap(name: str, text: str) -> str:
    body = _IMPORT.sub(lambda match: f"const {{{match[1]}}} = ${match[2]};\n", text)
    body = _EXPORT.sub(r"\1", body)
    return f"const ${name} = (() => {{\n{body}return {{ {', '.join(_exported(text))} }};\n}})();\n"


def _pass_on(name: str, exported: list[str], first: str) -> bytes:
    """The module under its own name, for those that are imported later and share it."""
    return (
        f'import {{ {ALL} }} from "./{first}.js";\nexport const {{ {", ".join(exported)} }} = {ALL}.{name};\n'
    ).encode()
