"""What all rooms of the console share, each part opened when it is first wanted."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.engine import Engine

from bot.audit.log import AuditLog
from bot.authoring.study import Study
from bot.authoring.trail import Trail
from bot.authoring.workspace import Workspace
from bot.channels.base.secret import keep_secret
from bot.channels.base.tables import METADATA as CONVERSATION_TABLES
from bot.console.access.accounts import Accounts
from bot.console.access.entrance import Entrance
from bot.console.access.lockout import Lockout
from bot.console.access.sessions import Sessions
from bot.console.access.single_sign_on import SingleSignOn
from bot.handoff.tables import METADATA as HANDOFF_TABLES
from bot.handoff.vault import Vault, open_vault
from bot.journal.tables import METADATA as JOURNAL_TABLES
from bot.knowledge.database import make_tables
from bot.knowledge.search.readings import ReadingCache
from bot.knowledge.store import Store
from bot.knowledge.wiring import open_cache
from bot.operations.oversight import Oversight
from bot.publishing.room import Room
from bot.review.tables import METADATA as REVIEW_TABLES
from bot.settings import Settings
from bot.switches.switchboard import Switchboard

KEY_FILE = "console-key"
BACK = "/sign-in/back"
"""Where the provider of the single sign-on sends people back to."""


class Desk:
    """The console of a set-up: its databases, and what is done with them."""

    def __init__(self, oversight: Oversight) -> None:
        self.settings: Settings = oversight.settings
        self.engine: Engine = oversight.engine
        self._oversight = oversight
        for tables in (CONVERSATION_TABLES, HANDOFF_TABLES, JOURNAL_TABLES, REVIEW_TABLES):
            make_tables(self.engine, tables)  # the console may be started before the assistant
        self.audit: AuditLog = oversight.audit
        self.switchboard: Switchboard = oversight.switchboard
        self.accounts = Accounts(self.engine, self.audit)
        self.sessions = Sessions(self.engine)
        secret = self.settings.web.secret or keep_secret(self.settings.var)
        self.entrance = Entrance(
            self.engine,
            self.audit,
            sessions=self.sessions,
            lockout=Lockout(self.engine, secret),
            vault=self.vault,
        )

    @property
    def url(self) -> str:
        """Where staff reach the console."""
        return self.settings.console.url or f"http://127.0.0.1:{self.settings.console.port}"

    @property
    def is_over_tls(self) -> bool:
        """Whether cookies may be told to travel over TLS only."""
        return self.url.startswith("https://")

    @cached_property
    def vault(self) -> Vault:
        """Encrypts what the console keeps secret."""
        keys = self.settings.console.keys
        return open_vault(keys, self.settings.var, file=KEY_FILE, variable="MISSI_CONSOLE_KEY")

    @cached_property
    def single_sign_on(self) -> SingleSignOn | None:
        """The state's single sign-on, if there is one."""
        if self.settings.console.issuer is None:
            return None
        return SingleSignOn(self.settings.console, self.vault, self.url + BACK)

    @cached_property
    def publishing(self) -> Room:
        """The models, and the jobs that make and test them."""
        return Room(self._oversight)

    @cached_property
    def workspace(self) -> Workspace:
        """The drafts of phrases, sentences, and stories."""
        return Workspace(self.settings.console.checkout, Trail(self.engine, self.audit))

    def live_changes(self) -> frozenset[str]:
        """The drafts that the live model was made from, by their ids; none for the checkout's own model."""
        live = self.publishing.publisher.published()
        if live is None or live.commit is None or self.workspace.missing:
            return frozenset()
        known = self.workspace.repository.resolve(live.commit)  # None in a checkout that was made anew
        return frozenset(change.id for change in self.workspace.pending(known)) if known else frozenset()

    @cached_property
    def study(self) -> Study:
        """What those drafts hold, and what checks find in them."""
        return Study(self.workspace, lambda: self.readings.vectors)

    @cached_property
    def readings(self) -> ReadingCache:
        """What the encoder makes of texts; raises EncoderError when it was not set up."""
        return open_cache(self.settings, Store(self.knowledge))

    @property
    def knowledge(self) -> Engine:
        """The database of the knowledge."""
        return self._oversight.knowledge
