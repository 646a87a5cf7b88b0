"""The same text, whatever the format of its file: the same blocks, speakers, paragraphs, sections, citations.

Where a format truly cannot say something, it stands here under its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.attribution import attribute
from embeddings.documents.document import BlockKind, Role
from embeddings.documents.passages import passages_of
from embeddings.documents.reading import read_content
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import Field, resolve
from embeddings.quoting.citing.citation import paragraph_of_mark
from embeddings.settings import ReadingSettings
from tests.made.nine import MAKERS, Part, Script

if TYPE_CHECKING:
    from embeddings.documents.document import Block, Document
    from embeddings.documents.record.record import Record

HEADS = {
    "en": ("The Quarry in Winter", "By Anna Berg", "3 May 1911"),
    "en, with its source": (
        "The Quarry in Winter", "By Anna Berg", "(3 May 1911)", "From The Hammer, Vol. 1 No. 4, 3 May 1911, p. 2.",
    ),
    "de": ("Der Steinbruch im Winter", "Von Anna Berg", "3. Mai 1911"),
    "ru": ("Каменоломня зимой", "Анна Берг", "3 мая 1911 г."),
}  # fmt: skip
NOTES = {"en": "Notes", "en, with its source": "Notes", "de": "Anmerkungen", "ru": "Примечания"}
BREAKS = ("* * *", "***", "---", "•••", "⁂", "❦")
FIRST = (
    "The frost came early that year, and the quarry stood still from the first week of November until the spring, "
    "so that the men had to live on what they had put by in the summer."
)
LAST = (
    "In the first week of April the thaw came, and with it the first wagons; but it was two months before all who "
    "had been sent home were back at their places."
)
SPOKEN = "“No man who asked for work has been turned away, and none will be, as long as the quarry is mine.”"
OWN_NOTES = ("It was the hardest winter since 1788.", "The hall was the old barn behind the inn.")
TYPED_NOTES = ("[3] The letter was printed on 2 April.", "[4] The wagons belonged to the railway.")


def script(language: str) -> Script:
    title, byline, date, *source = HEADS[language]
    body = [
        Part("title", title),
        Part("byline", byline),
        Part("date", date),
        *(Part("source", line) for line in source),
        Part("heading", "The Frost"),
        Part("noted", FIRST),
        Part(
            "paragraph",
            "Nobody in the village had wages, and the shop gave credit to those it had known for years.",
        ),
    ]
    for at, ornament in enumerate(BREAKS):
        body += [
            Part("break", ornament),
            Part(
                "paragraph",
                f"In week {at + 2} the snow still lay as high as the doors, and the road was closed again.",
            ),
        ]
    body += [
        Part("heading", "The Committee"),
        Part(
            "noted", "The committee drew up its demands in the hall, and every man there put his name under them:"
        ),
        Part("item", "wages for the weeks of the frost"),
        Part("item", "a roof over the cutting place"),
        Part("item", "no dismissals in the spring"),
        Part(
            "paragraph", "The owner answered in the paper, and the committee had his letter read out at the gate:"
        ),
        Part("quotation", SPOKEN),
        Part("paragraph", "He was not believed, for forty men had been sent home since Christmas.[3]"),
        Part("paragraph", LAST + "[4]"),
        Part("heading", NOTES[language]),
        *(Part("typed", note) for note in TYPED_NOTES),
    ]
    return Script(tuple(body), OWN_NOTES)


def read(suffix: str, text: Script) -> tuple[Document, Record]:
    document = read_content(f"a{suffix}", MAKERS[suffix](text), ReadingSettings())
    return document, resolve("a", claims_of(document))


@pytest.fixture(scope="module", params=list(HEADS))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=list(MAKERS))
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def document(suffix: str, language: str) -> Document:
    return read(suffix, script(language))[0]


def text_blocks(document: Document) -> list[Block]:
    """Return the blocks of the text, without what a format holds beside it, and the notes of its own."""
    own = document.blocks[1:] if document.media_type == "message/rfc822" else document.blocks
    return [
        block
        for block in own
        if block.kind is not BlockKind.FURNITURE and not any(note in document.slice(block) for note in OWN_NOTES)
    ]


def test_the_kinds_are_alike(document: Document, suffix: str, language: str) -> None:
    heading, plain, item = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
    head = [heading, *[BlockKind.METADATA] * (len(HEADS[language]) - 1)]
    body = [heading, plain, plain, *[BlockKind.BREAK, plain] * len(BREAKS), heading, plain, *[item] * 3, plain]
    # A page of a PDF does not say that words are set off; their marks do.
    quotation = plain if suffix == ".pdf" else BlockKind.QUOTATION
    rest = [quotation, plain, plain, heading, BlockKind.FOOTNOTE, BlockKind.FOOTNOTE]
    found = [(block.kind, document.slice(block)) for block in text_blocks(document)]
    assert [kind for kind, _ in found] == head + body + rest, found


def test_the_first_paragraph_of_the_text_is_the_first(document: Document) -> None:
    numbered = {block.number: document.slice(block) for block in document.blocks if block.number is not None}
    assert numbered[1].startswith(FIRST[:60])
    assert list(numbered) == list(range(1, 17))
    assert numbered[16].replace("\n", " ").startswith(LAST[:60])


def test_the_title_is_the_only_heading_of_the_first_level(document: Document, language: str) -> None:
    headings = [
        (block.level, document.slice(block)) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    assert headings == [(1, HEADS[language][0]), (2, "The Frost"), (2, "The Committee"), (2, NOTES[language])]


def test_the_roles_are_alike(suffix: str, language: str) -> None:
    document, record = read(suffix, script(language))
    roles = {
        document.slice(block).replace("\n> ", " ").replace("\n", " "): whose.role
        for block, whose in zip(document.blocks, attribute(document, record), strict=True)
    }
    said = {words[:40]: role for words, role in roles.items()}
    assert next(role for words, role in said.items() if "No man who asked" in words) is Role.QUOTED
    for note in TYPED_NOTES:
        assert said[note[:40]] is Role.FOOTNOTE
    own = [role for words, role in roles.items() if any(note in words for note in OWN_NOTES)]
    # Plain text and mails in it have no notes of their own.
    assert own == [] if suffix in {".txt", ".eml"} else [Role.FOOTNOTE] * 2
    author = Role.AUTHOR if record.value(Field.AUTHOR) else Role.UNKNOWN
    assert said[FIRST[:40]] is said[LAST[:40]] is author


def test_notes_are_cited_by_the_paragraph_that_calls_for_them(document: Document, suffix: str) -> None:
    outline = tuple((block, None) for block in document.blocks)
    cited = {
        next(
            note for note in (*OWN_NOTES, *TYPED_NOTES) if note in document.slice(block).replace("\n", " ")
        ): paragraph_of_mark(document.text, outline, block)
        for block in document.blocks
        if block.kind is BlockKind.FOOTNOTE
    }
    own = {} if suffix in {".txt", ".eml"} else {OWN_NOTES[0]: 1, OWN_NOTES[1]: 9}
    assert cited == own | {TYPED_NOTES[0]: 15, TYPED_NOTES[1]: 16}


class Words:
    """Counts words, as a model's tokenizer counts tokens."""

    def count(self, texts: list[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def spans(self, text: str) -> list[tuple[int, int]]:
        raise NotImplementedError


def test_the_sections_and_paragraphs_of_a_citation_are_alike(suffix: str, language: str) -> None:
    document, record = read(suffix, script(language))
    passages = passages_of(document, attribute(document, record), Words(), 120)
    sections = {
        (passage.section, passage.paragraph)
        for passage in passages
        if passage.attribution.role is not Role.FOOTNOTE and passage.paragraph is not None
    }
    assert {section for section, _ in sections} == {"The Frost", "The Committee"}
    firsts = {section: min(number for other, number in sections if other == section) for section, _ in sections}
    assert firsts == {"The Frost": 1, "The Committee": 9}
