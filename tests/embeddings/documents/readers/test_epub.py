from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind, Document, check
from embeddings.documents.readers.epub import EpubReader
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "formats" / "epub"
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>Stone and Bread</dc:title><dc:creator id="a">Anna Berg</dc:creator><dc:creator id="b">Jo Field</dc:creator>
<meta refines="#b" property="role">edt</meta><dc:contributor opf:role="trl">Ida Lund</dc:contributor>
<dc:date>1911</dc:date><dc:language>en</dc:language><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>
<meta name="calibre:series" content="Works"/></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/part%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/part1.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.png" media-type="image/png"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
</manifest><spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""
ONE = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"
xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><h1 id="c1">Stone</h1>
<p><span epub:type="pagebreak" id="p5" title="5"/>The dockers had been out for <a id="x"/>three weeks.</p>
<p>They met<span epub:type="pagebreak" id="p6"/> in the hall.<a epub:type="noteref" href="#n1">1</a></p>
<aside epub:type="footnote" id="n1"><p>1. It was closed.</p></aside></body></html>"""
TWO = """<html><body><p id="q">Nobody spoke.</p><p>And <i/>so on.</p></body></html>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="text/part1.xhtml">Stone</a></li></ol></nav><nav epub:type="page-list"><ol>
<li><a href="text/part1.xhtml#p5">5</a></li><li><a href="text/part1.xhtml#p6">6</a></li>
<li><a href="text/part%202.xhtml#q">7</a></li></ol></nav></body></html>"""
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": NAV,
    "OPS/text/part1.xhtml": ONE,
    "OPS/text/part 2.xhtml": TWO,
}
ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/>
</enc:EncryptedData></encryption>"""
SETTINGS = ReadingSettings()


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(content: bytes, settings: ReadingSettings = SETTINGS) -> Document:
    document = EpubReader().read("a.epub", content, settings)
    check(document)
    return document


def refusal(content: bytes, settings: ReadingSettings = SETTINGS) -> str:
    with pytest.raises(DocumentRefused) as caught:
        read(content, settings)
    return caught.value.reason


def test_chapters_come_in_the_order_of_the_spine_without_the_navigation() -> None:
    document = read(packed(BOOK))
    assert [(one.kind, document.slice(one), one.page, one.anchor) for one in document.blocks] == [
        (BlockKind.HEADING, "Stone", None, "part1.xhtml#c1"),
        (BlockKind.PARAGRAPH, "The dockers had been out for three weeks.", "5", "part1.xhtml#p5"),
        (BlockKind.PARAGRAPH, "They met in the hall.1", "5", "part1.xhtml#p6"),
        (BlockKind.FOOTNOTE, "1. It was closed.", "6", "part1.xhtml#n1"),
        (BlockKind.PARAGRAPH, "Nobody spoke.", "7", "part 2.xhtml#q"),
        (BlockKind.PARAGRAPH, "And so on.", "7", None),
    ]
    assert document.media_type == "application/epub+zip"


def test_the_package_states_who_did_what() -> None:
    assert [(one.key, one.value) for one in read(packed(BOOK)).statements] == [
        ("dc:title", "Stone and Bread"),
        ("dc:creator", "Anna Berg"),
        ("dc:creator:edt", "Jo Field"),
        ("dc:contributor:trl", "Ida Lund"),
        ("dc:date", "1911"),
        ("dc:language", "en"),
        ("dcterms:modified", "2020-01-01T00:00:00Z"),
        ("calibre:series", "Works"),
    ]
    assert {one.origin for one in read(packed(BOOK)).statements} == {Origin.PROPERTIES}


def test_the_pages_of_an_older_book_are_read_from_its_ncx() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><pageList><pageTarget value="5"><navLabel><text>xv</text>'
        '</navLabel><content src="text/part1.xhtml"/></pageTarget></pageList></ncx>'
    )
    package = PACKAGE.replace(' properties="nav"', ' properties="x"').replace('<itemref idref="nav"/>', "")
    document = read(packed(BOOK | {"OPS/book.opf": package, "OPS/toc.ncx": ncx, "OPS/text/part1.xhtml": TWO}))
    assert [one.page for one in document.blocks] == ["xv"] * 4


def test_printed_numbers_of_a_scanned_book_lead_from_chapter_to_chapter() -> None:
    pages = {
        f"OPS/text/{name}.xhtml": f'<p>One.</p><p><span class="pagenum">[Pg {number}]</span>Two.</p>'
        for number, name in ((8, "part1"), (9, "part 2"))
    }
    document = read(packed(BOOK | pages | {"OPS/nav.xhtml": "<html/>"}))
    assert [one.page for one in document.blocks] == [None, "8", "8", "9"]
    assert "Pg" not in document.text


def test_a_chapter_in_html_that_is_no_xml_is_read_all_the_same() -> None:
    document = read(packed(BOOK | {"OPS/text/part1.xhtml": "<p>One&nbsp;<p>Two <br> & <b>three"}))
    assert document.text.startswith("One\n\nTwo\n& three\n\n")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"OPS/text/part1.xhtml": None}, RefusalReason.BROKEN),
        ({"OPS/book.opf": "<package"}, RefusalReason.BROKEN),
        ({"OPS/book.opf": "<package/>"}, RefusalReason.BROKEN),
        ({"META-INF/container.xml": None, "OPS/book.opf": None}, RefusalReason.BROKEN),
        ({"OPS/book.opf": '<!DOCTYPE x [<!ENTITY a "b">]>' + PACKAGE[21:]}, RefusalReason.BROKEN),
        ({"META-INF/encryption.xml": ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")},
         RefusalReason.ENCRYPTED),
        ({"OPS/text/part1.xhtml": "<img src='a.png'/>", "OPS/text/part 2.xhtml": "<svg><text>x</text></svg>"},
         RefusalReason.NO_TEXT),
        ({"OPS/text/part1.xhtml": b"<p>\0</p>"}, RefusalReason.NOT_TEXT),
        ({"OPS/text/part1.xhtml": "<div>" * 2_000}, RefusalReason.BROKEN),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(
    changed: dict[str, str | None], reason: RefusalReason
) -> None:
    assert refusal(packed({name: text for name, text in (BOOK | changed).items() if text is not None})) == reason


def test_mixed_up_fonts_do_not_keep_a_book_from_being_read() -> None:
    fonts = {"META-INF/encryption.xml": ENCRYPTION.format("http://www.idpf.org/2008/embedding")}
    assert read(packed(BOOK | fonts)).text == read(packed(BOOK)).text


def test_a_book_without_its_container_file_is_found_by_its_package() -> None:
    assert (
        read(packed({name: text for name, text in BOOK.items() if "META" not in name})).text
        == read(packed(BOOK)).text
    )


def test_a_book_that_unpacks_without_end_is_refused() -> None:
    bomb = packed(BOOK | {"OPS/text/part1.xhtml": b"<p>" + b" " * 20_000_000})
    assert len(bomb) < 100_000
    assert refusal(bomb) == RefusalReason.TOO_LARGE
    assert refusal(packed(BOOK), replace(SETTINGS, unpacked_megabytes=0.001)) == RefusalReason.TOO_LARGE


@pytest.mark.parametrize("content", [b"words", b"PK\3\4", packed({"a": "b"})])
def test_what_is_no_book_is_broken(content: bytes) -> None:
    assert refusal(content) == RefusalReason.BROKEN


@given(st.data())
def test_a_damaged_book_gives_a_sound_document_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(packed(BOOK))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(content[: data.draw(st.integers(1, len(content)))]))
    except DocumentRefused as refused:
        assert refused.document == "a.epub"


@given(st.sampled_from(sorted(BOOK)), st.text(max_size=60), st.integers(0, 1500), st.integers(0, 80))
def test_a_book_with_any_words_in_any_place_gives_a_sound_document_or_a_refusal(
    name: str, words: str, at: int, cut: int
) -> None:
    text = BOOK[name]
    changed = (text[:at] + words + text[at + cut :]).encode("utf-8", "surrogatepass")
    try:
        read(packed(BOOK | {name: changed}))
    except DocumentRefused as refused:
        assert refused.document == "a.epub"


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER.exists(), reason="the wild books are not part of the project")
def test_wild_books_are_read() -> None:
    for file in sorted(FOLDER.iterdir()):
        document = read(file.read_bytes())
        assert any(block.kind is BlockKind.PARAGRAPH for block in document.blocks), file.name
        assert any(one.key == "dc:title" for one in document.statements), file.name
