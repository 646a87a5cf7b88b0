"""The command `pincite`: its commands, and how every one of them ends.

Exit codes: 0 done (an abstention too), 1 failed, with one line on standard error that says why, 2 wrong usage,
130 interrupted, 141 the reader of the output has gone.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from bot.cli import ask, doctor, evaluate, find, generations, reindex, rollback, run, show, verify
from bot.cli.lazy import Command, Group
from bot.cli.options import Config, Data, Debug, Invocation, Source
from bot.errors import WrongUsage
from bot.terminal.streams import NAME, abandon_output, complain, never_refuse_a_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, WRONG, INTERRUPTED, UNREAD = 0, 1, 2, 130, 141

EXAMPLES = """[bold]Examples[/]
  pincite ask "When did Leon Sedov die?"
  pincite --source ~/library --data ~/library-index ask "When did Leon Sedov die?"
  pincite doctor"""

app = typer.Typer(
    name=NAME,
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for module, command in (
    (ask, ask.ask),
    (reindex, reindex.reindex),
    (generations, generations.generations),
    (rollback, rollback.rollback),
    (find, find.find),
    (verify, verify.verify),
    (show, show.show),
    (evaluate, evaluate.evaluate),
    (doctor, doctor.doctor),
    (run, run.run),
):
    app.command(cls=Command, epilog=module.EXAMPLES)(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"{NAME} {version(NAME)}\n")
        raise typer.Exit


@app.callback(epilog=EXAMPLES)
def pincite(
    context: typer.Context,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Answer questions from an archive of documents in its own words, each quote with its citation."""
    context.ensure_object(Invocation).say(config, source, data, debug=debug)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    invocation = Invocation()
    never_refuse_a_letter()
    try:
        code = _invoke(list(sys.argv[1:] if arguments is None else arguments), invocation)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the one place where every command ends
        return _ending(error, invocation)
    return code


def _invoke(arguments: list[str], invocation: Invocation) -> int:
    command = get_command(app)
    try:
        with command.make_context(NAME, arguments, obj=invocation) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return DONE


def _ending(error: BaseException, invocation: Invocation) -> int:
    """Say in one line how a command ended, and return its exit code."""
    if invocation.debug:
        traceback.print_exception(error)
    match error:
        case BrokenPipeError():
            abandon_output()
            return UNREAD
        case KeyboardInterrupt():
            complain("Interrupted.")
            return INTERRUPTED
        case TyperException():
            return _wrong(error)
        case SystemExit():
            return error.code if isinstance(error.code, int) else FAILED
    # Its sentences need imports that a command that succeeds can do without.
    from bot.wording.errors import explain

    complain(explain(error))
    _flush_or_abandon()
    return WRONG if isinstance(error, WrongUsage) else FAILED


def _wrong(error: TyperException) -> int:
    message = error.format_message()
    if message:  # without one, the help was wanted and has been shown
        from bot.wording.inert import inert_line

        context = getattr(error, "ctx", None)
        path = context.command_path if context else NAME
        complain(inert_line(f"{message.rstrip('.')}; `{path} --help` shows what can be said."))
    return WRONG


def _flush_or_abandon() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        abandon_output()
