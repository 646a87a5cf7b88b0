"""Fields that Discord's specification does not know: it forbids none, and Discord ignores them in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Schema = dict[str, Any]
_ALTERNATIVES = ("oneOf", "anyOf", "allOf")
# What discord.py sends beside the specification: of commands (documented), of edits and of embeds (ignored).
_LEFT_OUT = {"nsfw", "tts", "flags"}
_REFERENCE = "#/components/schemas/"


def strays(value: Any, schema: Schema, known: Mapping[str, Schema], where: str = "$") -> Iterator[str]:
    """Yield where a field stands that no alternative of its schema has; `known` are the named schemas."""
    shapes = list(_shapes(schema, known))
    if isinstance(value, list):
        inner = [shape["items"] for shape in shapes if "items" in shape]
        for number, one in enumerate(value):
            yield from strays(one, {"anyOf": inner}, known, f"{where}[{number}]")
    elif isinstance(value, dict):
        objects = [shape for shape in shapes if "properties" in shape]
        if not objects or any(shape.get("additionalProperties") not in {None, False} for shape in shapes):
            return  # a map, whose keys are its own
        fitting = [shape for shape in objects if _of_type(shape, value, known)] or objects
        for name, one in value.items():
            inner = [shape["properties"][name] for shape in fitting if name in shape["properties"]]
            if inner:
                yield from strays(one, {"anyOf": inner}, known, f"{where}.{name}")
            elif name not in _LEFT_OUT:
                yield f"{where}.{name} is no field there"


def _shapes(schema: Schema, known: Mapping[str, Schema]) -> Iterator[Schema]:
    if "$ref" in schema:
        yield from _shapes(known[schema["$ref"].removeprefix(_REFERENCE)], known)
        return
    yield schema
    for key in _ALTERNATIVES:
        for one in schema.get(key, []):
            yield from _shapes(one, known)


def _of_type(shape: Schema, value: Mapping[str, Any], known: Mapping[str, Schema]) -> bool:
    """Tell whether the `type` of an object, where it has one, is the one of this alternative."""
    declared = shape["properties"].get("type")
    if declared is None or "type" not in value:
        return True
    constants = [one["const"] for one in _shapes(declared, known) if "const" in one]
    constants += [member for one in _shapes(declared, known) for member in one.get("enum", [])]
    return not constants or value["type"] in constants
