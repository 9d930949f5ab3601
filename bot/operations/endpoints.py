"""Writes the endpoints that our processes use: those of `endpoints.yml` with this set-up's port and folders.

`endpoints.yml` itself holds plain values, so that `rasa shell` and the like work without any of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from bot.channels.base.secret import keep_secret
from bot.errors import SettingError
from bot.operations.model import model_path
from bot.settings import ROOT, Settings

FILE_NAME = "endpoints.yml"
CONVERSATIONS = "conversations.db"
MODEL_PATH, TOKEN_FILE = "/model", "model-token"
PULL_S = 5
PRIVATE = 0o600  # the file holds a token


def prepare_endpoints(settings: Settings) -> Path:
    """Write the endpoints of the configured ports and folders, and return the file."""
    path = settings.var.resolve() / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    configured = (ROOT / FILE_NAME).read_text(encoding="utf-8")
    conversations = settings.var.resolve() / CONVERSATIONS
    adapted = adapt_endpoints(configured, settings.actions_port, conversations)
    models = yaml.safe_dump({"models": model_server(settings)}, sort_keys=False)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), PRIVATE)  # also one from before it held a token
        file.write(adapted + models)
    return path


def model_server(settings: Settings) -> dict[str, Any]:
    """Return where an assistant takes the live model from, and which ones it has when nobody is there."""
    var = settings.var.resolve()
    return {
        "url": settings.model_server or f"http://127.0.0.1:{settings.console.port}{MODEL_PATH}",
        "token": settings.model_token or keep_secret(settings.var, TOKEN_FILE),
        "own": str(model_path(settings).resolve()),
        "kept": str(var / "models" / "pulled.tar.gz"),
        "wait_time_between_pulls": PULL_S,
    }


def conversations_address(settings: Settings, root: Path = ROOT) -> str:
    """Return the SQLAlchemy address of the configured conversations."""
    path = settings.var.resolve() / CONVERSATIONS
    configured = (root / FILE_NAME).read_text(encoding="utf-8")
    adapted = yaml.safe_load(adapt_endpoints(configured, settings.actions_port, path))
    store = adapted.get("tracker_store") or {}
    address = store.get("url") or f"{store.get('dialect', 'sqlite')}:///{store.get('db', path)}"
    return os.path.expandvars(address)


def adapt_endpoints(endpoints: str, actions_port: int, conversations: Path) -> str:
    """Return the endpoints with this port of the actions and this file for conversations.

    A conversation store on a server (no SQLite) stays as it is.
    """
    configured: dict[str, Any] = yaml.safe_load(endpoints)
    store = configured.get("tracker_store") or {}
    if "action_endpoint" not in configured:
        raise SettingError(f"{FILE_NAME}: action_endpoint: expected the address of the actions")
    configured["action_endpoint"]["url"] = f"http://127.0.0.1:{actions_port}/webhook"
    if store.get("dialect") == "sqlite":
        store["db"] = str(conversations)
    return yaml.safe_dump(configured, sort_keys=False)
