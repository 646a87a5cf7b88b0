from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from tests.made.office import rtf

if TYPE_CHECKING:
    from embeddings.documents.document import Document

FONTS = (
    r"{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204{\*\fname Arial;}Arial Cyr;}"
    r"{\f2\fnil\fcharset128 MS Mincho;}{\f3\fnil\fcharset2 Symbol;}{\f4\fnil\cpg1250 Old;}"
)
STYLES = (
    r"{\stylesheet{\ql Normal;}{\s1\ql heading 1;}{\s2 heading 2;}{\s7 Title;}{\s16\sbasedon0 Quote;}{\*\cs10 x;}}"
)


def read(content: bytes) -> Document:
    return read_content("a.rtf", content, ReadingSettings())


def said(body: str, **more: str) -> str:
    return read(rtf(body, fonts=FONTS, **more)).text


def blocks(document: Document) -> list[tuple[BlockKind, int | None, str]]:
    return [(block.kind, block.level, document.slice(block)) for block in document.blocks]


def refusal(content: bytes) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read(content)
    return caught.value


def test_paragraphs_and_lines_are_kept() -> None:
    assert said("One\r\n line.\\par\r\nTwo\\line lines.\\par Three\\\nfour\\page five") == (
        "One line.\n\nTwo\nlines.\n\nThree\n\nfour\nfive"
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"na\'efve \'93so\'94", "naïve “so”"),
        (r"\f1\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (r"\f2\'83\'65\'83X\'83\'67", "テスト"),
        (r"{\f1\'cf} \'cf", "П Ï"),
        (r"\f4\'f8", "ř"),
        (r"\f3\'b7\f0  x", "• x"),
        (r"\u8220?so\u8221?", "“so”"),
        (r"\u-10179?\u-8704?.", "😀."),
        (r"{\uc2\u233\'c3\'a9}t\u233\'e9", "été"),
        (r"{\uc0\u233t}\u233 ?", "été"),
        (r"a\~b\_c\emdash d\ldblquote e\rdblquote\{\}\\", "a\u00a0b‑c—d“e”{}\\"),
        (r"{\upr{ansi?}{\*\ud{\u8734 ?}}}x", "∞x"),
        (r"so-cal\-led", "so-called"),
        ("na\u00efve", "naïve"),
    ],
)
def test_characters_are_those_of_the_font_they_are_written_in(written: str, read_as: str) -> None:
    assert said(f"{written} z") == f"{read_as} z"


def test_a_byte_that_is_no_character_refuses_the_file() -> None:
    error = refusal(rtf(r"a\'81 b"))
    assert (error.reason, error.detail) == (RefusalReason.UNDECODABLE, "81 in cp1252")
    assert refusal(rtf(r"a\u-10179?b")).reason is RefusalReason.UNDECODABLE


def test_styles_tell_headings_and_quotations() -> None:
    body = (
        r"\pard\s7 The Tide\par\pard\plain\s1 Morning\par\pard\outlinelevel1 The boats\par"
        r"\pard They went out.\par\pard\s16 We never saw them.\par"
        r"{\listtext\'b7\tab}\pard\ls1 an oar\par{\pntext 2.\tab}\pard a sail\par"
    )
    assert blocks(read(rtf(body, head=STYLES))) == [
        (BlockKind.HEADING, 1, "The Tide"),
        (BlockKind.HEADING, 2, "Morning"),
        (BlockKind.HEADING, 3, "The boats"),
        (BlockKind.PARAGRAPH, None, "They went out."),
        (BlockKind.QUOTATION, None, "We never saw them."),
        (BlockKind.LIST_ITEM, None, "an oar"),
        (BlockKind.LIST_ITEM, None, "2. a sail"),
    ]


def test_what_is_no_part_of_the_text_is_left_out() -> None:
    assert said(
        r"{\header Running head\par}{\pict\pngblip 89504e47}{\*\unheard of}{\field{\*\fldinst HYPERLINK}{\fldrslt A link}}"
        r"{\v hidden}{\deleted gone}{\revised  new}{\*\annotation really?}{\xe index}\bin5 abcde."
    ) == "A link new."  # fmt: skip


def test_notes_follow_their_paragraph_under_the_mark_the_page_shows() -> None:
    body = (
        r"They sailed{\super\chftn}{\footnote\pard{\super\chftn} See the books.\par All.} at dawn.\par "
        r"And returned\chftn{\footnote\ftnalt\chftn  At the end.}.\par Or not*{\footnote *Never.}.\par"
    )
    assert blocks(read(rtf(body))) == [
        (BlockKind.PARAGRAPH, None, "They sailed¹ at dawn."),
        (BlockKind.FOOTNOTE, None, "¹ See the books.\nAll."),
        (BlockKind.PARAGRAPH, None, "And returnedⁱ."),
        (BlockKind.FOOTNOTE, None, "ⁱ At the end."),
        (BlockKind.PARAGRAPH, None, "Or not*."),
        (BlockKind.FOOTNOTE, None, "*Never."),
    ]


def test_the_rows_of_a_table_are_paragraphs() -> None:
    body = r"Before\par\trowd\pard\intbl Year\cell Ships\cell\row\trowd\intbl 1911\cell 12\cell\row\pard After\par"
    assert [text for _, _, text in blocks(read(rtf(body)))] == ["Before", "Year | Ships", "1911 | 12", "After"]


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    body = (
        r"{\shp{\*\shpinst{\sp{\sn name}{\sv value}}{\shptxt\pard In the box.\par}}{\shprslt\pard In the box.\par}}"
        r"Around it.\par"
    )
    assert [text for _, _, text in blocks(read(rtf(body)))] == ["Around it.", "In the box."]


def test_properties_are_stated_by_their_words() -> None:
    head = (
        r"{\info{\title The {\b Tide} \'96 II}{\author Ada Moor}{\operator Ben Stow}{\creatim\yr2001\mo2\dy3\hr4}"
        r"{\*\company The Press}{\nofpages3}{\doccomm }}"
    )
    document = read(rtf("Words.", head=head))
    assert [(one.key, one.value) for one in document.statements] == [
        ("title", "The Tide – II"),
        ("author", "Ada Moor"),
        ("creatim", "2001-02-03"),
        ("company", "The Press"),
    ]
    assert document.text == "Words."


def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    assert refusal(b"words").reason is RefusalReason.BROKEN
    assert refusal(rtf("Words.")[:-1]).detail == "it ends too early"
    assert refusal(rtf("")).reason is RefusalReason.EMPTY
    assert refusal(rtf(r"{\pict ffd8}")).reason is RefusalReason.EMPTY
    assert refusal(b"{\\rtf1" + b"{" * 100_000 + b"a" + b"}" * 100_001).detail == "nested too deep"


def test_what_stands_behind_the_end_is_not_read() -> None:
    assert read(rtf("Words.") + b"}}{\\rtf1 More\\'81}").text == "Words."
