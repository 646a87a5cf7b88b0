"""Mails: the headers people ask for, then the body; what is attached is listed, not read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.documents.document import Block, BlockKind, Statement
from embeddings.documents.readers.mail_parts import SHOWN, take_apart
from embeddings.documents.readers.web.blocks import add_page
from embeddings.documents.readers.web.pages import PageMarks
from embeddings.documents.record.record import Origin
from embeddings.documents.text_builder import TextBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

_SIGNATURE = "--"
_ITEM = re.compile(r"(?:[-*•]|\(?[0-9]{1,3}[.)])\s")
_BREAK = re.compile(r"[\s*•·.–—_=~#+-]{1,80}")
# Where programs put the message that is answered below the answer, with no marks on its lines.
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"message d['’]origine|mensaje original|begin forwarded message)\s*:?\s*-{0,}\s*",
    re.IGNORECASE,
)
_COPIED_HEADER = re.compile(
    r"\s*\*?(?:from|sent|to|cc|date|subject|von|gesendet|an|betreff|datum|de|envoyé|à|objet|para|asunto)\s*:\*?\s",
    re.IGNORECASE,
)
_OWN_WORDS = (BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM)
FEWEST_COPIED = 3  # such lines in one block
MOST_HEADER_LINES = 20


class MailReader:
    """Reads .eml. Quoted lines keep their marks; a message copied below an answer is a quotation too."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document; raises DocumentRefused: BROKEN, ENCRYPTED, or what `decode` says."""
        mail = take_apart(path, content)
        builder = _Letter()
        lines = [f"{name.capitalize()}: {mail.headers[name]}" for name in SHOWN if name in mail.headers]
        builder.add(BlockKind.METADATA, "\n".join(lines))
        for body in mail.bodies:
            if body.html:
                add_page(builder, path, body.text, PageMarks(by_class=False), site=False, letter=True)
            else:
                for kind, text in plain_blocks(body.text):
                    builder.add(kind, text)
        builder.add(BlockKind.METADATA, "\n".join(f"Attachment: {name}" for name in mail.attachments))
        said = [Statement(Origin.MAIL_HEADER, name, value) for name, value in mail.headers.items()]
        said += [Statement(Origin.MAIL_HEADER, "attachment", name) for name in mail.attachments]
        return builder.letter(path, said)


class _Letter(TextBuilder):
    """Builds a text whose first lines are its headers, not the head of an archive page."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: list[tuple[BlockKind, int | None]] = []
        self._copied = False

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        page: str | None = None,
        anchor: str | None = None,
    ) -> None:
        kind, level = self._seen(kind, level, text)
        if text.strip():
            self._kinds.append((kind, level))
        super().add(kind, text, level=level, page=page, anchor=anchor)

    def _seen(self, kind: BlockKind, level: int | None, text: str) -> tuple[BlockKind, int | None]:
        """Return what a block is, given what was added before it: below copied headers all is quoted."""
        if kind is not BlockKind.METADATA and begins_copy(text):
            self._copied = True
            return BlockKind.METADATA, None
        if self._copied and kind in (*_OWN_WORDS, BlockKind.HEADING):
            return BlockKind.QUOTATION, None
        return kind, level

    def letter(self, path: str, statements: list[Statement]) -> Document:
        """Return the document, with the kinds of its blocks as they were added."""
        document = self.document(path, "message/rfc822", statements)
        number = 0
        blocks = []
        for block, (kind, level) in zip(document.blocks, self._kinds, strict=True):
            numbered = kind in (*_OWN_WORDS, BlockKind.QUOTATION)
            number += numbered
            count = number if numbered else None
            blocks.append(Block(kind, block.start, block.end, level, count, block.page, block.anchor))
        return replace(document, blocks=tuple(blocks), head=())


def begins_copy(text: str) -> bool:
    """Say whether a block is the headers of a message that is copied below it, or a line that announces one."""
    lines = text.split("\n", MOST_HEADER_LINES)
    if lines[0].startswith(">"):
        return False
    return bool(_ORIGINAL.fullmatch(lines[0])) or sum(map(bool, map(_COPIED_HEADER.match, lines))) >= FEWEST_COPIED


def plain_blocks(text: str) -> Iterator[tuple[BlockKind, str]]:
    """Yield the blocks of a plain body: paragraphs, quoted lines, the signature."""
    signed = False
    for run in _runs(text.split("\n")):
        block = "\n".join(run)
        quoted = run[0].startswith(">")
        signed = (signed or (run[0].rstrip() == _SIGNATURE)) and not begins_copy(block)
        if quoted:
            yield BlockKind.QUOTATION, block
        elif signed:
            yield BlockKind.METADATA, block
        elif _BREAK.fullmatch(block):
            yield BlockKind.BREAK, block
        else:
            yield (BlockKind.LIST_ITEM if _ITEM.match(block.lstrip()) else BlockKind.PARAGRAPH), block


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """Yield lines up to a blank one, to the beginning or end of quoted lines, or to a signature."""
    run: list[str] = []
    for line in lines:
        quoted = line.startswith(">")
        parts = run and (
            quoted != run[0].startswith(">") or line.rstrip() == _SIGNATURE or _ORIGINAL.fullmatch(line)
        )
        if run and (parts or not line.strip()):
            yield run
            run = []
        if line.strip():
            run.append(line.rstrip())
    if run:
        yield run
