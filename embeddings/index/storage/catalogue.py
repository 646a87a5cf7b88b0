"""A document's record and outline as the store keeps them: JSON, never pickles."""

from __future__ import annotations

import json
from typing import Any

from embeddings.documents.document import Attribution, Block, BlockKind, Role
from embeddings.documents.record.record import Claim, Conflict, Field, Origin, Record

Outline = tuple[tuple[Block, Attribution], ...]


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return a claim in the contract's JSON form."""
    return {
        "field": claim.field.value,
        "value": claim.value,
        "origin": claim.origin.value,
        "words": claim.words,
        "csl": claim.csl,
    }


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict in the contract's JSON form, the winning claim first."""
    return {"field": conflict.field.value, "claims": [claim_json(claim) for claim in conflict.claims]}


def outline_json(outline: Outline) -> list[dict[str, Any]]:
    """Return a document's blocks, with their roles, in the contract's JSON form."""
    return [
        {
            "kind": block.kind.value,
            "start": block.start,
            "end": block.end,
            "level": block.level,
            "paragraph": block.number,
            "page": block.page,
            "anchor": block.anchor,
            "role": attribution.role.value,
            "speaker": attribution.speaker,
        }
        for block, attribution in outline
    ]


def dump_record(record: Record) -> str:
    """Return a record as JSON text."""
    return json.dumps(
        {
            "csl": record.csl,
            "claims": [claim_json(claim) for claim in record.claims],
            "conflicts": [conflict_json(conflict) for conflict in record.conflicts],
        },
        ensure_ascii=False,
    )


def load_record(text: str) -> Record:
    """Return the record of a JSON text."""
    stored = json.loads(text)
    conflicts = tuple(
        Conflict(Field(conflict["field"]), tuple(_claim(claim) for claim in conflict["claims"]))
        for conflict in stored["conflicts"]
    )
    return Record(stored["csl"], tuple(_claim(claim) for claim in stored["claims"]), conflicts)


def dump_outline(outline: Outline) -> str:
    """Return an outline as JSON text."""
    return json.dumps(outline_json(outline), ensure_ascii=False)


def load_outline(text: str) -> Outline:
    """Return the outline of a JSON text."""
    return tuple(
        (
            Block(
                BlockKind(row["kind"]),
                row["start"],
                row["end"],
                row["level"],
                row["paragraph"],
                row["page"],
                row["anchor"],
            ),
            Attribution(Role(row["role"]), row["speaker"]),
        )
        for row in json.loads(text)
    )


def _claim(stored: dict[str, Any]) -> Claim:
    return Claim(Field(stored["field"]), stored["value"], Origin(stored["origin"]), stored["words"], stored["csl"])
