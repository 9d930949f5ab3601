"""The environment variables of the processes we start, made from our own settings.

Called by whatever starts Rasa or the actions, or loads Rasa itself."""

from __future__ import annotations

import os

from bot.settings import Settings

# A public body sends no telemetry; offline it would also block for seconds.
_PLAIN = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TQDM_DISABLE": "1",
    # One message is too little for two threads: waking the second doubled the processor time of a turn.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # Give large blocks back when they are freed: a loaded index leaves 50 MB of them behind.
    "MALLOC_TRIM_THRESHOLD_": "1000000",
    "MALLOC_MMAP_THRESHOLD_": "1000000",
    # Else each thread has memory of its own, and what one model leaves in pieces no other thread fills.
    "MALLOC_ARENA_MAX": "2",
}


def be_plain() -> None:
    """Give this process the variables that Rasa reads when it is imported."""
    for name, value in _PLAIN.items():
        os.environ.setdefault(name, value)


def process_environment(settings: Settings) -> dict[str, str]:
    """Return our own environment with the settings spelled out, so that every process reads the same.

    Folders become absolute: the processes start in the project's folder, whatever ours is.
    """
    ours = {
        "MISSI_VAR": str(settings.var.resolve()),
        "MISSI_KNOWLEDGE": str(settings.knowledge.resolve()),
        "MISSI_MODELS": str(settings.models.resolve()),
        "MISSI_PORT": str(settings.assistant_port),
        "MISSI_ACTIONS_PORT": str(settings.actions_port),
        "MISSI_CONSOLE_PORT": str(settings.console.port),
        "RASA_CACHE_DIRECTORY": str(settings.var.resolve() / "rasa-cache"),
        "PYTHONUNBUFFERED": "1",
    }
    return dict(os.environ) | _PLAIN | ours
