"""Answers in the JSON form that other programs depend on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import msgspec

from embeddings.documents.document import outline_json
from embeddings.quoting.citing.citation import cite_whole
from embeddings.quoting.citing.styles.rich import address

if TYPE_CHECKING:
    from embeddings.index.listing import Listing
    from embeddings.index.storage.store import StoredDocument
    from embeddings.quoting.answering.excerpt import Excerpt
    from embeddings.quoting.checking.finding import Occurrences
    from embeddings.quoting.checking.matching import Met
    from embeddings.quoting.checking.verifying import Verification, Verified
    from embeddings.quoting.quote import Answer, Citation, Quote
    from embeddings.report import Reading


def answer_json(answer: Answer, identity: str | float | None = None) -> dict[str, Any]:
    """Return an answer; `identity` is the question's own, as the asker gave it.

    ``searched_for``, ``missing``, ``unknown`` and ``suggested`` are there only where there is something to say.
    """
    said = {
        "searched_for": answer.searched_for,
        "missing": list(answer.missing),
        "unknown": list(answer.unknown),
        "suggested": answer.suggested,
    }
    return {
        "id": identity,
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        **{name: value for name, value in said.items() if value},
        "generation": answer.generation,
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "nearest": [quote_json(quote) for quote in answer.nearest],
        "further": [quote_json(quote) for quote in answer.further],
        "timings_ms": {name: round(value, 2) for name, value in answer.timings_ms.items()},
    }


def quote_json(quote: Quote) -> dict[str, Any]:
    """Return a quote; offsets count characters of the document's text. ``longer`` is the paragraph around it."""
    return {
        "text": quote.text,
        "document": quote.document,
        "start": quote.start,
        "end": quote.end,
        "sha256": quote.sha256,
        "highlights": [list(span) for span in quote.highlights],
        "score": round(quote.score, 4),
        "confidence": round(quote.confidence, 4),
        "longer": list(quote.longer) if quote.longer else None,
        "role": quote.role.value,
        "speaker": quote.speaker,
        "citation": citation_json(quote.citation),
        "also_in": [asdict(place) for place in quote.also_in],
    }


def occurrences_json(found: Occurrences) -> dict[str, Any]:
    """Return where a phrase stands; ``count`` is of all places, ``matches`` has the first of them."""
    return {
        "phrase": found.phrase,
        "generation": found.generation,
        "count": found.count,
        "documents": found.documents,
        "by_author": [{"author": name, "places": places} for name, places in found.by_author],
        "by_work": [{"work": title, "places": places} for title, places in found.by_work],
        "by_year": [{"year": year, "places": places} for year, places in found.by_year],
        "matches": [
            {
                "document": match.document,
                "start": match.start,
                "end": match.end,
                "text": match.text,
                "before": match.before,
                "after": match.after,
                "sha256": match.sha256,
                "role": match.role.value,
                "speaker": match.speaker,
                "citation": citation_json(match.citation),
            }
            for match in found.matches
        ],
    }


def verification_json(verified: Verification) -> dict[str, Any]:
    """Return the verdict on a quotation; ``difference`` is empty where it stands word for word."""
    claimed = verified.claimed
    return {
        "quotation": verified.quotation,
        "generation": verified.generation,
        "verdict": verified.verdict.value,
        "forgiven": [*verified.forgiven, *(kind.value for kind in verified.conventions)],
        "count": verified.count,
        "matches": [verified_json(match) for match in verified.matches],
        "turned": [_met_json(met) for met in verified.turned],
        "claimed": None if claimed is None else asdict(claimed) | {"holds": claimed.holds},
        "elsewhere": [verified_json(match) for match in verified.elsewhere],
        "unread": verified.unread,
    }


def verified_json(match: Verified) -> dict[str, Any]:
    """Return a place that a quotation was taken from."""
    return {
        "document": match.document,
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "sha256": match.sha256,
        "difference": [asdict(change) for change in match.difference],
        "conventions": [_met_json(met) for met in match.conventions],
        "role": match.role.value,
        "speaker": match.speaker,
        "citation": citation_json(match.citation),
    }


def _met_json(met: Met) -> dict[str, Any]:
    return {
        "convention": met.convention.value,
        "quoted": met.quoted,
        "source": met.source,
        "start": met.start,
        "end": met.end,
        "turns": met.turns,
    }


def document_json(view: StoredDocument) -> dict[str, Any]:
    """Return a document: its record, every claim the record was made from, and its outline."""
    return {
        "document": view.path,
        "sha256": view.sha256,
        "characters": len(view.text),
        "record": dict(view.record.csl),
        "citation": citation_json(cite_whole(view.path, view.record)),
        "claims": [msgspec.to_builtins(claim) for claim in view.record.claims],
        "conflicts": [msgspec.to_builtins(conflict) for conflict in view.record.conflicts],
        "outline": outline_json(view.outline),
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return how much of a document's file was read."""
    return {name: value for name, value in msgspec.to_builtins(reading).items() if name != "document"}


def excerpt_json(read: Excerpt) -> dict[str, Any]:
    """Return a stretch of a document; ``following`` is where to read on, null where all is there."""
    quote = read.quote
    return {
        "document": quote.document,
        "generation": read.generation,
        "sha256": quote.sha256,
        "characters": read.characters,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "following": read.following,
        "role": quote.role.value,
        "speaker": quote.speaker,
        "citation": citation_json(quote.citation),
        "outline": outline_json(read.outline),
    }


def listing_json(listing: Listing) -> dict[str, Any]:
    """Return documents of an archive; ``count`` is of all that were looked for, ``documents`` a part of them."""
    return {
        "generation": listing.generation,
        "count": listing.total,
        "documents": [
            {
                "document": summary.path,
                "sha256": summary.sha256,
                "title": summary.title,
                "author": summary.author,
                "issued": summary.issued,
                "url": address(summary.url) or None,
            }
            for summary in listing.documents
        ],
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation."""
    return {
        "text": citation.text,
        "short": citation.short,
        "locator": {
            "page": citation.locator.page,
            "paragraph": citation.locator.paragraph,
            "last_paragraph": citation.locator.last_paragraph,
            "section": citation.locator.section,
        },
        "csl": dict(citation.csl),
        "url": citation.url,
        "deep_link": citation.deep_link,
        "conflicts": [msgspec.to_builtins(conflict) for conflict in citation.conflicts],
    }
