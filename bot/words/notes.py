"""What is said beside quotes: how sure they are, whose words, where they stand, what speaks against them.

The sentences themselves stand in `answers.ftl`, in every language.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.words.lists import listed, shortened
from embeddings.documents.document import Role
from embeddings.documents.record.record import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.words.phrases import Phrases
    from embeddings.documents.record.record import Conflict
    from embeddings.quoting.checking.verifying import Verified
    from embeddings.quoting.quote import Answer, Locator, Quote

# Read from the top: the first bound that a confidence reaches names it.
LIKELY = 0.7  # below it an answer is called doubtful
LIKELIHOODS = (
    (0.95, "likelihood-almost-certain"),
    (0.85, "likelihood-very-likely"),
    (LIKELY, "likelihood-likely"),
    (0.5, "likelihood-doubtful"),
    (0.0, "likelihood-unlikely"),
)
MOST_NAMES, MOST_NAME = 3, 40  # names of a question that a verdict lists, and characters of each
LINE = 90  # characters of small print that read as one line
QUESTION = 60  # of a question told in such a line
EDITORS = "The editors of "  # the library's words for them, not a document's


def likelihood(confidence: float, phrases: Phrases) -> str:
    """Return a confidence in words and per cent; neither 100% nor 0% is ever claimed."""
    name = next((name for bound, name in LIKELIHOODS if _percent(confidence) >= 100 * bound), LIKELIHOODS[-1][1])
    return phrases(name, percent=_percent(confidence))


def is_likely(quote: Quote) -> bool:
    """Say whether a quote is likely enough to answer to be set off from what was merely found."""
    return _percent(quote.confidence) >= 100 * LIKELY


def is_doubtful(answer: Answer) -> bool:
    """Say whether an answer should be read with care."""
    return _percent(answer.confidence) < 100 * LIKELY or bool(answer.missing)


def _percent(confidence: float) -> int:
    """Return what is shown of a confidence, which is what the words beside it go by."""
    return min(99, max(1, round(confidence * 100)))


def verdict(answer: Answer, phrases: Phrases) -> str:
    """Return in a line whether the archive answers, how likely what is shown does, and what it does not name."""
    says = f"{likelihood(answer.confidence, phrases)}." if answer.answered else phrases("no-answer")
    lacking = answer.missing if answer.answered else answer.unknown
    if not lacking:
        return says
    names = listed([shortened(name, MOST_NAME) for name in lacking[:MOST_NAMES]], phrases)
    return f"{says} {phrases('missing' if answer.answered else 'unknown', names=names)}"


def understood(
    answer: Answer, history: Sequence[Mapping[str, str]], phrases: Phrases, most: int = QUESTION
) -> str | None:
    """Return in a line how a question was read, so many characters of it, or None where that is as it stands.

    Where words of the conversation were added, the question that most of them come from, or from its answer, says
    it better than all of them.
    """
    searched, asked = answer.searched_for or answer.question, words_of(answer.question)
    if words_of(searched) == asked:
        return None
    added = words_of(searched) - asked
    carried, shared = None, 0
    for question, told in _exchanges(history):
        if (common := len(added & words_of(told))) and common >= shared:
            carried, shared = question, common
    if carried is not None:
        return phrases("follow-up", text=shortened(carried, most))
    return phrases("searched-for", text=shortened(searched, most))


def asides(answer: Answer, history: Sequence[Mapping[str, str]], phrases: Phrases) -> list[str]:
    """Return the lines below the verdict where there are no buttons: how the question was read, or was meant."""
    meant = did_you_mean(answer.suggested, phrases) if answer.suggested else None
    near = phrases("nearest") if answer.nearest else None
    return [line for line in (understood(answer, history, phrases), meant, near) if line]


def did_you_mean(suggested: str, phrases: Phrases, most: int = LINE) -> str:
    """Return whether a question was meant, its own mark left to the whole, of so many characters of it at most."""
    return phrases("did-you-mean", question=shortened(suggested.rstrip(" ?"), most))


def by_document(quotes: Sequence[Quote]) -> list[tuple[int, bool]]:
    """Return the places of quotes, best first, in an order that keeps a document together, and a speaker in it.

    Beside each is whether the one above has the same citation, but for where it stands.
    """
    sources = [(quote.document, quote.role, quote.speaker) for quote in quotes]
    documents = [document for document, *_ in sources]
    order = sorted(range(len(quotes)), key=lambda at: (documents.index(documents[at]), sources.index(sources[at])))
    return [(at, sources[at] in sources[:at]) for at in order]


def _exchanges(history: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return what was asked before, oldest first, each time with the question and its answer together."""
    exchanges: list[tuple[str, str]] = []
    for turn in history:
        said = turn.get("content", "")
        if turn.get("role") == "user":
            exchanges.append((said, said))
        elif exchanges:
            question, told = exchanges[-1]
            exchanges[-1] = (question, f"{told} {said}")
    return exchanges


def words_of(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    return set(re.findall(r"[^\W_]+", text.casefold()))


def place(locator: Locator, phrases: Phrases) -> str:
    """Return ``p. 6, ¶ 4``, or nothing where a document has neither pages nor paragraphs."""
    named = [phrases("short-page", page=locator.page)] if locator.page else []
    if locator.paragraph is not None and locator.last_paragraph is None:
        named.append(phrases("short-paragraph", number=locator.paragraph))
    elif locator.paragraph is not None and locator.last_paragraph is not None:
        named.append(phrases("short-paragraphs", first=locator.paragraph, last=locator.last_paragraph))
    return ", ".join(named)


def same_document(quote: Quote, phrases: Phrases) -> str:
    """Return the citation of a quote below one of the same document: only where it stands."""
    return ", ".join(filter(None, (phrases("same-document"), place(quote.citation.locator, phrases))))


def attribution(quote: Quote | Verified, phrases: Phrases) -> str | None:
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


def quote_notes(quote: Quote, phrases: Phrases, *, cited: bool = False) -> list[tuple[str, str]]:
    """Return the lines under a quote on a terminal, each after its kind, as "citation".

    Where one above has `cited` the document, this one says only where it stands in it.
    """
    citation = quote.citation
    conflicts = () if cited else citation.conflicts
    notes = [
        ("attribution", attribution(quote, phrases)),
        ("citation", same_document(quote, phrases) if cited else citation.text),
        ("place", phrases("place-characters", document=quote.document, start=quote.start, end=quote.end)),
        ("place", citation.deep_link or (None if cited else citation.url)),
        ("place", elsewhere(quote, phrases)),
        *(("conflict", also_says(conflict, phrases)) for conflict in conflicts),
    ]
    return [(kind, line) for kind, line in notes if line]


def near_notes(quote: Quote, phrases: Phrases) -> list[str]:
    """Return the lines under a passage that does not answer: how likely it does, whose words, and where."""
    found = f"{likelihood(quote.confidence, phrases)} · {quote.citation.short}"
    return [line for line in (attribution(quote, phrases), found) if line]


def elsewhere(quote: Quote, phrases: Phrases) -> str | None:
    """Return in a line where else the same text stands, or None; what does not fit into it is counted."""
    places: list[str] = []
    for other in quote.also_in:
        if places and len(", ".join([*places, other.citation])) > LINE:
            break
        places.append(other.citation)
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
