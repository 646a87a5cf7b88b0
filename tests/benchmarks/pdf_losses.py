"""What is lost of PDF files: characters that another program finds, and that are not in Pincite's text or not quotable.

usage: python -m tests.benchmarks.pdf_losses FILE_OR_FOLDER... [--most-lost PERCENT]

Compared are letters and digits, ligatures spelled out, without regard to their order, with those that PDFium finds by
itself and, where it is installed, with those of pdftotext. *lost* are those that are not in the text; *unquotable*
stand in sentences that cannot be quoted, because a glyph in them could not be read. A file whose text PDFium cannot
read either (more than a fiftieth of its glyphs) is not held to `--most-lost`; nor is one that is refused as pictures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from time import perf_counter

import pypdfium2.raw as pdfium

from embeddings.documents.document import BlockKind
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused
from embeddings.settings import ReadingSettings

LOST = "\ufffd▯"
SOUND = 0.02  # of a file's glyphs may be unreadable for all programs
CONTROLS = 0x20
BLANKS = (0x02, 0x09, 0x0A, 0x0D)  # with what PDFium puts for a hyphen


@dataclass
class Found:
    """What was found of one file."""

    name: str
    pdfium: Counter[str]
    unreadable: int  # glyphs for which PDFium has no character
    glyphs: int
    pdftotext: Counter[str] | None
    text: Counter[str]
    unquotable: int
    refused: str
    seconds: float

    @property
    def lost(self) -> float:
        """Return the percentage of PDFium's characters that is not in the text, or not quotable."""
        return 100 * (missing(self.pdfium, self.text) + self.unquotable) / max(1, self.pdfium.total())

    @property
    def sound(self) -> bool:
        """Say whether PDFium itself can read the file."""
        return not self.refused and self.unreadable <= SOUND * self.glyphs


def characters(text: str) -> Counter[str]:
    """Return the letters and digits of a text."""
    return Counter(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


def missing(reference: Counter[str], text: Counter[str]) -> int:
    """Return how many characters of a reference a text lacks."""
    return (reference - text).total()


def by_pdfium(content: bytes) -> tuple[str, int, int]:
    """Return all characters of a file, and how many glyphs have none."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    codes: list[int] = []
    for number in range(pdfium.FPDF_GetPageCount(document) if document else 0):
        page = pdfium.FPDF_LoadPage(document, number)
        text_page = pdfium.FPDFText_LoadPage(page)
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        codes += [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)
    unreadable = sum(code == ord("\ufffd") or (code < CONTROLS and code not in BLANKS) for code in codes)
    kept = "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
    return kept, unreadable, len(codes)


def by_pdftotext(file: Path) -> Counter[str] | None:
    """Return what pdftotext finds, None where it is not installed or fails."""
    if which("pdftotext") is None:
        return None
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=False)
    return characters(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None


def measured(file: Path) -> Found:
    """Return what is found of a file by all three."""
    content = file.read_bytes()
    whole, unreadable, glyphs = by_pdfium(content)
    began = perf_counter()
    text, unquotable, refused = "", "", ""
    try:
        document = read_content(file.name, content, ReadingSettings())
        text = document.text
        furniture = [document.slice(one) for one in document.blocks if one.kind is BlockKind.FURNITURE]
        unquotable = "".join(one for one in furniture if any(sign in one for sign in LOST))
    except DocumentRefused as error:
        refused = str(error.reason)
    seconds = perf_counter() - began
    return Found(
        file.name,
        characters(whole),
        unreadable,
        glyphs,
        by_pdftotext(file),
        characters(text),
        characters(unquotable).total(),
        refused,
        seconds,
    )


def row(found: Found) -> str:
    """Return a row of the table."""
    other = found.pdftotext
    than_other = "–" if other is None else f"{100 * missing(other, found.text) / max(1, other.total()):.2f}"
    quotable = 100 * found.unquotable / max(1, found.pdfium.total())
    lost = 100 * missing(found.pdfium, found.text) / max(1, found.pdfium.total())
    cells = (found.name, found.pdfium.total(), found.unreadable, f"{lost:.2f}", than_other, f"{quotable:.2f}")
    return "| " + " | ".join(map(str, (*cells, found.refused or "read", f"{found.seconds:.2f}"))) + " |"


def main() -> int:
    """Print the table; 1 if a file whose text is sound lost more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--most-lost", type=float, default=1.0)
    given = parser.parse_args()
    files = [file for one in given.places for file in (sorted(one.rglob("*.pdf")) if one.is_dir() else [one])]
    heads = "file", "characters", "unreadable", "lost %", "lost % of pdftotext's", "unquotable %", "", "seconds"
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
    found = []
    for file in files:
        found.append(measured(file))
        print(row(found[-1]), flush=True)
    sound = [one for one in found if one.sound]
    total = sum(one.pdfium.total() for one in sound)
    lost = sum(one.lost * one.pdfium.total() for one in sound) / max(1, total)
    print(f"\n{len(sound)} files whose text is sound, {total} characters: {lost:.2f} % lost or unquotable")
    worse = [f"{one.name} {one.lost:.2f} %" for one in sound if one.lost > given.most_lost]
    print(f"above {given.most_lost:g} %: {', '.join(worse) or 'none'}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
