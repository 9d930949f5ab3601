"""`missi staff`: adds, lists, and changes the accounts of the staff console, the first administrator's too.

Passwords are asked for, or read from a pipe: never an argument, which other programs of the machine can see.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass, getuser

import click

from bot.cli.staff import moment, staff_options
from bot.console.access.accounts import Accounts
from bot.console.access.roles import ROLES
from bot.errors import OversightError
from bot.knowledge.database import reporting
from bot.operations.oversight import open_oversight

ROLE = click.option("--role", "roles", multiple=True, required=True, help="May be given again.")


@click.group("staff")
def command() -> None:
    """Add, list, and change the accounts of the staff console."""


@command.command()
@click.argument("name")
@click.option("--shown", help="The person as others read it; NAME when left out.")
@ROLE
@click.option("--no-password", is_flag=True, help="For the single sign-on only: NAME is the e-mail address.")
@click.option("--who", help="Your name, for the audit log; the user of this machine when left out.")
@click.option("--why", default="added on the command line", help="The reason, for the audit log.")
def add(
    name: str, shown: str | None, roles: tuple[str, ...], no_password: bool, who: str | None, why: str
) -> None:
    """Add NAME; the password is asked for twice, or read as the first line of a pipe."""
    password = None if no_password else ask_password()
    with open_accounts() as accounts:
        added = accounts.add(name, shown or name, roles, password, who=who or _user(), why=why)
    then = "signs in by single sign-on" if no_password else "must change the password at the first sign-in"
    click.echo(f"{added.name}: {', '.join(added.roles)}; {then}")


@command.command("list")
def list_() -> None:
    """List every account with its roles."""
    with open_accounts() as accounts:
        found = accounts.all()
    for account in found:
        state = "disabled" if account.is_disabled else "enabled"
        seen = moment(account.signed_in) if account.signed_in else "never"
        click.echo(f"{account.name} ({account.shown}): {', '.join(account.roles)}; {state}; signed in {seen}")
    if not found:
        click.echo("there is no account; the first: missi staff add NAME --role administrator")


@command.command()
@click.argument("name")
@staff_options
def disable(name: str, who: str, why: str) -> None:
    """Let NAME in no more, and end all their sessions."""
    with open_accounts() as accounts:
        accounts.disable(accounts.require(name), who=who, why=why)
    click.echo(f"{name}: disabled")


@command.command()
@click.argument("name")
@staff_options
def enable(name: str, who: str, why: str) -> None:
    """Let NAME in again."""
    with open_accounts() as accounts:
        accounts.enable(accounts.require(name), who=who, why=why)
    click.echo(f"{name}: enabled")


@command.command()
@click.argument("name")
@ROLE
@staff_options
def role(name: str, roles: tuple[str, ...], who: str, why: str) -> None:
    """Give NAME these roles instead of those they have."""
    with open_accounts() as accounts:
        accounts.set_roles(accounts.require(name), roles, who=who, why=why)
    click.echo(f"{name}: {', '.join(role for role in ROLES if role in roles)}")


@command.command()
@click.argument("name")
@staff_options
def reset(name: str, who: str, why: str) -> None:
    """Set a password for NAME that must be changed at once, and ask for no codes any more."""
    with open_accounts() as accounts:
        account = accounts.require(name)
        accounts.reset(account, ask_password(), who=who, why=why)
    click.echo(f"{name}: reset; the password must be changed at the next sign-in")


@contextmanager
def open_accounts() -> Iterator[Accounts]:
    """The accounts; a failure of their database becomes one line."""
    oversight = open_oversight()
    with reporting(oversight.engine):
        yield Accounts(oversight.engine, oversight.audit)


def ask_password() -> str:
    """Return a password that was typed twice, or the first line of a pipe; raises OversightError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise OversightError("password: the two are not the same")
    return password


def _user() -> str:
    """Whose shell it is."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "command line"
