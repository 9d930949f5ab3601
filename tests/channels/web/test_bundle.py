"""Modules in one file: each by itself, after those it needs, and shared by those that come later."""

from __future__ import annotations

import pytest

from bot.channels.web.bundle import bundle
from bot.channels.web.files import read_files

MODULES = {
    "chat.js": b'import { make } from "./dom.js";\nimport {\n  load,\n  save,\n} from "./storage.js";\n'
    b"const KEY = 1;\nexport class Chat {}\n",
    "dom.js": b"export function make() {}\nexport const KEY = 2;\n",
    "storage.js": b'import { make } from "./dom.js";\n'
    b"export async function load() {}\nexport function save() {}\n",
    "later.js": b'import { make } from "./dom.js";\n',
    "panel.css": b"a {}",
}


def test_modules_come_after_those_they_import() -> None:
    text = bundle(MODULES, "chat")["chat.js"].decode()
    places = [text.index(f"const ${name} = ") for name in ("dom", "storage", "chat")]
    assert places == sorted(places)
    assert "import " not in text and text.count("export ") == 2
    assert "const { make } = $dom;" in text and "load,\n  save,\n} = $storage;" in text
    assert text.endswith("export const modules = { dom: $dom, storage: $storage, chat: $chat };\n")
    assert "export const { Chat } = $chat;" in text


def test_what_is_imported_later_shares_them() -> None:
    files = bundle(MODULES, "chat")
    assert files["later.js"] == MODULES["later.js"] and files["panel.css"] == MODULES["panel.css"]
    passed_on = 'import { modules } from "./chat.js";\nexport const { load, save } = modules.storage;\n'
    assert files["storage.js"].decode() == passed_on


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"dom.js": b'import { Chat } from "./chat.js";\n'}, "chat.js: imports itself by way of"),
        ({"dom.js": b"export default 1;\n"}, r"dom.js: .export default 1;.: expected names in braces"),
        ({"dom.js": b'import "./storage.js";\n'}, "dom.js: .*expected names in braces"),
        ({"dom.js": b"export let state = 1;\n"}, "dom.js: .export let"),
    ],
)
def test_what_cannot_be_put_together_is_named(changed: dict[str, bytes], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        bundle(MODULES | changed, "chat")


def test_the_widget_is_one_file_until_something_else_is_opened() -> None:
    files = read_files().contents
    assert b"class Panel" in files["chat.js"] and b"class Services" not in files["chat.js"]
    assert files["panel.js"].startswith(b"import { modules }")
