"""Say in words what a setting's type allows."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Interval, Le, Lt, MaxLen, MinLen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.phrases import Phrases

NAMED = (bool, int, float, str, Path)


def kind(expected: Any, phrases: Phrases, *, plural: bool = False) -> str:
    """Return what a value of the annotation `expected` is called: ``a whole number from 1 to 10``."""
    form = ".plural" if plural else ""
    if get_origin(expected) is Annotated:
        inner, *limits = get_args(expected)
        return " ".join([kind(inner, phrases, plural=plural), *_bounds(limits, phrases)])
    choices = _choices(expected)
    if choices:
        return either([f'"{choice}"' if isinstance(choice, str) else str(choice) for choice in choices], phrases)
    if get_origin(expected) in (list, tuple, set, frozenset):
        inner = next((item for item in get_args(expected) if item is not Ellipsis), str)
        return phrases(f"kind-list{form}", items=kind(inner, phrases, plural=True))
    if get_origin(expected) in (Union, UnionType):
        kinds = [kind(item, phrases, plural=plural) for item in get_args(expected) if item is not NoneType]
        return either(kinds, phrases)
    if expected in NAMED:
        return phrases(f"kind-{expected.__name__.lower()}{form}")
    return phrases(f"kind-other{form}", name=getattr(expected, "__name__", str(expected)))


def either(items: Sequence[str], phrases: Phrases) -> str:
    """Join as ``a, b or c``."""
    *first, last = items
    return phrases("either", first=", ".join(first), last=last) if first else last


def _choices(expected: Any) -> list[Any]:
    if get_origin(expected) is Literal:
        return list(get_args(expected))
    if isinstance(expected, type) and issubclass(expected, Enum):
        return [member.value for member in expected]
    return []


def _bounds(limits: Sequence[Any], phrases: Phrases) -> list[str]:
    bounds: dict[str, Any] = {}
    for limit in limits:
        match limit:
            case Interval():
                bounds |= {"least": limit.ge, "most": limit.le, "above": limit.gt, "below": limit.lt}
            case Ge(bound) | MinLen(bound):
                bounds["least"] = bound
            case Le(bound) | MaxLen(bound):
                bounds["most"] = bound
            case Gt(bound):
                bounds["above"] = bound
            case Lt(bound):
                bounds["below"] = bound
    said = {name: str(bound) for name, bound in bounds.items() if bound is not None}
    if said.keys() == {"least", "most"}:
        return [phrases("bound-between", low=said["least"], high=said["most"])]
    return [phrases(f"bound-{name}", bound=bound) for name, bound in said.items()]
