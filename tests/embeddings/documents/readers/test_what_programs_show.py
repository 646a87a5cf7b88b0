"""What programs show of a file though no file holds it, and what they do not show: numbers, ruby, hidden words."""

from __future__ import annotations

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.readers.numbering import figure
from embeddings.documents.reading import read_content
from embeddings.settings import ReadingSettings
from tests.made.nine import docx, odt

READING = ReadingSettings()


def page(body: str, head: str = "") -> str:
    content = f"<html><head>{head}</head><body><h1>Rules</h1><p>These were agreed upon in May of that year.</p>{body}</body></html>"
    return read_content("a.html", content.encode(), READING).text


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("<ol><li>Oil.</li><li>Wicks.</li></ol>", ["1. Oil.", "2. Wicks."]),
        ('<ol start="7"><li>Oil.</li><li value="9">Wicks.</li><li>Sand.</li></ol>', ["7. Oil.", "9. Wicks.", "10. Sand."]),
        ('<ol type="I"><li>Oil.</li><li><p>Wicks.</p><p>And sand.</p></li></ol>', ["I. Oil.", "II. Wicks.", "And sand."]),
        ('<ol type="a"><li>Oil.<ol><li>Whale.</li></ol></li><li>Wicks.</li></ol>', ["a. Oil.", "1. Whale.", "b. Wicks."]),
        ("<ul><li>Oil.</li></ul>", ["Oil."]),
        ('<ol style="list-style: none"><li>Oil.</li></ol>', ["Oil."]),
        ("<ol><li></li><li>Wicks.</li></ol>", ["2. Wicks."]),
        ('<ol start="x"><li value="">Oil.</li></ol>', ["1. Oil."]),
    ],
)  # fmt: skip
def test_items_have_the_numbers_that_a_browser_shows(listed: str, lines: list[str]) -> None:
    assert page(listed).split("\n\n")[2:] == lines


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        (".gone{display:none}", False),
        ("p.gone { color: red; visibility : hidden }", False),
        ("#one,.other{display:none!important}", False),
        (".gone{font-size:0}", False),
        ("/* .gone{display:none} */", True),
        ("@media print{.gone{display:none}}", True),
        (".gone:hover{display:none}", True),
        (".gone{display:none} .gone{display:block}", True),
        (".gone{display:none} p.gone{display:block}", True),
        (".gone{font-size:0.9em}", True),
        ("p{margin:0}", True),
    ],
)
def test_what_a_style_sheet_hides_is_no_word_of_the_page(style: str, shown: bool) -> None:
    text = page('<p class="gone" id="one">The pump was bought twice.</p>', f"<style>{style}</style>")
    assert ("bought twice" in text) is shown


def test_what_is_read_beside_a_sign_is_not_in_the_word() -> None:
    ruby = "<p>その言葉が<ruby>表示<rp>(</rp><rt>ひょうじ</rt><rp>)</rp></ruby>された。</p>"
    assert "その言葉が表示された。" in page(ruby)


def test_a_message_inside_a_message_is_read_as_a_quotation() -> None:
    content = (
        "From: Anna Berg <a@example.org>\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=X\n\n"
        "--X\nContent-Type: text/plain\n\nSee below.\n--X\nContent-Type: message/rfc822\n\n"
        "From: Jo Field <j@example.org>\nSubject: rain\nContent-Type: text/plain\n\nIt was the rain that did it.\n--X--\n"
    )
    document = read_content("a.eml", content.encode(), READING)
    block = next(one for one in document.blocks if "the rain that" in document.text[one.start : one.end])
    assert block.kind is BlockKind.QUOTATION
    assert "From: Jo Field" in document.text
    assert "Attachment" not in document.text


WORD_LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_word_s_lists_are_numbered_as_word_numbers_them() -> None:
    def item(text: str, level: int = 0, number: int = 1) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = (
        item("Oil.")
        + item("Whale.", 1)
        + item("Seal.", 1)
        + item("Wicks.")
        + item("Sand.", 1)
        + item("New.", 0, 2)
    )
    text = read_content("a.docx", docx(body, numbering=WORD_LIST), READING).text
    assert text.split("\n\n") == [
        "Article 3. Oil.",
        "3.a) Whale.",
        "3.b) Seal.",
        "Article 4. Wicks.",
        "4.a) Sand.",
        "Article 1. New.",
    ]


def test_open_document_s_lists_go_on_where_they_are_told_to() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="i" '
        'style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
    )

    def listed(text: str, more: str = "") -> str:
        return f'<text:list text:style-name="L"{more}><text:list-item><text:p>{text}</text:p></text:list-item></text:list>'

    body = (
        listed("Oil.")
        + "<text:p>Between.</text:p>"
        + listed("Wicks.", ' text:continue-numbering="true"')
        + listed("Sand.")
    )
    text = read_content("a.odt", odt(body, styles=styles), READING).text
    assert text.split("\n\n") == ["(i) Oil.", "Between.", "(ii) Wicks.", "(i) Sand."]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [(4, "i", "iv"), (1999, "I", "MCMXCIX"), (28, "a", "ab"), (0, "i", "0"), (-3, "A", "-3"), (9999, "i", "9999"), (7, "?", "7")],
)  # fmt: skip
def test_figures(number: int, form: str, shown: str) -> None:
    assert figure(number, form) == shown
