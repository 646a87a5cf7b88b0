"""The command `pincite`: its commands, and how every one of them ends.

Exit codes: 0 done (an abstention too), 1 failed, with one line on standard error that says why, 2 wrong usage,
130 interrupted, 141 the reader of the output has gone.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import BadParameter
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from bot.cli import ask, doctor, evaluate, find, generations, mcp, reindex, rollback, run, show, verify
from bot.cli.options import Config, Data, Debug, Invocation, Source
from bot.errors import WrongUsage
from bot.terminal.streams import NAME, abandon_output, complain, has_streams, never_refuse_a_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Context

# Commands whose options are taken as they come where they need no conversion.
#
# Typer checks every option with pydantic, also a plain text and one that was not given, and pydantic takes as
# long
# to import as all of Typer. So a parameter starts with a converter that knows text, paths and whole numbers,
# and
# asks for Typer's own only for what is left.


class AsIs:
    """Stands where Typer keeps a parameter's converter."""

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """Return the value as the parameter's type."""
        wanted = param.type_descriptor.annotation
        if value is None or (isinstance(wanted, type) and isinstance(value, wanted)):
            return value
        if wanted is Path:
            return Path(value)
        if wanted is int:
            return _whole(value, param.min, param.max)
        param._runtime_param = None  # noqa: SLF001 - Typer then makes its own converter
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


class Command(TyperCommand):
    """A command of Pincite."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, prepared."""
        return _prepared(super().get_params(ctx))


class Group(TyperGroup):
    """The command `pincite` itself."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, prepared."""
        return _prepared(super().get_params(ctx))


def _prepared(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        # A Typer without this attribute ignores it: slower, never wrong.
        if getattr(parameter, "_runtime_param", None) is None:
            parameter._runtime_param = AsIs()  # noqa: SLF001 - there is no public place
        # In the help, "<bool>" after each flag and "<str>" after an argument tell nobody anything.
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _nothing
    return parameters


def _nothing(**_context: Any) -> None:
    return None


def _whole(written: str, least: int | None, most: int | None) -> int:
    try:
        number = int(written)
    except ValueError as error:
        raise BadParameter(f"{written!r} is not a whole number") from error
    if least is not None and number < least:
        raise BadParameter(f"{number} is less than {least}")
    if most is not None and number > most:
        raise BadParameter(f"{number} is more than {most}")
    return number


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
    (mcp, mcp.mcp),
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
    if not has_streams():
        return FAILED
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
            from bot.words import say

            complain(say("interrupted"))
            return INTERRUPTED
        case TyperException():
            return _wrong(error)
        case SystemExit():
            return error.code if isinstance(error.code, int) else FAILED
    # Its sentences need imports that a command that succeeds can do without.
    from bot.words.errors import explain

    complain(explain(error))
    _flush_or_abandon()
    return WRONG if isinstance(error, WrongUsage) else FAILED


def _wrong(error: TyperException) -> int:
    message = error.format_message()
    if message:  # without one, the help was wanted and has been shown
        from bot.words.inert import inert_line

        context = getattr(error, "ctx", None)
        path = context.command_path if context else NAME
        complain(inert_line(f"{message.rstrip('.')}; `{path} --help` shows what is possible."))
    return WRONG


def _flush_or_abandon() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        abandon_output()
