"""`missi evaluate`: asks questions, or reads what was kept, and tells how good the answers are.

Asks a running assistant (--url), or one that it starts for the purpose."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from bot.cli.progress import Progress
from bot.evaluation.comparison import compare
from bot.evaluation.evaluation import Evaluation, find_origin
from bot.evaluation.kept import read_evaluation, write_evaluation
from bot.evaluation.measured import write_measured
from bot.evaluation.page.page import write_page
from bot.evaluation.quality import SECTION, tell_quality
from bot.evaluation.questions import read_conversations
from bot.evaluation.report import tell_comparison, tell_failures, tell_summary
from bot.evaluation.run import ask_all
from bot.evaluation.section import write_section
from bot.evaluation.steadiness import ask_disturbed
from bot.evaluation.summary import summarize
from bot.operations.database import prepare_store
from bot.operations.model import fingerprint
from bot.operations.throwaway import throwaway_assistant
from bot.settings import ROOT, read_settings

QUESTIONS = ROOT / "data" / "eval"
KEPT = ".json"
SOME_PATH = click.Path(path_type=Path)


@click.command("evaluate")
@click.argument("paths", nargs=-1, type=SOME_PATH, metavar="[PATH]...")
@click.option("--url", help="REST address of a running assistant; without it one is started.")
@click.option("--disturb", is_flag=True, help="Ask again with slips, capitals, politeness, other word order.")
@click.option("--failures", is_flag=True, help="List what was not answered right.")
@click.option("--against", type=SOME_PATH, metavar="OLD.json", help="Compare with a kept evaluation.")
@click.option("--json", "kept", type=SOME_PATH, metavar="FILE", help="Keep all replies and figures.")
@click.option("--html", type=SOME_PATH, metavar="FILE", help="Write one page to read, with plots.")
@click.option("--write", type=SOME_PATH, metavar="FILE.md", help="Renew the section of a Markdown page.")
def command(
    paths: tuple[Path, ...],
    url: str | None,
    disturb: bool,
    failures: bool,
    against: Path | None,
    **files: Path | None,
) -> None:
    """Ask the held-out questions and tell how good the answers are.

    PATH is a question file or a folder of them, by default data/eval; or, to tell or compare it
    once more without asking anything, one evaluation kept with --json.
    """
    old = read_evaluation(against) if against else None
    is_kept = len(paths) == 1 and paths[0].suffix == KEPT
    if is_kept and (url or disturb):
        raise click.UsageError("a kept evaluation is not asked again: leave out --url and --disturb")
    evaluation = read_evaluation(paths[0]) if is_kept else _ask(paths or (QUESTIONS,), url, disturb)
    summary = summarize(evaluation)
    comparison = compare(old.results, evaluation.results) if old else None
    if not (paths or url):  # all the held-out questions, asked of the live model
        write_measured(summary, read_settings().var)
    if kept := files["kept"]:
        write_evaluation(evaluation, summary, kept)
    if html := files["html"]:
        write_page(summary, comparison, html)
    if page := files["write"]:
        write_section(page, SECTION, tell_quality(summary))
    if failures:
        click.echo(tell_failures(summary) + "\n")
    click.echo(tell_summary(summary))
    if comparison:
        click.echo("\n" + tell_comparison(comparison))


def _ask(paths: tuple[Path, ...], url: str | None, disturb: bool) -> Evaluation:
    conversations, settings, say = read_conversations(*paths), read_settings(), Progress()
    # The versions of an assistant that runs elsewhere are not ours to tell.
    version, records = (None, None) if url else (fingerprint(settings), prepare_store(settings).all())
    with nullcontext(url) if url else throwaway_assistant(settings) as address:
        results = ask_all(conversations, address, lambda done, total: say.report("asked", done, total))
        disturbed = (
            ask_disturbed(results, address, lambda done, total: say.report("asked disturbed", done, total))
            if disturb
            else []
        )
    return Evaluation(find_origin(version, records), tuple(results), tuple(disturbed))
