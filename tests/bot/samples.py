"""One small document, quotes from it, and an archive that answers with them at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Attribution, Block, BlockKind, Role, text_sha256
from embeddings.documents.record.record import Claim, Conflict, Field, Origin, Record
from embeddings.errors import GenerationDamaged, UnknownAuthor, UnknownDocument
from embeddings.index.storage.store import StoredDocument
from embeddings.progress import Stage
from embeddings.quoting.answering.recall import Recalled
from embeddings.quoting.checking.finding import Occurrence, Occurrences
from embeddings.quoting.checking.verifying import Change, Verdict, Verification, Verified
from embeddings.quoting.quote import Answer, Citation, Locator, Quote
from embeddings.report import Cause, Loss, LossReason, Reading, Refusal, ReindexReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.quoting.answering.recall import Reference
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import Length

PATH = "letters/lamp.txt"
TITLE = "The Lamp"
LIT = "The lamp was lit at nine o’clock."
TEXT = (
    f"{TITLE}\n\nby Ada Moor\n\nThe Harbour, 3 May 1901, p. 4.\n\n"
    f"We waited on the quay until dark. {LIT} Nobody had told the pilot, and the ferry stood off till morning.\n\n"
    "The second keeper came in June; he kept no log.\n"
)
AUTHOR = "Ada Moor"
CSL: dict[str, Any] = {
    "title": TITLE,
    "author": [{"given": "Ada", "family": "Moor"}],
    "issued": {"date-parts": [[1901, 5, 3]]},
}
ISSUED = Claim(Field.ISSUED, "3 May 1901", Origin.SOURCE_LINE, "The Harbour, 3 May 1901, p. 4.", CSL["issued"])
OTHERWISE = Claim(
    Field.ISSUED, "3 May 1900", Origin.HEADER, "The Harbour, 3 May 1900", {"date-parts": [[1900, 5, 3]]}
)
BYLINE = Claim(Field.AUTHOR, AUTHOR, Origin.BYLINE, "by Ada Moor", CSL["author"])
DATES = Conflict(Field.ISSUED, (ISSUED, OTHERWISE))
RECORD = Record(CSL, (BYLINE, ISSUED, OTHERWISE), (DATES,))


def quote_of(
    text: str,
    source: str = TEXT,
    *,
    role: Role = Role.AUTHOR,
    speaker: str | None = AUTHOR,
    lit: str = "",
    csl: dict[str, Any] = CSL,
    conflicts: tuple[Conflict, ...] = (),
    confidence: float = 0.93,
) -> Quote:
    """Return a quote of `text`, which must stand in `source`; `lit` is highlighted."""
    start = source.index(text)
    at = source.index(lit, start) if lit else 0
    citation = Citation(
        text="Ada Moor, “The Lamp”, The Harbour, 3 May 1901, p. 4, ¶ 1.",
        short="Moor, “The Lamp”, p. 4, ¶ 1",
        locator=Locator(page="4", paragraph=1),
        csl=csl,
        conflicts=conflicts,
    )
    return Quote(
        source=source,
        text=text,
        document=PATH,
        start=start,
        end=start + len(text),
        sha256=text_sha256(source),
        score=0.8,
        role=role,
        speaker=speaker,
        citation=citation,
        highlights=((at, at + len(lit)),) if lit else (),
        confidence=confidence,
    )


def found_of(text: str, source: str = TEXT) -> Occurrences:
    """Return where `text` stands first, as of one of two places."""
    quote = quote_of(text, source)
    match = Occurrence(
        source=source,
        text=text,
        document=PATH,
        start=quote.start,
        end=quote.end,
        before=source[quote.start - 5 : quote.start],
        after=source[quote.end : quote.end + 5],
        sha256=quote.sha256,
        role=quote.role,
        speaker=quote.speaker,
        citation=quote.citation,
    )
    return Occurrences(text, "000001-x", 2, 1, (match,))


def verified_of(quotation: str) -> Verification:
    """Return a verdict: "told the pilot" is exact, "told a pilot" differs, all else is absent."""
    quote = quote_of("told the pilot")
    at = quote.start + len("told ")
    changes = {"told the pilot": (), "told a pilot": (Change("a", "the", at, at + 3),)}
    if quotation not in changes:
        return Verification(quotation, "000001-x", Verdict.ABSENT, (), 0, ())
    difference = changes[quotation]
    match = Verified(
        TEXT,
        quote.text,
        PATH,
        quote.start,
        quote.end,
        quote.sha256,
        difference,
        quote.role,
        quote.speaker,
        quote.citation,
    )
    verdict = Verdict.DIFFERS if difference else Verdict.EXACT
    return Verification(quotation, "000001-x", verdict, (), 0 if difference else 1, (match,))


PARAGRAPH = TEXT.split("\n\n")[3]
QUOTE = quote_of(PARAGRAPH, lit=LIT, conflicts=(DATES,))
ANSWER = Answer("When was it lit?", True, 0.93, "000001-x", (QUOTE,), timings_ms={"total": 12.3})
NEAR = quote_of(PARAGRAPH, lit=LIT, conflicts=(DATES,), confidence=0.04)
SILENCE = replace(ANSWER, answered=False, confidence=0.04, quotes=(), nearest=(NEAR,))
LOSSES = (Loss(LossReason.UNREADABLE, 2, (3, 4, 5, 9)), Loss(LossReason.PICTURE, 0, (7,)))
REPORT = ReindexReport(
    generation="000001-x",
    added=(PATH,),
    changed=(),
    removed=(),
    unchanged=0,
    refused=(Refusal("scan.pdf", "unknown format", ".pdf"),),
    passages=2,
    encoded=2,
    seconds=0.5,
    incomplete=(Reading.of("lamp.pdf", 900, LOSSES),),
)


def view_of(text: str = TEXT) -> StoredDocument:
    """Return the sample document as an index holds it."""
    spans = [(start := text.index(part), start + len(part)) for part in text.strip().split("\n\n")]
    kinds = [BlockKind.HEADING, BlockKind.METADATA, BlockKind.METADATA, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    author, other = Attribution(Role.AUTHOR, AUTHOR), Attribution(Role.TRANSCRIBER)
    numbers = [None, None, None, 1, 2]
    outline = tuple(
        (
            Block(kind, *span, level=1 if kind is BlockKind.HEADING else None, number=number),
            author if kind is BlockKind.PARAGRAPH else other,
        )
        for kind, span, number in zip(kinds, spans, numbers, strict=True)
    )
    return StoredDocument(PATH, text_sha256(text), text, RECORD, outline)


class FakeArchive:
    """Answers every question with the sample; the question "no?" is not answered."""

    asked: list[tuple[str, int | None, Sequence[Mapping[str, str]]]]
    damage: GenerationDamaged | None = None
    outdated: tuple[Cause, ...] = ()

    def __init__(self) -> None:
        self.asked = []
        self.filters: list[Filters | None] = []
        self.lengths: list[Length | None] = []
        self.found: list[tuple[str, int]] = []
        self.closed = False
        self.names = [AUTHOR]
        self.titles = [TITLE]

    def ask(
        self,
        question: str,
        *,
        top: int | None = None,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
        length: Length | None = None,
    ) -> Answer:
        self.asked.append((question, top, history))
        self.lengths.append(length)
        self.filters.append(filters)
        return replace(SILENCE if question == "no?" else ANSWER, question=question)

    def find(self, phrase: str, *, most: int, filters: Filters | None = None) -> Occurrences:
        self.found.append((phrase, most))
        self.filters.append(filters)
        if phrase == "no?":
            return Occurrences(phrase, ANSWER.generation, 0, 0, ())
        return replace(found_of("the pilot"), phrase=phrase)

    def verify_quotation(
        self, quotation: str, *, filters: Filters | None = None, claimed: str | None = None
    ) -> Verification:
        del claimed
        self.filters.append(filters)
        return verified_of(quotation)

    def show(self, document: str) -> StoredDocument:
        if document != PATH:
            raise UnknownDocument(document, (PATH,))
        return view_of()

    def reading(self, document: str) -> Reading:
        return Reading.of(document, len(TEXT), LOSSES)

    def recall(self, reference: Reference) -> Recalled | None:
        view = view_of()
        if (reference.document, reference.sha256) != (PATH, view.sha256):
            return None
        shown = quote_of(view.text[reference.start : reference.end], conflicts=(DATES,))
        return Recalled(shown, view.text, view.outline, changed=False)

    def documents(self) -> tuple[str, ...]:
        return (PATH,)

    @property
    def generation(self) -> str:
        return ANSWER.generation

    def authors(self, typed: str = "", limit: int = 25) -> list[str]:
        return [name for name in self.names if typed.lower() in name.lower()][:limit]

    def works(self, typed: str = "", limit: int = 25) -> list[str]:
        return [title for title in self.titles if typed.lower() in title.lower()][:limit]

    def admits(self, filters: Filters) -> None:
        if filters.author is not None and filters.author not in self.names:
            raise UnknownAuthor(filters.author, tuple(self.names[:1]))

    def refresh(self, *, verify: bool = False) -> bool:
        del verify
        return False

    def close(self) -> None:
        self.closed = True


def build_quickly(
    _archive: object, *, full: bool = False, force: bool = False, progress: Any = None, cancelled: Any = None
) -> ReindexReport:
    """Stand in for `Archive.build`."""
    del force, cancelled
    if progress:
        progress(Stage.READING, 1, 1)
    return replace(REPORT, encoded=2 if full else 0)
