"""Bodies held against Discord's own specification of its HTTP interface (OpenAPI 3.1)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]  # same
    from jsonschema.protocols import Validator  # type: ignore[import-untyped]  # same

_JSON = "application/json"
_OFF_TYPE = 100
Schema = dict[str, Any]
_ALTERNATIVES = ("oneOf", "anyOf", "allOf")
# What discord.py sends beside the specification: of commands (documented), of edits and of embeds (ignored).
_LEFT_OUT = {"nsfw", "tts", "flags"}
_REFERENCE = "#/components/schemas/"


class Specification:
    """Discord's specification, asked about one body at a time.

    It knows lengths and counts one by one; what it misses (`limits` has it) is written at the top of its
    readers: totals, empty messages, duplicates, flags against fields.
    """

    def __init__(self, file: Path) -> None:
        self._spec: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        self._templates: list[tuple[list[str], str]] = sorted(
            ((template.strip("/").split("/"), template) for template in self._spec["paths"]),
            key=lambda pair: sum(segment.startswith("{") for segment in pair[0]),
        )
        self._validator = lru_cache(maxsize=None)(self._build)

    def request(self, method: str, path: str, body: Any) -> list[str]:
        """Return what is wrong with a request body."""
        found = self._problems((method.lower(), path, "requestBody"), body)
        template = self._template(path)
        schema = None if template is None else self._schema(method.lower(), template, "requestBody")
        if schema is not None:
            found += strays(body, schema, self._spec["components"]["schemas"])
        return found

    def response(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Return what is wrong with a response body."""
        return self._problems((method.lower(), path, str(status)), body)

    def _problems(self, key: tuple[str, str, str], body: Any) -> list[str]:
        method, path, part = key
        template = self._template(path)
        validator = None if template is None else self._validator(method, template, part)
        if validator is None:
            return []
        found = (_innermost(error) for error in validator.iter_errors(with_text_ids(body)))
        return [f"{error.json_path}: {_short(error.message)}" for error in found]

    def _template(self, path: str) -> str | None:
        segments = path.strip("/").split("/")
        for pattern, template in self._templates:
            if len(pattern) == len(segments) and all(
                expected.startswith("{") or expected == given
                for expected, given in zip(pattern, segments, strict=True)
            ):
                return template
        return None

    def _build(self, method: str, template: str, part: str) -> Validator | None:
        schema = self._schema(method, template, part)
        if schema is None:
            return None
        return Draft202012Validator({**schema, "components": self._spec["components"]})

    def _schema(self, method: str, template: str, part: str) -> dict[str, Any] | None:
        operation = self._spec["paths"][template].get(method, {})
        holder = operation.get(part) if part == "requestBody" else operation.get("responses", {}).get(part)
        schema: dict[str, Any] | None = ((holder or {}).get("content") or {}).get(_JSON, {}).get("schema")
        return schema


def with_text_ids(value: Any, key: str = "") -> Any:
    """Return the value with numbers turned to text where the key says they are ids.

    Discord takes either; its specification, and so a validator, only text.
    """
    if isinstance(value, dict):
        # The `id` of a component is a number; of what stands among attachments it is an id like the others.
        return {
            name: with_text_ids(inner, "_id" if name == "id" and key == "attachments" else name)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [with_text_ids(inner, key) for inner in value]
    named = key.endswith(("_id", "_ids")) or key in {"users", "roles"}
    return str(value) if named and isinstance(value, int) and not isinstance(value, bool) else value


def _innermost(error: ValidationError) -> ValidationError:
    """Return the error inside the alternatives that explains best why none of them fits.

    Among alternatives (`anyOf`, `oneOf`) the one meant is taken to be the one with the fewest errors, those about
    its `type` counted as many: "type 17 is not 2" says nothing.
    """
    while error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = min(branches.values(), key=lambda errors: sum(_weight(inner, error) for inner in errors))
        error = meant[0]
    return error


def _weight(inner: ValidationError, outer: ValidationError) -> int:
    field = list(inner.absolute_path)[len(outer.absolute_path) :]
    return _OFF_TYPE if field == ["type"] or (inner.validator == "type" and not field) else 1


def _short(message: str, most: int = 300) -> str:
    return message if len(message) <= most else f"{message[:most]} …"


def strays(value: Any, schema: Schema, known: Mapping[str, Schema], where: str = "$") -> Iterator[str]:
    """Yield where a field stands that no alternative of its schema has; `known` are the named schemas.

    Discord's specification forbids no field, and Discord ignores one that it does not know in silence.
    """
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
