"""What is said beside a quote: whose words they are, where they stand, what the document says against itself.

The sentences themselves stand in `answers.ftl`, in every language.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.words.lists import listed
from embeddings.documents.document import Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.words.phrases import Phrases
    from embeddings.documents.record.record import Conflict
    from embeddings.quoting.quote import Quote

# Read from the top: the first bound that a confidence reaches names it.
LIKELIHOODS = (
    (0.95, "likelihood-almost-certain"),
    (0.85, "likelihood-very-likely"),
    (0.7, "likelihood-likely"),
    (0.5, "likelihood-probable"),
    (0.0, "likelihood-possible"),
)
MOST_ELSEWHERE = 3  # other editions named; one cites any of them
EDITORS = "The editors of "  # the library's words for them, not a document's


def likelihood(confidence: float, phrases: Phrases) -> str:
    """Return a confidence in words and per cent; 100% is never claimed."""
    name = next((name for bound, name in LIKELIHOODS if confidence >= bound), LIKELIHOODS[-1][1])
    return phrases(name, percent=min(99, max(0, round(confidence * 100))))


def attribution(quote: Quote, phrases: Phrases) -> str | None:
    """Return a sentence on whose words a quote holds, or None where they are the author's own."""
    author = names(quote.citation.csl, Field.AUTHOR, phrases)
    speaker = _mid_sentence(quote.speaker, phrases) if quote.speaker else None
    said = partial(_said, phrases, speaker, author)
    match quote.role:
        case Role.AUTHOR:
            named_otherwise = speaker and author and speaker not in author
            sentence = said("words-of") if named_otherwise else None
        case Role.EDITOR:
            sentence = said("words-of" if speaker else "words-of-editor")
        case Role.QUOTED if speaker:
            by = {"author": author} if author else {}
            sentence = phrases("words-quoted-by" if author else "words-quoted", speaker=speaker, **by)
        case Role.QUOTED:
            sentence = said("words-quoted-unnamed")
        case Role.FOOTNOTE if speaker:
            sentence = phrases("words-in-footnote", speaker=speaker)
        case Role.FOOTNOTE:
            sentence = phrases("words-in-footnote-unnamed")
        case Role.TRANSCRIBER:
            sentence = said("words-in-note" if speaker else "words-of-document")
        case Role.UNKNOWN:
            sentence = phrases("words-unattributed")
    return sentence


def quote_notes(quote: Quote, phrases: Phrases) -> list[tuple[str, str]]:
    """Return the lines under a quote on a terminal, each after its kind, as "citation"."""
    citation = quote.citation
    notes = [
        ("attribution", attribution(quote, phrases)),
        ("citation", citation.text),
        ("place", phrases("place-characters", document=quote.document, start=quote.start, end=quote.end)),
        ("place", citation.deep_link or citation.url),
        ("place", elsewhere(quote, phrases)),
        *(("conflict", also_says(conflict, phrases)) for conflict in citation.conflicts),
    ]
    return [(kind, line) for kind, line in notes if line]


def elsewhere(quote: Quote, phrases: Phrases) -> str | None:
    """Return where else the same text stands, or None."""
    places = [place.citation for place in quote.also_in[:MOST_ELSEWHERE]]
    more = len(quote.also_in) - len(places)
    named = [*places, phrases("and-more", count=more)] if more else places
    return phrases("also-in", places=listed(named, phrases)) if places else None


def also_says(conflict: Conflict, phrases: Phrases) -> str:
    """Return what else the document says of a field, and where it says it."""
    own = f"also-says-{conflict.field.value.lower()}"
    others = [
        f"{claim.value} ({phrases('origin-' + claim.origin.name.lower().replace('_', '-'))})"
        for claim in conflict.claims[1:]
    ]
    return phrases(own if own in phrases else "also-says", others=listed(others, phrases))


def names(csl: Mapping[str, Any], field: Field, phrases: Phrases) -> str | None:
    """Return the people in a CSL-JSON name field as ``Given Family and Given Family``."""
    people = [
        name.get("literal")
        or " ".join(
            part
            for key in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            if (part := name.get(key))
        )
        for name in csl.get(field) or ()
    ]
    named = [name for name in people if name]
    return listed(named, phrases) if named else None


def _said(phrases: Phrases, speaker: str | None, author: str | None, name: str) -> str:
    """Return a sentence on a speaker, and against the author where that is another."""
    values = {"speaker": speaker} if speaker else {}
    if author and speaker != author:
        return phrases(f"{name}-against", author=author, **values)
    return phrases(name, **values)


def _mid_sentence(speaker: str, phrases: Phrases) -> str:
    # "The editors of The Militant" names nobody; "The Red Flag" would.
    if speaker.startswith(EDITORS):
        return phrases("the-editors-of", publication=speaker.removeprefix(EDITORS))
    return speaker[0].lower() + speaker[1:] if speaker.startswith(("The editor", "An editor")) else speaker
