"""Say in words what a setting's type allows."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Interval, Le, Lt, MaxLen, MinLen

from bot.words.lists import either

NAMES: dict[Any, tuple[str, str]] = {
    bool: ("true or false", "true and false"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    str: ("text in quotes", "texts in quotes"),
    Path: ("a path in quotes", "paths in quotes"),
}


LONGEST_SHOWN = 60


def shown(value: Any) -> str:
    """Return a value nearly as it stands in the file, shortened."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= LONGEST_SHOWN else written[: LONGEST_SHOWN - 1] + "…"


def kind(expected: Any, *, plural: bool = False) -> str:
    """Return what a value of the annotation `expected` is called: ``a whole number from 1 to 10``."""
    if get_origin(expected) is Annotated:
        inner, *limits = get_args(expected)
        return " ".join(part for part in (kind(inner, plural=plural), _range(limits)) if part)
    choices = _choices(expected)
    if choices:
        return either([f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices])
    if get_origin(expected) in (list, tuple, set, frozenset):
        inner = next((item for item in get_args(expected) if item is not Ellipsis), str)
        return f"{'lists' if plural else 'a list'} of {kind(inner, plural=True)}"
    if get_origin(expected) in (Union, UnionType):
        return either([kind(item, plural=plural) for item in get_args(expected) if item is not NoneType])
    names = NAMES.get(expected, (f"of the type {getattr(expected, '__name__', expected)}",) * 2)
    return names[plural]


def _choices(expected: Any) -> list[Any]:
    if get_origin(expected) is Literal:
        return list(get_args(expected))
    if isinstance(expected, type) and issubclass(expected, Enum):
        return [member.value for member in expected]
    return []


def _range(limits: list[Any]) -> str:
    low = high = above = below = None
    parts = []
    for limit in limits:
        match limit:
            case Interval():
                low, high, above, below = limit.ge, limit.le, limit.gt, limit.lt
            case Ge():
                low = limit.ge
            case Le():
                high = limit.le
            case Gt():
                above = limit.gt
            case Lt():
                below = limit.lt
            case MinLen(least):
                parts.append(f"of at least {least}")
            case MaxLen(most):
                parts.append(f"of at most {most}")
            case _:
                continue
    if low is not None and high is not None:
        parts.append(f"from {low} to {high}")
    else:
        bounds = {"of at least": low, "of at most": high, "above": above, "below": below}
        parts.append(" and ".join(f"{word} {bound}" for word, bound in bounds.items() if bound is not None))
    return " ".join(part for part in parts if part)
