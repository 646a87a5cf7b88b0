from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind, Document, check
from embeddings.documents.readers.markdown import MarkdownReader
from embeddings.documents.record.record import Origin
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings

DATA = Path(__file__).parents[5] / "shared" / "data" / "formats"
F, P, H = BlockKind.FURNITURE, BlockKind.PARAGRAPH, BlockKind.HEADING


def read(text: str | bytes, path: str = "a.md") -> Document:
    content = text if isinstance(text, bytes) else text.encode()
    document = MarkdownReader().read(path, content, ReadingSettings())
    check(document)
    return document


def kinds(text: str, path: str = "a.md") -> list[tuple[BlockKind, str]]:
    document = read(text, path)
    return [(block.kind, document.slice(block)) for block in document.blocks]


def test_the_text_is_the_file_itself() -> None:
    source = "\ufeff# Title #\r\n\r\nSome *words*,\r\nand [more](x).  \r\n"
    assert read(source).text == source.replace("\r\n", "\n")
    assert read(source).media_type == "text/markdown"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Bread ##\n", [(F, "##"), (H, "Bread"), (F, "##")]),
        ("# Bread {#b}\n", [(F, "#"), (H, "Bread"), (F, "{#b}")]),
        ("Stone\nand bread\n=========\n", [(H, "Stone\nand bread"), (F, "=========")]),
        ("#\n\nx", [(F, "#"), (P, "x")]),
        ("one\ntwo\n\nthree", [(P, "one\ntwo"), (P, "three")]),
        ("> one\n>\n> two\n", [(BlockKind.QUOTATION, "> one\n>\n> two")]),
        ("> [!NOTE]\n> Mind the step.", [(P, "> [!NOTE]\n> Mind the step.")]),
        ("- one\n- two\n\n  more\n-\n", [
            (BlockKind.LIST_ITEM, "- one"), (BlockKind.LIST_ITEM, "- two"), (BlockKind.LIST_ITEM, "more"), (F, "-"),
        ]),
        ("1. # Head\n", [(F, "1. #"), (H, "Head")]),
        ("```py\nx = 1\n\ny = 2\n```\n", [(F, "```py"), (BlockKind.VERSE, "x = 1\n\ny = 2"), (F, "```")]),
        ("~~~\nnever closed", [(F, "~~~"), (BlockKind.VERSE, "never closed")]),
        ("We sang  \non the quay  \nall day", [(BlockKind.VERSE, "We sang  \non the quay  \nall day")]),
        ("one\n\n* * *\n\ntwo", [(P, "one"), (BlockKind.BREAK, "* * *"), (P, "two")]),
        ("a | b\n--|--\n1 | 2\n3 | 4", [(P, "a | b"), (F, "--|--"), (P, "1 | 2\n3 | 4")]),
        ("see [x]\n\n[x]: http://a.b 'c'\n[y]: <d>\n", [(P, "see [x]"), (F, "[x]: http://a.b 'c'\n[y]: <d>")]),
        ("so.[^1]\n\n[^1]: One,\n    more.\n[^b]: Two.", [
            (P, "so.[^1]"), (BlockKind.FOOTNOTE, "[^1]: One,\n    more."), (BlockKind.FOOTNOTE, "[^b]: Two."),
        ]),
        ("<!-- a\nb -->\n\n<div>\nwords\n</div>\n", [(F, "<!-- a\nb -->"), (F, "<div>"), (P, "words"), (F, "</div>")]),
        ("<script>\nlet words\n</script>\n\nx", [(F, "<script>\nlet words\n</script>"), (P, "x")]),
    ],
)  # fmt: skip
def test_every_line_is_what_markdown_makes_of_it(source: str, expected: list[tuple[BlockKind, str]]) -> None:
    assert kinds(source) == expected


def test_in_mdx_components_are_furniture_and_what_they_hold_is_text() -> None:
    source = (
        "import {Card} from 'x'\n\n<Cards>\n  <Card\n    icon={<Icon />}\n  >\n    Words in it.\n  </Card>\n</Cards>\n"
        "{/* a\nnote */}\n\nMore words.\n"
    )
    assert [one for one in kinds(source, "a.mdx") if one[0] is not F] == [(P, "Words in it."), (P, "More words.")]
    assert "import" in kinds(source, "a.md")[0][1]


def test_headings_have_their_level_and_name_and_paragraphs_their_number() -> None:
    document = read("# One\n\na\n\n### Two {#two}\n\n- b\n\n> c\n")
    assert [(block.kind, block.level, block.number, block.anchor) for block in document.blocks if block.kind is not F] == [
        (H, 1, None, None),
        (P, None, 1, None),
        (H, 3, None, "two"),
        (BlockKind.LIST_ITEM, None, 2, None),
        (BlockKind.QUOTATION, None, 3, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: 'Stone: and Bread'\nAuthor: [Anna Berg, Jo Field]\ndate: 1911-05-03\nsource:\n  page: 06\n---\na",
        '+++\ntitle = "Stone: and Bread"\nAuthor = ["Anna Berg", "Jo Field"]\ndate = 1911-05-03\n[source]\npage = "06"\n+++\na',
    ],
)
def test_front_matter_is_metadata_and_states_what_it_says_as_it_says_it(source: str) -> None:
    document = read(source)
    assert {(one.key, one.value) for one in document.statements} == {
        ("title", "Stone: and Bread"), ("author", "Anna Berg"), ("author", "Jo Field"), ("date", "1911-05-03"),
        ("source.page", "06"),
    }  # fmt: skip
    assert {one.origin for one in document.statements} == {Origin.FRONT_MATTER}
    assert [block.kind for block in document.blocks] == [BlockKind.METADATA, P]


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: [\n---\nwords",
        "---\ntitle: *nothing\n---\nwords",
        "+++\ntitle = \n+++\nwords",
        "---\n- a\n- b\n---\nwords",
        "---\na: " + "[" * 5_000 + "\n---\nwords",
    ],
)
def test_broken_front_matter_says_nothing_and_is_still_no_text(source: str) -> None:
    document = read(source)
    assert document.statements == ()
    assert document.blocks[0].kind is BlockKind.METADATA


def test_a_tag_that_would_make_an_object_makes_text() -> None:
    said = read("---\na: !!python/object/apply:os.system [x]\nb: !!int 06\n---\nwords").statements
    assert [(one.key, one.value) for one in said] == [("a", "x"), ("b", "06")]


def test_aliases_that_multiply_are_not_multiplied() -> None:
    bomb = (
        "---\na0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30))
        + "---\nwords"
    )
    assert [one.value for one in read(bomb).statements] == ["x", "x"]


def test_lines_across_the_page_around_a_sentence_are_no_front_matter() -> None:
    assert read("---\nWe met at dawn, and left.\n---\n\nwords").statements == ()
    assert kinds("---\nWe met at dawn, and left.\n---\n\nwords")[0][0] is BlockKind.BREAK


def test_an_archive_pages_head_is_read_as_in_plain_text() -> None:
    source = (
        "Anna Berg\n\n# Stone and Bread\n\nFrom The Hammer, Vol. 1 No. 41, 3 May 1911.\n\n"
        + "We met at dawn. " * 20
    )
    document = read(source)
    assert [part.kind.value for part in document.head] == ["byline", "title", "source"]
    assert [document.slice(block) for block in document.blocks if block.level == 1] == ["Stone and Bread"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"***\n", RefusalReason.EMPTY),
        (b"x\n" * 250_001, RefusalReason.TOO_LARGE),
        (b"words\0words", RefusalReason.NOT_TEXT),
        ("naïve".encode("cp1252"), RefusalReason.UNDECODABLE),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, reason: RefusalReason) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read(content)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "source",
    [
        ">" * 100_000 + "x",
        "- " * 50_000 + "x",
        "\n".join("  " * n + "- x" for n in range(400)),
        "[a]: b\n" * 20_000 + "x",
        "<!--" * 50_000 + "x",
        "{/*" * 50_000 + "x",
        "<a " * 50_000 + "x",
        "|" * 100_000 + "\n" + "|-" * 50_000 + "\nx",
        "x\n" * 20_000 + "===",
        "# " * 50_000 + "x",
        "```\n" * 20_000 + "x",
    ],
    ids=range(11),
)
def test_hostile_texts_are_read_in_bounded_steps(source: str) -> None:
    assert read(source).text == source
    assert read(source, "a.mdx").text == source


LINES = st.sampled_from(
    ["# a", "a", "", " ", "\t", "> a", ">", "- a", "-", "  b", "    c", "1. a", "```", "~~~ x", "---", "===", "***",
     "+++", "| a | b |", "|--|--|", "[a]: b", "[^1]: a", "<div>", "</div>", "<!--", "-->", "{/*", "*/}", "import a",
     "\ufeff", "\u00a0", "a  ", "a\\", "\x0c", "\u2028", "[!NOTE]", "> [!TIP]", "title: a", "...", "## b {#c} ##"]
)  # fmt: skip


@given(st.lists(LINES, max_size=25).map("\n".join), st.sampled_from(["a.md", "a.mdx"]))
@example("a\n> b\nc", "a.md")
def test_any_lines_give_a_sound_document_with_the_same_text_or_a_refusal(source: str, path: str) -> None:
    try:
        document = read(source, path)
    except DocumentRefused as refused:
        assert refused.reason == RefusalReason.EMPTY
        return
    assert document.text == source


@given(st.text(max_size=200))
def test_any_text_gives_a_sound_document_or_a_refusal(source: str) -> None:
    try:
        read(source.encode("utf-8", "surrogatepass"))
    except DocumentRefused as refused:
        assert refused.document == "a.md"


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the wild files are not part of the project")
def test_wild_files_are_read_and_mostly_quotable() -> None:
    files = [file for file in sorted(DATA.glob("markdown*/*")) if "\ufffd" not in file.read_text("utf-8")]
    assert len(files) > 30
    for file in files:
        document = read(file.read_bytes(), file.name)
        furniture = sum(block.end - block.start for block in document.blocks if block.kind is F)
        assert furniture < 0.7 * len(document.text), file.name
