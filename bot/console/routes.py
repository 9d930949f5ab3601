"""The table of routes: every page and every change of the console, and the roles that may.

Nothing is served that is not in it; a test goes over each row with each role.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.console.access.roles import ADMINISTRATOR, AGENT, ANALYST, APPROVER, EDITOR, TRAINER
from bot.console.desk import BACK
from bot.console.rooms import account, audit, files, gaps, notices, responses, sign_in, staff, switches
from bot.console.rooms.home import page as home
from bot.console.rooms.inbox import cluster, deciding, handled, keeping
from bot.console.rooms.inbox import page as inbox
from bot.console.rooms.inbox.review import MAY
from bot.console.rooms.knowledge import catalog, drafts, editor, importing, record
from bot.console.rooms.publishing import candidates, jobs, live, schedules, server
from bot.console.rooms.stories import builder, shelf
from bot.console.rooms.training import changes, findings, intents, phrases
from bot.console.route import EVERYBODY, STAFF, Route

ADMINISTRATORS = frozenset({ADMINISTRATOR})
SWITCHERS = frozenset({APPROVER, ADMINISTRATOR})
NOTIFIERS = frozenset({EDITOR, APPROVER, ADMINISTRATOR})
TRAINERS = frozenset({TRAINER})
EDITORS = frozenset({EDITOR})
APPROVERS = frozenset({APPROVER})
PUBLISHERS = TRAINERS | APPROVERS
AUDITORS = frozenset({ANALYST, ADMINISTRATOR})
DECIDERS = frozenset({AGENT, EDITOR, TRAINER})
READERS = DECIDERS | {APPROVER, ANALYST}
REVIEWERS = frozenset({TRAINER, APPROVER})

ROUTES: tuple[Route, ...] = (
    Route("GET", "/health", files.tell_health, EVERYBODY),
    Route("GET", "/static/<name>", files.show, EVERYBODY),
    # sign-in
    Route("GET", "/sign-in", sign_in.show_form, EVERYBODY),
    Route("POST", "/sign-in", sign_in.enter, EVERYBODY),
    Route("GET", "/sign-in/code", sign_in.show_code, EVERYBODY),
    Route("POST", "/sign-in/code", sign_in.give_code, EVERYBODY),
    Route("GET", "/sign-in/provider", sign_in.leave_for_provider, EVERYBODY),
    Route("GET", BACK, sign_in.come_back, EVERYBODY),
    Route("POST", "/sign-out", sign_in.leave, STAFF),
    # one's own account
    Route("GET", "/account", account.show_account, STAFF),
    Route("POST", "/account/password", account.change_password, STAFF),
    Route("GET", "/account/code", account.show_code, STAFF),
    Route("POST", "/account/code", account.set_code, STAFF),
    Route("POST", "/account/code/remove", account.remove_code, STAFF),
    Route("POST", "/account/sessions", account.end_sessions, STAFF),
    # today
    Route("GET", "/", home.show_home, STAFF),
    # knowledge
    Route("GET", "/knowledge", catalog.show_all, STAFF),
    Route("GET", "/knowledge/new", editor.show_new, EDITORS),
    Route("POST", "/knowledge/check", editor.check, EDITORS),
    Route("POST", "/knowledge/save", editor.save, EDITORS),
    Route("GET", "/knowledge/export", catalog.export, STAFF),
    Route("GET", "/knowledge/import", importing.show_form, EDITORS),
    Route("POST", "/knowledge/import", importing.preview, EDITORS, importing.MOST_SENT),
    Route("POST", "/knowledge/import/keep", importing.keep, EDITORS, importing.MOST_SENT),
    Route("GET", "/knowledge/<name>", record.show_one, STAFF),
    Route("GET", "/knowledge/<name>/edit", editor.show_form, EDITORS),
    Route("POST", "/knowledge/<name>/restore", record.restore, EDITORS),
    Route("POST", "/knowledge/<name>/retire", record.retire, APPROVERS),
    Route("GET", "/drafts", drafts.show_all, STAFF),
    Route("POST", "/drafts/approve", drafts.approve_chosen, APPROVERS),
    Route("GET", "/drafts/<identity:int>", drafts.show_one, STAFF),
    Route("GET", "/drafts/<identity:int>/edit", editor.show_draft, EDITORS),
    Route("POST", "/drafts/<identity:int>/submit", drafts.submit, EDITORS),
    Route("POST", "/drafts/<identity:int>/approve", drafts.approve, APPROVERS),
    Route("POST", "/drafts/<identity:int>/return", drafts.send_back, APPROVERS),
    Route("POST", "/drafts/<identity:int>/withdraw", drafts.withdraw, EDITORS | APPROVERS),
    # answers
    Route("GET", "/inbox", inbox.show_inbox, READERS),
    Route("GET", "/inbox/<identity:int>", cluster.show_cluster, READERS),
    Route("GET", "/inbox/records", cluster.find_records, READERS),
    Route("GET", "/inbox/decisions", handled.show_decisions, READERS),
    Route("POST", "/inbox/right", deciding.mark_right, MAY["right"]),
    Route("POST", "/inbox/nothing", deciding.mark_nothing, MAY["nothing"]),
    Route("POST", "/inbox/label", deciding.mark_label, MAY["label"]),
    Route("POST", "/inbox/phrase", deciding.make_phrase, MAY["phrase"]),
    Route("POST", "/inbox/intent", deciding.make_intent, MAY["intent"]),
    Route("POST", "/inbox/ask", deciding.make_ask, MAY["ask"]),
    Route("POST", "/inbox/evaluation", deciding.make_evaluation, MAY["evaluation"]),
    Route("POST", "/inbox/outside", deciding.make_outside, MAY["outside"]),
    Route("POST", "/inbox/gap", deciding.make_gap, MAY["gap"]),
    Route("POST", "/inbox/undo", deciding.undo, DECIDERS),
    Route("POST", "/inbox/filters", keeping.save_filter, READERS),
    Route("POST", "/inbox/filters/remove", keeping.remove_filter, READERS),
    Route("POST", "/inbox/shortcuts", keeping.set_shortcuts, READERS),
    Route("GET", "/gaps", gaps.show_all, READERS),
    Route("POST", "/gaps/<identity:int>/close", gaps.close, DECIDERS),
    Route("POST", "/gaps/<identity:int>/reopen", gaps.reopen, DECIDERS),
    # training data
    Route("GET", "/training", intents.show_all, TRAINERS),
    Route("POST", "/training", intents.add_intent, TRAINERS),
    Route("GET", "/training/check", phrases.check, TRAINERS),
    Route("GET", "/training/findings", findings.show_findings, TRAINERS),
    Route("GET", "/training/<name>", intents.show_one, TRAINERS),
    Route("POST", "/training/<name>", intents.add_phrase, TRAINERS),
    Route("GET", "/training/<name>/phrase", phrases.show_phrase, TRAINERS),
    Route("POST", "/training/<name>/phrase", phrases.edit, TRAINERS),
    Route("POST", "/training/<name>/mark", phrases.mark_words, TRAINERS),
    Route("POST", "/training/<name>/move", phrases.move, TRAINERS),
    Route("POST", "/training/<name>/remove", phrases.remove, TRAINERS),
    Route("GET", "/responses", responses.show_all, TRAINERS),
    Route("POST", "/responses", responses.add, TRAINERS),
    Route("GET", "/responses/<name>", responses.show_one, TRAINERS),
    Route("POST", "/responses/<name>", responses.change, TRAINERS),
    Route("GET", "/stories", shelf.show_all, TRAINERS),
    Route("GET", "/stories/conversations", shelf.show_conversations, TRAINERS),
    Route("GET", "/stories/new", builder.show_form, TRAINERS),
    Route("POST", "/stories/new", builder.build, TRAINERS),
    Route("GET", "/stories/<name>", shelf.show_one, TRAINERS),
    Route("POST", "/stories/<name>/remove", shelf.remove, TRAINERS),
    Route("GET", "/changes", changes.show_all, REVIEWERS),
    Route("POST", "/changes/adopt", changes.adopt, TRAINERS),
    Route("GET", "/changes/<name>", changes.show_one, REVIEWERS),
    Route("POST", "/changes/<name>/undo", changes.undo, TRAINERS),
    Route("GET", "/models", candidates.show_all, PUBLISHERS),
    Route("POST", "/models/train", candidates.train, TRAINERS),
    Route("GET", "/models/<identity:int>", candidates.show_one, PUBLISHERS),
    Route("POST", "/models/<identity:int>/test", candidates.test, PUBLISHERS),
    Route("POST", "/models/<identity:int>/approve", candidates.approve, APPROVERS),
    Route("POST", "/models/<identity:int>/publish", candidates.publish, APPROVERS),
    Route("GET", "/jobs/<identity:int>", jobs.show_job, PUBLISHERS),
    Route("POST", "/jobs/<identity:int>/cancel", jobs.cancel, PUBLISHERS),
    Route("POST", "/jobs/<identity:int>/retry", jobs.retry, TRAINERS),
    Route("GET", "/live", live.show_live, PUBLISHERS),
    Route("POST", "/live/back/<identity:int>", live.go_back, APPROVERS),
    Route("GET", "/schedules", schedules.show_all, PUBLISHERS),
    Route("POST", "/schedules", schedules.change, TRAINERS),
    Route("GET", "/model", server.serve, EVERYBODY),
    # service
    Route("GET", "/switches", switches.show_all, SWITCHERS),
    Route("POST", "/switches/off", switches.switch_off, SWITCHERS),
    Route("POST", "/switches/on", switches.switch_on, SWITCHERS),
    Route("GET", "/switches/service", switches.show_service, ADMINISTRATORS),
    Route("POST", "/switches/service/off", switches.switch_service_off, ADMINISTRATORS),
    Route("POST", "/switches/service/on", switches.switch_service_on, ADMINISTRATORS),
    Route("GET", "/notices", notices.show_all, NOTIFIERS),
    Route("POST", "/notices", notices.put_up, NOTIFIERS),
    Route("POST", "/notices/end", notices.take_down, NOTIFIERS),
    # oversight
    Route("GET", "/audit", audit.show_log, AUDITORS),
    Route("POST", "/audit/verify", audit.verify, AUDITORS),
    Route("GET", "/staff", staff.show_all, ADMINISTRATORS),
    Route("POST", "/staff", staff.add, ADMINISTRATORS),
    Route("GET", "/staff/<identity:int>", staff.show_one, ADMINISTRATORS),
    Route("POST", "/staff/<identity:int>/roles", staff.set_roles, ADMINISTRATORS),
    Route("POST", "/staff/<identity:int>/disable", staff.disable, ADMINISTRATORS),
    Route("POST", "/staff/<identity:int>/enable", staff.enable, ADMINISTRATORS),
    Route("POST", "/staff/<identity:int>/reset", staff.reset, ADMINISTRATORS),
)


def find_paths(roles: Collection[str]) -> frozenset[str]:
    """Return the paths of the pages that these roles may open."""
    return frozenset(
        route.path for route in ROUTES if route.method == "GET" and route.may.intersection(roles)
    )
