"""Mails: the headers people ask for, the body, the messages inside it; what else is attached is listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind, Statement, tidy
from embeddings.documents.pieces import Piece
from embeddings.documents.readers.plain import MARK, pieces_of
from embeddings.documents.readers.web import page_of
from embeddings.documents.readers.web.pages import PageMarks
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.decoding import decode
from embeddings.text.languages import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

SHOWN = ("from", "to", "cc", "date", "subject")
STATED = (*SHOWN, "sender", "reply-to", "message-id", "in-reply-to", "list-id", "newsgroups", "organization")
LONGEST_HEADER = 10_000  # characters; those that are longer are not interpreted beyond it
DEEPEST = 50  # parts within parts
_HTML = ("text/html", "application/xhtml+xml")
_UNFOLD = re.compile(r"\r?\n[ \t]*")
_FLOWED = re.compile(r"format\s*=\s*\"?flowed", re.IGNORECASE)
_DELETE_SPACE = re.compile(r"delsp\s*=\s*\"?yes", re.IGNORECASE)
_SIGNATURE = "--"
_OWN_WORDS = (None, BlockKind.PARAGRAPH, BlockKind.VERSE, BlockKind.LIST_ITEM, BlockKind.HEADING)
FEWEST_COPIED = 3  # such lines in one block
MOST_HEADER_LINES = 20


class MailReader:
    """Reads .eml. Quoted lines keep their marks; a message copied below an answer is a quotation too."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document; raises DocumentRefused: BROKEN, ENCRYPTED, or what `decode` says."""
        mail = _take_apart(path, content)
        said = [Statement(Origin.MAIL_HEADER, name, value) for name, value in mail.headers.items()]
        said += [Statement(Origin.MAIL_HEADER, "attachment", name) for name in mail.attachments]
        return shape(path, _pieces(path, mail), "message/rfc822", said, introduced=True)


def _pieces(path: str, mail: _Mail, *, inside: bool = False) -> Iterator[Piece]:
    """Yield what a mail shows; a message inside it is a quotation, as one is that was copied below an answer."""
    headers = [f"{name.capitalize()}: {mail.headers[name]}" for name in SHOWN if name in mail.headers]
    yield Piece("\n".join(headers), BlockKind.METADATA)
    copied = inside
    for body in mail.bodies:
        marks = PageMarks(by_class=False)
        page = page_of(path, body.text, marks, site=False, letter=True).pieces if body.html else _signed(body.text)
        for piece in page:
            # Below copied headers all is quoted.
            if _begins_copy(piece.text):
                copied = True
                yield replace(piece, kind=BlockKind.METADATA, level=None)
            elif copied and piece.kind in _OWN_WORDS:
                yield replace(piece, kind=BlockKind.QUOTATION, level=None)
            else:
                yield piece
    for one in mail.forwarded:
        yield from _pieces(path, one, inside=True)
    yield Piece("\n".join(f"Attachment: {name}" for name in mail.attachments), BlockKind.METADATA)


def _signed(text: str) -> Iterator[Piece]:
    """Yield the pieces of a plain body; from a signature on they are metadata."""
    lines = "\n".join(map(str.rstrip, text.split("\n")))
    signed = False
    for piece in pieces_of(lines, lambda line: line == _SIGNATURE or bool(_announcement().fullmatch(line))):
        first = piece.text.split("\n", 1)[0]
        signed = (signed or first == _SIGNATURE) and not _begins_copy(piece.text)
        about = signed and piece.kind is not BlockKind.QUOTATION
        yield replace(piece, kind=BlockKind.METADATA, level=None) if about else piece


def _begins_copy(text: str) -> bool:
    """Say whether a block is the headers of a message that is copied below it, or a line that announces one."""
    lines = text.split("\n", MOST_HEADER_LINES)
    if lines[0].startswith(MARK):
        return False
    copied = sum(map(bool, map(_copied_header().match, lines)))
    return copied >= FEWEST_COPIED or bool(_announcement().fullmatch(lines[0]))


@cache
def _announcement() -> re.Pattern[str]:
    """Return the line that programs put over a message below an answer, with no marks on its lines."""
    return re.compile(rf"\s*-{{2,}}\s*(?:{'|'.join(words('copied_messages'))})\s*:?\s*-*\s*", re.IGNORECASE)


@cache
def _copied_header() -> re.Pattern[str]:
    return re.compile(rf"\s*\*?(?:{'|'.join(words('copied_headers'))})\s*:\*?\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Body:
    """A text part, decoded."""

    text: str
    html: bool


@dataclass(slots=True)
class _Mail:
    """A mail taken apart."""

    headers: dict[str, str]  # name in lower case -> value, in the order of STATED
    bodies: list[_Body] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    forwarded: list[_Mail] = field(default_factory=list)  # messages inside it


def _take_apart(path: str, content: bytes) -> _Mail:
    """Return the parts of a mail; raises DocumentRefused: BROKEN, ENCRYPTED, or what `decode` says."""
    try:
        # The older policy: it splits headers without interpreting them, which the newer does in quadratic time.
        message = message_from_bytes(content, policy=policy.compat32)
        mail = _Mail(_headers(path, message))
        if not mail.headers:
            raise DocumentRefused(path, RefusalReason.BROKEN, "no mail headers")
        _collect(path, message, mail, 0)
    except RecursionError as error:
        raise DocumentRefused(path, RefusalReason.BROKEN, "parts nested too deep") from error
    return mail


def _headers(path: str, message: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        key = name.lower()
        if key in STATED and key not in found and (text := _header(path, str(value)[:LONGEST_HEADER])):
            found[key] = text
    return {name: found[name] for name in STATED if name in found}


def _header(path: str, raw: str) -> str:
    """Return a header's value: encoded words decoded, bytes beyond ASCII too; "" for what cannot be."""
    try:
        plain = decode(path, _UNFOLD.sub(" ", raw).encode("utf-8", "surrogateescape"))
        parts = decode_header(plain)
    except (DocumentRefused, HeaderParseError, ValueError):
        return ""
    decoded = []
    for part, charset in parts:
        if isinstance(part, str):
            decoded.append(part)
            continue
        try:
            decoded.append(decode(path, part, charset) if charset else part.decode("raw_unicode_escape"))
        except (DocumentRefused, UnicodeError):
            return ""
    return tidy("".join(decoded))


def _collect(path: str, part: Message, mail: _Mail, depth: int) -> None:
    """Take the bodies to show from a part, and the names of what is attached to it."""
    kind = part.get_content_type()
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise DocumentRefused(path, RefusalReason.ENCRYPTED)
    name = _file_name(path, part)
    inner = part.get_payload() if kind == "message/rfc822" else None
    if isinstance(inner, list) and inner and not isinstance(inner[0], str) and depth <= DEEPEST:
        forwarded = _Mail(_headers(path, inner[0]))
        _collect(path, inner[0], forwarded, depth + 1)
        mail.forwarded.append(forwarded)
    elif kind == "message/rfc822" or name or part.get_content_disposition() == "attachment":
        mail.attachments.append(f"{name} ({tidy(kind)})" if name else tidy(kind) or "unnamed")
    elif part.is_multipart():
        children = [child for child in part.get_payload() if not isinstance(child, str)]
        if depth > DEEPEST:
            raise DocumentRefused(path, RefusalReason.BROKEN, "parts nested too deep")
        if kind == "multipart/alternative":
            _best(path, children, mail, depth)
            return
        for child in children:
            _collect(path, child, mail, depth + 1)
    elif kind == "text/plain" or kind in _HTML:
        text = _text(path, part)
        if text.strip():
            mail.bodies.append(_Body(text, kind in _HTML))
    else:
        mail.attachments.append(tidy(kind) or "unnamed")


def _best(path: str, children: list[Message], mail: _Mail, depth: int) -> None:
    """Take the plain text of several forms of the same, or else the one a mail program would show."""
    forms = []
    for child in children:
        form = _Mail({})
        _collect(path, child, form, depth + 1)
        mail.attachments += form.attachments if child.is_multipart() else []
        if form.bodies:
            forms.append(form.bodies)
    plain = next((bodies for bodies in forms if not any(body.html for body in bodies)), None)
    mail.bodies += plain or (forms[-1] if forms else [])


def _file_name(path: str, part: Message) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError):
        return ""
    return _header(path, name[:LONGEST_HEADER]) if name else ""


def _text(path: str, part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        payload, charset = b"", None
    text = decode(path, payload if isinstance(payload, bytes) else b"", charset).removeprefix("\ufeff")
    parameters = str(part.get("content-type", ""))[:LONGEST_HEADER]
    if part.get_content_type() == "text/plain" and _FLOWED.search(parameters):
        text = _joined(text, delete_space=bool(_DELETE_SPACE.search(parameters)))
    return text


def _joined(text: str, *, delete_space: bool) -> str:
    """Join the lines that were broken for sending only (RFC 3676): they end with a space."""
    joined: list[str] = []
    level = -1  # of quoting, of a line that goes on
    for line in text.split("\n"):
        bare = line.lstrip(">")
        marks = len(line) - len(bare)
        # A space before ">" keeps that from being a mark.
        bare = bare if bare.startswith(" >") else bare.removeprefix(" ")
        open_ended = bare.endswith(" ") and bare != "-- "
        shown = bare[:-1] if open_ended and delete_space else bare
        if marks == level:
            joined.append(shown)
        else:
            joined.append(("\n" if joined else "") + ">" * marks + (" " if marks and shown else "") + shown)
        level = marks if open_ended else -1
    return "".join(joined)
