"""Results as plain text, for clients that show nothing else.

Whatever a document says stands on lines that begin with ``> ``, or inside one line of ours: nothing in a document
can pass for what Pincite says of it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.terminal.document import outline_rows, whose_words
from bot.terminal.occurrences import tally
from bot.words import say, terminal_phrases
from bot.words.inert import inert, inert_line
from bot.words.lists import shortened
from bot.words.notes import also_says, asides, attribution, by_document, likelihood, quote_notes, verdict
from bot.words.verdicts import remarks
from bot.words.verdicts import verdict as verified_as
from embeddings.documents.document import Role
from embeddings.quoting.checking.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from embeddings.index.listing import Listing
    from embeddings.index.storage.store import StoredDocument
    from embeddings.quoting.answering.excerpt import Excerpt
    from embeddings.quoting.checking.aligning import Change
    from embeddings.quoting.checking.finding import Occurrence, Occurrences
    from embeddings.quoting.checking.verifying import Verification, Verified
    from embeddings.quoting.quote import Answer, Quote

SAID = "> "
LONGEST_LINE = 600  # characters of what a document says, on a line of ours


def said(text: str) -> str:
    """Return words of a document, each line marked as such."""
    return "\n".join(SAID + line for line in inert(text).split("\n"))


def answer_text(answer: Answer) -> str:
    """Return an answer: how sure it is, then its quotes, or what comes nearest."""
    phrases = terminal_phrases()
    parts = [_lines([verdict(answer, phrases), *asides(answer, (), phrases)])]
    for at, again in by_document(answer.quotes):
        quote = answer.quotes[at]
        parts.append(_noted(quote.text, (line for _, line in quote_notes(quote, phrases, cited=again))))
    for quote in answer.nearest:
        notes = [likelihood(quote.confidence, phrases), *(line for _, line in quote_notes(quote, phrases))]
        parts.append(_noted(quote.text, notes))
    return "\n\n".join(parts)


def occurrences_text(found: Occurrences) -> str:
    """Return where a phrase stands, each place in its context."""
    hidden = found.count - len(found.matches)
    shown = tally(found) if not hidden else say("find-tally", places=found.count, documents=found.documents)
    parts = [_lines([shown, *([say("mcp-not-all-places", hidden=hidden)] if hidden else [])])]
    parts += [
        _noted(match.before + match.text + match.after, _match_notes(match, match.citation.short))
        for match in found.matches
    ]
    return "\n\n".join(parts)


def verification_text(verified: Verification) -> str:
    """Return the verdict on a quotation, and what the archive has."""
    differs = verified.verdict is Verdict.DIFFERS
    phrases = terminal_phrases()
    told = say("mcp-differs") if differs else verified_as(verified, phrases)
    parts = [_lines([told, *(shortened(remark, LONGEST_LINE) for remark in remarks(verified, phrases))])]
    for match in verified.matches or verified.elsewhere:
        changes = [_change(change) for change in match.difference]
        parts.append(_noted(match.text, [*changes, *_match_notes(match, match.citation.text)]))
    return "\n\n".join(parts)


def excerpt_text(read: Excerpt) -> str:
    """Return a stretch of a document, and where it goes on."""
    phrases, quote = terminal_phrases(), read.quote
    notes = [line for _, line in quote_notes(quote, phrases)]
    if quote.role is Role.UNKNOWN and len({whose for _, whose in read.outline}) > 1:
        notes[:1] = [say("mcp-voices"), *_voices(read)]  # in place of whose words they are
    notes.append(say("mcp-hash", sha256=quote.sha256))
    if read.following is not None:
        notes.append(say("mcp-read-on", start=read.following))
    return _noted(quote.text, notes)


def _voices(read: Excerpt) -> Iterator[str]:
    """Yield whose words are where, a line for each stretch of one voice."""
    spoken = [entry for entry in read.outline if whose_words(entry[0].kind, entry[1])]
    for _, run in groupby(spoken, key=lambda entry: entry[1]):
        blocks = list(run)
        (first, whose), (last, _) = blocks[0], blocks[-1]
        yield f"{first.start}–{last.end}: {whose_words(first.kind, whose)}"


def document_text(view: StoredDocument, citation: str, skip: int, most: int) -> str:
    """Return what a document is, and a part of its outline."""
    phrases = terminal_phrases()
    facts = [
        citation,
        view.path,
        say("mcp-size", characters=len(view.text), blocks=len(view.outline)),
        say("mcp-hash", sha256=view.sha256),
        *(also_says(conflict, phrases) for conflict in view.record.conflicts),
    ]
    last = min(skip + most, len(view.outline))
    if skip or last < len(view.outline):
        facts.append(say("mcp-rows-skipped", first=min(skip + 1, last), last=last))
    first, stop = (view.outline[at][0].start if at < len(view.outline) else len(view.text) for at in (skip, last))
    rows = [
        f"{row.start}–{row.end} {', '.join(part for part in (row.label, row.whose) if part)}: {row.words}"
        for row in outline_rows(view)
        if row.start < stop and first < row.end
    ]
    return "\n\n".join(_lines(part) for part in (facts, rows[:most]) if part)


def citations_text(citations: Mapping[str, str], quote: Quote | None = None) -> str:
    """Return a citation in some styles; where it is of a place, with whose words stand there."""
    whose = attribution(quote, terminal_phrases()) if quote else None
    written = "\n\n".join(f"{style}:\n{inert(citation).rstrip()}" for style, citation in citations.items())
    return f"{inert_line(whose)}\n\n{written}" if whose else written


def listing_text(listing: Listing, skip: int) -> str:
    """Return documents, a line each."""
    shown = len(listing.documents)
    if shown == listing.total or not shown:
        head = say("mcp-documents", count=listing.total)
    else:
        head = say("mcp-documents-part", count=listing.total, first=skip + 1, last=skip + shown)
    return _lines(
        [
            head,
            *(
                ": ".join(filter(None, (one.path, ", ".join(filter(None, (one.title, one.author, one.issued))))))
                for one in listing.documents
            ),
        ]
    )


def _match_notes(match: Occurrence | Verified, citation: str) -> list[str]:
    phrases = terminal_phrases()
    place = phrases("place-characters", document=match.document, start=match.start, end=match.end)
    found: Any = match  # a place has what the sentence is made from: role, speaker and citation
    lines = (
        attribution(found, phrases),
        citation,
        place,
        match.citation.deep_link or match.citation.url,
    )
    return [line for line in lines if line]


def _change(change: Change) -> str:
    quoted, source = (shortened(words, LONGEST_LINE) for words in (change.quoted, change.source))
    if not source:
        return say("mcp-lacks", quoted=quoted)
    return say("mcp-instead", quoted=quoted, source=source) if quoted else say("mcp-has-more", source=source)


def _noted(text: str, notes: Iterable[str]) -> str:
    return f"{said(text)}\n{_lines(notes)}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(inert_line(line) for line in lines)
