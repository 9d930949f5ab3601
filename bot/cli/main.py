"""The entry of the command line: picks the command, and says every failure in one line.

Takes the arguments, gives the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
from honcho.environ import parse

from bot.channels.lab.settings import is_lab, lab_environment
from bot.cli.lazy import LazyGroup
from bot.errors import MissiError
from bot.settings import ROOT

COMMANDS = {
    "setup": ("bot.cli.setup", "Prepare everything that the assistant needs; does only what is missing."),
    "run": ("bot.cli.run", "Start the assistant, its actions, and the staff console until Ctrl-C."),
    "chat": ("bot.cli.chat", "Talk to the running assistant."),
    "train": ("bot.cli.train", "Train the assistant when its data changed."),
    "explain": ("bot.cli.explain", "Tell why words, or a stored turn, are answered as they are."),
    "model": ("bot.cli.model", "Show the live model, and go back to an earlier one."),
    "evaluate": ("bot.cli.evaluate", "Ask the held-out questions and tell how good the answers are."),
    "fit": ("bot.cli.fit", "Fit the search weights on the tuning questions."),
    "bench": ("bot.cli.bench", "Measure speed and size against an untouched Rasa bot."),
    "voice": ("bot.cli.voice", "Check what is said of records; write what Alexa is given."),
    "kb": ("bot.cli.kb", "Work on the knowledge base."),
    "switch": ("bot.cli.switch", "Switch the service, a channel, or a topic off and on."),
    "notice": ("bot.cli.notice", "Put up and take down what everybody should read first."),
    "hold": ("bot.cli.hold", "Keep a conversation from being deleted or expiring."),
    "conversation": ("bot.cli.conversation", "Export or delete one conversation."),
    "channel": ("bot.cli.channel", "Try the vendors' channels without an account there."),
    "agent": ("bot.cli.agent", "Answer citizens in person, and rotate the key of contact requests."),
    "staff": ("bot.cli.staff_accounts", "Add, list, and change the accounts of the staff console."),
    "audit": ("bot.cli.audit", "Show and verify the log of what staff did."),
}
INTERRUPTED = 130  # what a shell gives a program ended by Ctrl-C


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def missi() -> None:
    """The assistant of the State of Mississippi."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code."""
    try:
        _read_env_file()
        _read_lab()
        return int(missi.main(arguments, prog_name="missi", standalone_mode=False) or 0)
    except MissiError as error:
        for line in str(error).splitlines():
            click.echo(f"missi: {line}", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`missi kb check | head`): nothing to say, nobody to hear it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def _read_env_file() -> None:
    """Take settings from `.env`, as honcho does; what the environment says already wins."""
    path = ROOT / ".env"
    if path.is_file():
        for name, value in parse(path.read_text(encoding="utf-8")).items():
            os.environ.setdefault(name, value)


def _read_lab() -> None:
    """In the channel lab, take settings with which every vendor's channel can be tried; others win."""
    if is_lab(os.environ):
        for name, value in lab_environment().items():
            os.environ.setdefault(name, value)
