"""Check values of the configuration file against the types in the settings classes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.errors import WrongValue

FINITE = ConfigDict(allow_inf_nan=False)  # TOML knows inf and nan; no setting does


def checked(file: Path, dotted: str, owner: type, name: str, value: Any) -> Any:
    """Return a value read from TOML as the type that `owner` declares for its field `name`.

    Args:
        file: The configuration file, for the error.
        dotted: The key as the file's author knows it, for the error.
        owner: The settings class.
        name: The field.
        value: What TOML gave.

    Raises:
        WrongValue: the value is of another type or out of range.

    """
    expected = get_type_hints(owner, include_extras=True)[name]
    try:
        # As JSON and strictly: text is not a number and true is not 1, yet a list becomes a tuple and text a path.
        written = json.dumps(value, ensure_ascii=False)
        result = TypeAdapter(expected, config=FINITE).validate_json(written, strict=True)
    except (TypeError, ValidationError) as error:  # TypeError: TOML's dates are no JSON
        raise WrongValue(file, dotted, value, expected) from error
    return result.expanduser() if isinstance(result, Path) else result
