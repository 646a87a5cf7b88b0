"""Commands whose options are taken as they come where they need no conversion.

Typer checks every option with pydantic, also a plain text and one that was not given, and pydantic takes as long
to import as all of Typer. So a parameter starts with a converter that knows text, paths and whole numbers, and
asks for Typer's own only for what is left.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer import Context


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
