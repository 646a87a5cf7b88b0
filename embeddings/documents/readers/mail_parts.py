"""The parts of a mail: its headers, the body to show, the names of what is attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from typing import TYPE_CHECKING

from embeddings.documents.readers.web.statements import tidy
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from email.message import Message

SHOWN = ("from", "to", "cc", "date", "subject")
STATED = (*SHOWN, "sender", "reply-to", "message-id", "in-reply-to", "list-id", "newsgroups", "organization")
LONGEST_HEADER = 10_000  # characters; those that are longer are not interpreted beyond it
DEEPEST = 50  # parts within parts
_HTML = ("text/html", "application/xhtml+xml")
_UNFOLD = re.compile(r"\r?\n[ \t]*")
_FLOWED = re.compile(r"format\s*=\s*\"?flowed", re.IGNORECASE)
_DELETE_SPACE = re.compile(r"delsp\s*=\s*\"?yes", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A text part, decoded."""

    text: str
    html: bool


@dataclass(slots=True)
class Mail:
    """A mail taken apart."""

    headers: dict[str, str]  # name in lower case -> value, in the order of STATED
    bodies: list[Body] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def take_apart(path: str, content: bytes) -> Mail:
    """Return the parts of a mail; raises DocumentRefused: BROKEN, ENCRYPTED, or what `decode` says."""
    try:
        # The older policy: it splits headers without interpreting them, which the newer does in quadratic time.
        message = message_from_bytes(content, policy=policy.compat32)
        mail = Mail(_headers(path, message))
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
    words = []
    for part, charset in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        try:
            words.append(decode(path, part, charset) if charset else part.decode("raw_unicode_escape"))
        except (DocumentRefused, UnicodeError):
            return ""
    return tidy("".join(words))


def _collect(path: str, part: Message, mail: Mail, depth: int) -> None:
    """Take the bodies to show from a part, and the names of what is attached to it."""
    kind = part.get_content_type()
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise DocumentRefused(path, RefusalReason.ENCRYPTED)
    name = _file_name(path, part)
    if kind == "message/rfc822" or name or part.get_content_disposition() == "attachment":
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
            mail.bodies.append(Body(text, kind in _HTML))
    else:
        mail.attachments.append(tidy(kind) or "unnamed")


def _best(path: str, children: list[Message], mail: Mail, depth: int) -> None:
    """Take the plain text of several forms of the same, or else the one a mail program would show."""
    forms = []
    for child in children:
        form = Mail({})
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
        words = bare[:-1] if open_ended and delete_space else bare
        if marks == level:
            joined.append(words)
        else:
            joined.append(("\n" if joined else "") + ">" * marks + (" " if marks and words else "") + words)
        level = marks if open_ended else -1
    return "".join(joined)
