"""PDF files, written by hand: text at places, in one of three fonts every reader knows."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any

FONTS = {"regular": "Helvetica", "bold": "Helvetica-Bold", "mono": "Courier", "any": "Courier"}
# The letters of the font "any" by their codes there, from 32 on; the file says which they are.
LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0x410, 0x450)))
    + "Ёё❦⁂•“”„’–—¹²³äöüÄÖÜßéáíóúñ\ufffd采石场五月四日被淹没。"
)
# Fonts that do not say which characters they show: what is made of their glyphs' codes is flagged.
HIDDEN = {"hidden": "Courier", "signs": "CMSY10"}
WIDTH = 0.6  # of the letters' size: every letter of Courier


@dataclass
class Page:
    """What is drawn on a page; y is measured from the top."""

    width: float = 400
    height: float = 600
    drawing: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = 10, font: str = "mono", turned: bool = False
    ) -> Page:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown = f"({escaped})"
        if font == "any":
            shown = f"<{bytes(0x20 + LETTERS.index(one) for one in text).hex()}>"
        elif font in HIDDEN:
            shown = f"<{''.join(f'{ord(one):04x}' for one in text)}>"
        place = f"-1 0 0 -1 {self.width - x} {y}" if turned else f"1 0 0 1 {x} {self.height - y}"
        self.drawing.append(f"BT /{font} {size} Tf {place} Tm {shown} Tj ET")
        return self

    def lines(self, x: float, y: float, lines: list[str], size: float = 10, font: str = "mono") -> Page:
        """Set lines one under the other, the usual distance apart."""
        for number, line in enumerate(lines):
            self.text(x, y + 1.2 * size * number, line, size, font)
        return self

    def rule(self, x0: float, x1: float, y: float) -> Page:
        self.drawing.append(f"{x0} {self.height - y} m {x1} {self.height - y} l S")
        return self

    def picture(self) -> Page:
        self.drawing.append("q 50 0 0 50 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
        return self


def pdf(
    *pages: Page,
    information: dict[str, str] | None = None,
    labels: str = "",
    metadata: str = "",
    encrypted: bool = False,
    content: bytes | None = None,
    filters: str = "/FlateDecode",
) -> bytes:
    """Return a file. `labels` is the dictionary of page labels; `content` replaces the pages' drawing."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    def stream(dictionary: str, data: bytes) -> bytes:
        head = f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode()
        return head + data + b"\nendstream"

    letters = add(stream("", _LETTERS_BY_CODE.encode()))
    coded = {
        name: f"/ToUnicode {letters} 0 R" if name == "any" else "/Encoding /WinAnsiEncoding" for name in FONTS
    }
    fonts = " ".join(
        f"/{name} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{base} {coded[name]} >>')} 0 R"
        for name, base in FONTS.items()
    )
    for name, base in HIDDEN.items():
        system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600"
        inner = add(f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} {system} >>")
        outer = f"/Encoding /Identity-H /DescendantFonts [{inner} 0 R]"
        fonts += f" /{name} {add(f'<< /Type /Font /Subtype /Type0 /BaseFont /{base} {outer} >>')} 0 R"
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = content if content is not None else zlib.compress("\n".join(page.drawing).encode("cp1252"))
        contents = add(stream(f"/Filter [{filters}]", drawn))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] "
                f"/Contents {contents} 0 R /Resources << /Font << {fonts} >> >> >>"
            )
        )
    add(f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>")
    extra = f" /PageLabels {labels}" if labels else ""
    if metadata:
        extra += f" /Metadata {add(stream('/Type /Metadata /Subtype /XML', metadata.encode()))} 0 R"
    catalog = add(f"<< /Type /Catalog /Pages {tree} 0 R{extra} >>")
    trailer = f"/Root {catalog} 0 R /ID [<00112233> <00112233>]"
    if information:
        entries = " ".join(f"/{key} {_string(value)}" for key, value in information.items())
        trailer += f" /Info {add(f'<< {entries} >>')} 0 R"
    if encrypted:
        keys = f"/O <{'aa' * 32}> /U <{'bb' * 32}>"
        trailer += f" /Encrypt {add(f'<< /Filter /Standard /V 1 /R 2 {keys} /P -4 >>')} 0 R"
    return _file(objects, trailer)


_LETTERS_BY_CODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    "1 begincodespacerange <00> <ff> endcodespacerange\n"
    + "".join(
        f"1 beginbfchar <{0x20 + at:02x}> <{one.encode('utf-16-be').hex()}> endbfchar\n"
        for at, one in enumerate(LETTERS)
    )
    + "endcmap end end"
)


def _string(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _file(objects: list[bytes], trailer: str) -> bytes:
    result = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    result += b"".join(b"%010d 00000 n \n" % place for place in places)
    result += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(result)


def inflating(levels: int, size: int) -> bytes:
    """Return a file whose page is `size` blanks, deflated so many times over."""
    data = b" " * size
    for _ in range(levels):
        data = zlib.compress(data, 9)
    return pdf(Page(), content=data, filters="/FlateDecode " * levels)


def value_of(document: Any, key: str) -> list[str]:
    """Return what a document states under a key."""
    return [statement.value for statement in document.statements if statement.key == key]
