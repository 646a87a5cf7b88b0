"""One text in each of the nine formats, as the programs that people use would write it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from email.message import EmailMessage
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from tests.made.office import docx, odt, paragraph, rtf, style, zipped
from tests.made.pdf import Page, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Part(NamedTuple):
    """A part of a text: what it is and its words.

    `kind` is one of title, byline, date, source, heading, paragraph, break, item, quotation; "noted" is a paragraph
    that ends in a call for the note of the same place in `Script.notes`; "typed" stands as it is under "Notes".
    """

    kind: str
    words: str


@dataclass(frozen=True)
class Script:
    """A text to be set, and the notes that its format itself is to hold."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()

    def numbered(self) -> Iterator[tuple[Part, int | None]]:
        """Yield the parts, a noted paragraph with the number of its note."""
        number = 0
        for part in self.parts:
            number += part.kind == "noted"
            yield part, number if part.kind == "noted" else None


def txt(script: Script) -> bytes:
    lines = [_typed(part, number) for part, number in script.numbered()]
    return "\n\n".join(lines).encode()


def _typed(part: Part, number: int | None) -> str:
    if part.kind == "item":
        return f"- {part.words}"
    if part.kind == "quotation":
        return "\n".join(f"> {line}" for line in wrap(part.words, 70))
    if part.kind == "break" and len(part.words) == 1:
        return part.words.center(70).rstrip()
    return part.words + (f"[{number}]" if number else "")


def md(script: Script) -> bytes:
    marks = {"title": "# ", "heading": "## "}
    lines = []
    for part, number in script.numbered():
        words = _typed(part, None) + (f"[^{number}]" if number else "")
        lines.append(marks.get(part.kind, "") + words)
    lines += [f"[^{number}]: {note}" for number, note in enumerate(script.notes, 1)]
    return "\n\n".join(lines).encode()


def web(script: Script) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{_marked_up(script)}</body></html>".encode()


def _marked_up(script: Script) -> str:
    tags = {"title": "h1", "heading": "h2", "item": "li", "quotation": "blockquote"}
    lines = []
    before = ""
    for part, number in script.numbered():
        tag = tags.get(part.kind, "p")
        lines += ["<ul>"] * (tag == "li" != before) + ["</ul>"] * (before == "li" != tag)
        call = f'<sup><a href="#n{number}" id="c{number}">{number}</a></sup>' if number else ""
        lines.append("<hr>" if part == Part("break", "---") else f"<{tag}>{html.escape(part.words)}{call}</{tag}>")
        before = tag
    if script.notes:
        lines.append("<hr>")
    lines += [f'<p><a href="#c{at}" id="n{at}">{at}</a> {note}</p>' for at, note in enumerate(script.notes, 1)]
    return "\n".join(lines)


def epub(script: Script) -> bytes:
    page = _marked_up(script).replace("<hr>", "<hr/>")
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
            "a.opf": '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>',
        }
    )


_STYLES = {
    "title": ("Title", "Title"),
    "heading": ("H1", "heading 1"),
    "item": ("List", "List Bullet"),
    "quotation": ("Quote", "Quote"),
}


def word(script: Script) -> bytes:
    lines = []
    for part, number in script.numbered():
        call = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' if number else ""
        runs = f'<w:r><w:t xml:space="preserve">{html.escape(part.words)}</w:t></w:r>{call}'
        lines.append(paragraph(runs, _STYLES.get(part.kind, ("", ""))[0]))
    styles = "".join(style(identity, name) for identity, name in _STYLES.values())
    notes = [f'<w:footnote w:id="{at}">{paragraph(note)}</w:footnote>' for at, note in enumerate(script.notes, 1)]
    return docx("".join(lines), styles=styles, footnotes="".join(notes))


def writer(script: Script) -> bytes:
    lines = []
    for part, number in script.numbered():
        note = (
            f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
            f"<text:note-body><text:p>{script.notes[number - 1]}</text:p></text:note-body></text:note>"
            if number
            else ""
        )
        words = html.escape(part.words) + note
        if part.kind == "heading":
            lines.append(f'<text:h text:outline-level="1">{words}</text:h>')
        elif part.kind == "item":
            lines.append(f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
        else:
            name = {"title": "Title", "quotation": "Quotations"}.get(part.kind, "Standard")
            lines.append(f'<text:p text:style-name="{name}">{words}</text:p>')
    styles = "".join(
        f'<style:style style:family="paragraph" style:name="{name}"/>' for name in ("Title", "Quotations")
    )
    return odt("".join(lines), styles=styles)


def rich(script: Script) -> bytes:
    numbers = {kind: at for at, kind in enumerate(_STYLES, 1)}
    table = "".join(rf"{{\s{numbers[kind]} {name};}}" for kind, (_, name) in _STYLES.items())
    lines = []
    for part, number in script.numbered():
        note = rf"{{\super\chftn{{\footnote\chftn  {_escaped(script.notes[number - 1])}}}}}" if number else ""
        shown = rf"\s{numbers[part.kind]} " if part.kind in numbers else ""
        bullet = r"{\listtext\'b7\tab}" if part.kind == "item" else ""
        lines.append(rf"\pard{shown}{bullet} {_escaped(part.words)}{note}\par")
    return rtf("\n".join(lines), head=rf"{{\stylesheet{{Normal;}}{table}}}")


def _escaped(words: str) -> str:
    return "".join(
        one if one.isascii() and one not in "\\{}" else rf"\u{ord(one)}?" if ord(one) > 127 else f"\\{one}"
        for one in words
    )


def mail(script: Script) -> bytes:
    message = EmailMessage()
    message["From"] = "Jo Field <jo@example.org>"
    message["Subject"] = "For the archive"
    message.set_content(txt(script).decode(), cte="8bit")
    return message.as_bytes()


SIZES = {"title": 20.0, "heading": 15.0}
FOOT, ACROSS = 560.0, 56


def printed(script: Script) -> bytes:
    """Set the text on pages; notes stand in small print at the foot of the page that calls for them."""
    pages, page, y, foot = [], Page(), 40.0, FOOT
    for part, number in script.numbered():
        size = SIZES.get(part.kind, 10.0)
        words = {"item": f"• {part.words}", "noted": part.words}.get(part.kind, part.words)
        lines = wrap(words, int(ACROSS * 10 / size))
        note = wrap(f"{number} {script.notes[number - 1]}", 70) if number else []
        if y + 1.2 * size * len(lines) + 30 > foot - 10 * len(note):
            pages.append(page)
            page, y, foot = Page(), 40.0, FOOT
        if note:
            foot -= 10 * len(note)
            page.lines(30, foot, note, 7.5, "any")
        x = 180 if part.kind == "break" else 30
        page.lines(x, y, lines, size, "any")
        y += 1.2 * size * len(lines)
        if number:
            page.text(30 + 6 * len(lines[-1]), y - 1.2 * size - 4, str(number), 6, "any")
        y += 14
    return pdf(*pages, page)


MAKERS: dict[str, Callable[[Script], bytes]] = {
    ".txt": txt,
    ".md": md,
    ".html": web,
    ".pdf": printed,
    ".docx": word,
    ".odt": writer,
    ".rtf": rich,
    ".epub": epub,
    ".eml": mail,
}
