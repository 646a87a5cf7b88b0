"""`NAME.csl.json` beside a document: bibliographic data by the archive's keeper, trusted above all else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from embeddings.documents.record.record import Claim, Field, Origin
from embeddings.text.dates import date_from_csl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIDECAR = ".csl.json"
LARGEST = 1_000_000  # bytes; a record is a few hundred
LONGEST = 2_000  # characters of one value
_NAMES = (Field.AUTHOR, Field.EDITOR, Field.TRANSLATOR, Field.TRANSCRIBER)
_DATES = (Field.ISSUED, Field.ORIGINAL_DATE)


class SidecarUnusable(Exception):
    """A sidecar file is there but holds no CSL-JSON item; `detail` says why."""

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(str(file), detail)
        self.file = file
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar file says: claims on the record's fields, and all its other CSL variables as they stand."""

    claims: tuple[Claim, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)  # "type", "DOI", "publisher-place", …


def read_sidecar(source: Path, path: str) -> Sidecar:
    """Return what a document's sidecar file says, nothing if there is no such file; raises SidecarUnusable.

    It holds one CSL-JSON item, or a list of one. `transcriber` may be given like the other names.
    """
    file = source / (path + SIDECAR)
    try:
        if not file.is_file() or not file.resolve().is_relative_to(source.resolve()):
            return Sidecar()
    except OSError:  # a name that is too long with the ending is no file's
        return Sidecar()
    try:
        if file.stat().st_size > LARGEST:
            raise SidecarUnusable(file, f"it is larger than {LARGEST} bytes")
        item = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise SidecarUnusable(file, "it is not JSON") from error
    if isinstance(item, list) and len(item) == 1:
        item = item[0]
    if not isinstance(item, dict):
        raise SidecarUnusable(file, "it is not one CSL-JSON item")
    claims = []
    for name in Field:
        if (value := item.pop(name.value, None)) is not None:
            shown, csl = _checked(file, name, value)
            claims.append(Claim(name, shown, Origin.SIDECAR, f"{name.value}: {shown}", csl))
    others = {key: str(value) for key, value in item.items() if key != "id" and isinstance(value, str | int)}
    return Sidecar(tuple(claims), {key: value for key, value in others.items() if 0 < len(value) <= LONGEST})


def _checked(file: Path, name: Field, value: Any) -> tuple[str, Any]:
    """Return a value for readers and in CSL-JSON form, or raise if it is not of its field's form."""
    if name in _NAMES and isinstance(value, list) and value and all(_is_name(one) for one in value):
        parts = ("given", "non-dropping-particle", "family", "suffix")
        names = [one.get("literal") or " ".join(one[part] for part in parts if one.get(part)) for one in value]
        return " and ".join(names), value
    if name in _DATES and (date := date_from_csl(value)) is not None:
        return str(date), date.csl
    if name not in (*_NAMES, *_DATES) and isinstance(value, str | int) and 0 < len(str(value)) <= LONGEST:
        return " ".join(str(value).split()), str(value)
    raise SidecarUnusable(file, f"its “{name.value}” is not what CSL-JSON has there")


def _is_name(name: Any) -> bool:
    if not isinstance(name, dict) or not (name.get("literal") or name.get("family")):
        return False
    return all(isinstance(part, str) and len(part) <= LONGEST for part in name.values())
