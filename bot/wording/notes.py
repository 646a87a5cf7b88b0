"""What is said beside a quote: whose words they are, where they stand, what the document says against itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.wording.lists import both
from embeddings.documents.document import Role
from embeddings.documents.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.documents.record import Conflict
    from embeddings.quoting.quote import Quote

NO_ANSWER = "The archive does not answer this question."
NEAREST = "The passages that come nearest:"
NOTHING_NEAR = "No passage comes near it either."
SEARCHED_FOR = "Searched for: {}"

# Read from the top: the first bound that a confidence reaches names it.
LIKELIHOODS = (
    (0.95, "Almost certainly the answer"),
    (0.85, "Very likely the answer"),
    (0.7, "Likely the answer"),
    (0.5, "Probably the answer"),
    (0.0, "Perhaps the answer"),
)

MOST_ELSEWHERE = 3  # other editions named; one cites any of them

SUBJECTS = {
    Field.AUTHOR: "of its author",
    Field.EDITOR: "of its editor",
    Field.TRANSLATOR: "of its translator",
    Field.TRANSCRIBER: "of its transcriber",
    Field.TITLE: "of its title",
    Field.CONTAINER_TITLE: "of the publication",
    Field.VOLUME: "of the volume",
    Field.ISSUE: "of the issue",
    Field.PAGE: "of the page",
    Field.URL: "of its address",
}


def likelihood(confidence: float) -> str:
    """Return a confidence in words and per cent; 100% is never claimed."""
    words = next((words for bound, words in LIKELIHOODS if confidence >= bound), LIKELIHOODS[-1][1])
    return f"{words} ({min(99, max(0, round(confidence * 100)))}%)"


def attribution(quote: Quote) -> str | None:
    """Return a sentence on whose words a quote holds, or None where they are the author's own."""
    author = names(quote.citation.csl, Field.AUTHOR)
    speaker = _mid_sentence(quote.speaker) if quote.speaker else None
    against = f", not words of {author}" if author and speaker != author else ""
    of = against.replace(" words", "")
    match quote.role:
        case Role.AUTHOR:
            named_otherwise = speaker and author and speaker not in author
            sentence = f"Words of {speaker}{of}." if named_otherwise else None
        case Role.EDITOR:
            sentence = f"Words of {speaker or 'an editor'}{of}."
        case Role.QUOTED if speaker:
            sentence = f"Words of {speaker}, quoted{f' by {author}' if author else ''}."
        case Role.QUOTED:
            sentence = f"Quoted words{against}; the document does not say whose."
        case Role.FOOTNOTE:
            sentence = f"A footnote by {speaker}." if speaker else "A footnote; the document does not say by whom."
        case Role.TRANSCRIBER:
            what = f"A note by {speaker}" if speaker else "What the document says of itself"
            sentence = f"{what}{against}."
        case Role.UNKNOWN:
            sentence = "The document does not say whose words these are."
    return sentence


def quote_notes(quote: Quote) -> list[tuple[str, str]]:
    """Return the lines under a quote, each after its kind: attribution, citation, place or conflict."""
    citation = quote.citation
    notes = [
        ("attribution", attribution(quote)),
        ("citation", citation.text),
        ("place", f"{quote.document}, characters {quote.start}–{quote.end}"),
        ("place", citation.deep_link or citation.url),
        ("place", elsewhere(quote)),
        *(("conflict", also_says(conflict)) for conflict in citation.conflicts),
    ]
    return [(kind, line) for kind, line in notes if line]


def elsewhere(quote: Quote) -> str | None:
    """Return where else the same text stands, or None."""
    places = [place.citation for place in quote.also_in[:MOST_ELSEWHERE]]
    more = len(quote.also_in) - len(places)
    return f"Also in {both([*places, f'{more} more'] if more else places)}." if places else None


def also_says(conflict: Conflict) -> str:
    """Return what else the document says of a field, and where it says it."""
    subject = SUBJECTS.get(conflict.field)
    others = both([f"{claim.value} ({claim.origin})" for claim in conflict.claims[1:]])
    return f"The document also says{f' {subject}' if subject else ''}: {others}."


def names(csl: Mapping[str, Any], field: Field) -> str | None:
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
    return both([name for name in people if name]) if any(people) else None


def _mid_sentence(speaker: str) -> str:
    # "The editors of The Militant" names nobody; "The Red Flag" would.
    return speaker[0].lower() + speaker[1:] if speaker.startswith(("The editor", "An editor")) else speaker
