"""Files of word processors: the few parts that make one."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "footnotes", "endnotes", "settings", "numbering")
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "meta": "meta",
        "manifest": "manifest",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *, core: str = "", **parts: str) -> bytes:
    """Return a Word document; `parts` are the contents of its styles, footnotes, endnotes, settings and numbering."""
    files: dict[str, str | bytes] = {
        "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
        "word/document.xml": _word("document", f"<w:body>{body}</w:body>"),
    }
    for name, content in parts.items():
        assert name in _PARTS
        files[f"word/{name}.xml"] = _word(name, content)
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    return zipped(files)


def paragraph(text: str, style: str = "") -> str:
    """Return a Word paragraph; `text` may be runs, or plain text without markup."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p>{properties}{runs}</w:p>"


def style(identity: str, name: str, based_on: str = "", more: str = "") -> str:
    """Return a Word paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{base}{more}</w:style>'


def odt(body: str, *, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument text."""
    head = f'<?xml version="1.0"?><office:document-{{}} {_ODF}>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>",
            "content.xml": head.format("content")
            + f"<office:automatic-styles>{styles}</office:automatic-styles>"
            + f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": head.format("meta") + f"<office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def rtf(body: str, *, head: str = "", fonts: str = "") -> bytes:
    """Return a Rich Text file."""
    fonts = fonts or r"{\f0\froman\fcharset0 Times;}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{fonts}}}{head} {body}}}".encode("cp1252")


def _word(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}">{content}</w:{root}>'


def _relations(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'
