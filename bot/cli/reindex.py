"""`pincite reindex`: bring the index up to date with the folder of documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.errors import UsageProblem, WrongUsage
from bot.terminal.opening import write_json
from bot.terminal.progress import reported
from bot.terminal.streams import complain

if TYPE_CHECKING:
    from embeddings.settings import ArchiveSettings

EXAMPLES = """[bold]Examples[/]
  pincite reindex
  pincite --source ~/library --data ~/library-index reindex --full
  pincite reindex --check
  pincite reindex --json | jq .refused"""


def reindex(
    context: typer.Context,
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Read every document again, not only what has changed.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing. Verify the index: every checksum and every rule.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Go ahead even if more than half of the documents are gone.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Index new and changed documents, forget deleted ones, and say what was refused and why.

    The index in use keeps serving until the new one is complete and checked. Ctrl-C leaves it as it was.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    if check:
        if full or force:
            raise WrongUsage(UsageProblem.CHECK_AND_CHANGE)
        _check(settings, as_json=as_json)
        return
    from bot.terminal.opening import interruptible
    from bot.words import say
    from embeddings.archive import Archive

    with reported(say("work-indexing", folder=str(settings.source))) as progress, interruptible():
        report = Archive(settings).build(full=full, force=force, progress=progress)
    if as_json:
        write_json(asdict(report))
        return
    from bot.terminal.console import show
    from bot.terminal.report import report_view

    show(report_view(report))


def _check(settings: ArchiveSettings, *, as_json: bool) -> None:
    """Verify the current generation; ends with 1 when something is wrong with it."""
    from bot.words import say
    from embeddings.archive import Archive

    with reported(say("work-checking", folder=str(settings.data))):
        report = Archive(settings).check()
    if as_json:
        write_json(asdict(report))
    else:
        from bot.terminal.console import show
        from bot.terminal.report import check_view

        show(check_view(report))
    if report.problems:
        complain(say("index-faults", count=len(report.problems), first=report.problems[0]))
        raise typer.Exit(1)
