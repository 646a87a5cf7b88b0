"""The tools: what each is called, takes and gives, and how it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.mcp import schemas
from bot.mcp.arguments import (
    Arguments,
    Asked,
    Checked,
    Cited,
    Listed,
    Placed,
    Shown,
    Sought,
    filters_of,
    read_arguments,
)
from bot.mcp.errors import MissingArgument, PlacesMixed
from bot.mcp.plain import (
    answer_text,
    citations_text,
    document_text,
    excerpt_text,
    listing_text,
    occurrences_text,
    verification_text,
)
from embeddings.documents.document import Role
from embeddings.documents.record.record import Field
from embeddings.errors import DocumentChanged
from embeddings.quoting.answering.contract import (
    answer_json,
    citation_json,
    document_json,
    excerpt_json,
    listing_json,
    occurrences_json,
    quote_json,
    verification_json,
)
from embeddings.quoting.answering.excerpt import Place
from embeddings.quoting.citing.citation import cite_whole, in_style
from embeddings.quoting.citing.styles import FORMATS
from embeddings.quoting.citing.styles.composing import render
from embeddings.quoting.citing.styles.rich import plain
from embeddings.settings import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from embeddings.archive import Archive


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gives: the contract's JSON, and the same as plain text."""

    structured: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool."""

    name: str
    title: str
    description: str
    takes: type[Arguments]
    gives: schemas.Schema
    work: Callable[[Archive, Any], Result]

    def prepared(self, given: Mapping[str, Any]) -> Callable[[Archive], Result]:
        """Return the call with what a client sent, to be done in a thread; raises CallError."""
        read = read_arguments(self.name, self.takes, given)
        return lambda archive: self.work(archive, read)


def _ask(archive: Archive, asked: Asked) -> Result:
    filters = filters_of("ask", asked)
    length = Length(asked.length) if asked.length else None
    answer = archive.ask(asked.question, top=asked.top, length=length, filters=filters)
    return Result(answer_json(answer), answer_text(answer))


def _find(archive: Archive, sought: Sought) -> Result:
    found = archive.find(sought.phrase, most=sought.most, filters=filters_of("find", sought))
    return Result(occurrences_json(found), occurrences_text(found))


def _verify(archive: Archive, checked: Checked) -> Result:
    verified = archive.verify_quotation(checked.quotation, filters=filters_of("verify", checked))
    return Result(verification_json(verified), verification_text(verified))


def _show(archive: Archive, shown: Shown) -> Result:
    view = archive.show(shown.document)
    whole, stop = document_json(view), shown.skip + shown.most
    structured = {
        **whole,
        "outline": whole["outline"][shown.skip : stop],
        "rows": len(view.outline),
        "following": stop if stop < len(view.outline) else None,
    }
    return Result(structured, document_text(view, whole["citation"]["text"], shown.skip, shown.most))


def _read(archive: Archive, placed: Placed) -> Result:
    place = _place_of("read", placed)
    read = archive.read(placed.document, place, sha256=placed.sha256 or None)
    return Result(excerpt_json(read), excerpt_text(read))


def _cite(archive: Archive, cited: Cited) -> Result:
    styles = (cited.style,) if cited.style else tuple(FORMATS)
    place = _place_of("cite", cited)
    if place == Place():
        view = archive.show(cited.document)
        if cited.sha256 and cited.sha256.lower() != view.sha256:
            raise DocumentChanged(view.path, cited.sha256, view.sha256)
        citation = cite_whole(view.path, view.record)
        written = {style: render(citation.shown or {}, style=style) for style in styles}
        where = {"document": view.path, "sha256": view.sha256, "start": None, "end": None}
        whose = {"role": Role.AUTHOR.value, "speaker": view.record.value(Field.AUTHOR)}
        return Result(
            {**where, **whose, "citation": citation_json(citation), "styles": written}, citations_text(written)
        )
    quote = archive.read(cited.document, place, sha256=cited.sha256 or None).quote
    written = {style: plain(in_style(quote, style)) for style in styles}
    kept = ("document", "sha256", "start", "end", "role", "speaker", "citation")
    said = quote_json(quote)
    return Result({**{name: said[name] for name in kept}, "styles": written}, citations_text(written, quote))


def _works(archive: Archive, listed: Listed) -> Result:
    filters = filters_of("works", listed)
    listing = archive.listing(listed.search, skip=listed.skip, most=listed.most, filters=filters)
    stop = listed.skip + len(listing.documents)
    structured = {
        **listing_json(listing),
        "following": stop if stop < listing.total and listing.documents else None,
    }
    return Result(structured, listing_text(listing, listed.skip))


def _place_of(tool: str, placed: Placed) -> Place:
    """Return the place that was named; raises PlacesMixed, and MissingArgument for paragraphs without a first."""
    page = None if placed.page is None or placed.page == "" else str(placed.page)
    characters = placed.start is not None or placed.end is not None
    if placed.paragraph is None and placed.last_paragraph is not None:
        raise MissingArgument(tool, "paragraph")
    if characters + (placed.paragraph is not None) + (page is not None) > 1:
        raise PlacesMixed(tool)
    return Place(placed.start, placed.end, placed.paragraph, placed.last_paragraph, page)


TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "ask",
            "Ask the archive",
            "Answer a question with passages quoted verbatim from the archive, each with its pinpoint citation, "
            "or say that the archive does not answer it. For a known phrase use `find`.",
            Asked,
            schemas.ANSWER,
            _ask,
        ),
        Tool(
            "find",
            "Find a phrase",
            "List the places where a phrase occurs in the archive, word for word, in context and cited.",
            Sought,
            schemas.OCCURRENCES,
            _find,
        ),
        Tool(
            "verify",
            "Verify a quotation",
            "Say whether a quotation is in the archive: exact, different (and how), or absent. Call it before "
            "you present words as a quotation that no result of these tools gave you.",
            Checked,
            schemas.VERIFICATION,
            _verify,
        ),
        Tool(
            "show",
            "Show a document",
            "Show what a document says of itself (record, claims and contradictions) and its outline: headings "
            "and paragraphs with offsets, pages and whose words they are.",
            Shown,
            schemas.DOCUMENT,
            _show,
        ),
        Tool(
            "read",
            "Read in a document",
            "Give a document's own text: characters, paragraphs or a page, at most 20,000 characters at once. "
            "With `document`, `sha256`, `start` and `end` of a quote it gives the very same words again.",
            Placed,
            schemas.EXCERPT,
            _read,
        ),
        Tool(
            "cite",
            "Cite",
            "Write the citation of a document, or of a place in it, in MLA, Chicago, APA, BibTeX, RIS, CSL-JSON "
            "and more.",
            Cited,
            schemas.CITATIONS,
            _cite,
        ),
        Tool(
            "works",
            "List the works",
            "List the documents of the archive with title, author and date, all of them or those that fit.",
            Listed,
            schemas.LISTING,
            _works,
        ),
    )
}
