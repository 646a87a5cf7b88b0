from __future__ import annotations

import pytest

from embeddings.documents.document import BlockKind, Document, check
from embeddings.documents.readers.html import HtmlReader
from embeddings.settings import ReadingSettings

PROSE = (
    "The dockers of the port had been out for three weeks when the committee met in the hall behind the market, "
    "and nobody in the town spoke of anything else. "
)
MORE = (
    "It was agreed that the strike would go on until every man who had been dismissed was taken back at the gate."
)


def read(page: str | bytes) -> Document:
    content = page if isinstance(page, bytes) else page.encode()
    document = HtmlReader().read("a.html", content, ReadingSettings())
    check(document)
    return document


def kinds(page: str) -> list[tuple[BlockKind, str]]:
    document = read(page)
    return [(block.kind, document.slice(block)) for block in document.blocks]


def blocks(page: str) -> list[str]:
    return [text for _, text in kinds(page)]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var words = '<p>words</p>'</script>",
        "<style>p { color: red }</style>",
        "<noscript>words</noscript>",
        "<template><p>words</p></template>",
        "<p hidden>words</p>",
        '<div style="display: none">words</div>',
        '<span class="screen-reader-text">words</span>',
        "<button>words</button><select><option>words</select><textarea>words</textarea><label>words</label>",
        "<svg><title>words</title><text>words</text></svg>",
        "<!-- words --><!doctype words>",
        "<dialog>words</dialog><iframe>words</iframe>",
        "<nav><a href=x>words</a> words</nav>",
        '<ul role="navigation"><li>words</ul>',
        '<div class="site-nav"><p>words</p></div>',
        '<div id="cookie-consent"><p>We use words and cookies.</p></div>',
        '<aside class="related"><h3>words</h3></aside>',
        '<div class="shareButtons">words</div>',
        "<footer><p>words</p></footer>",
    ],
)
def test_what_is_not_seen_or_not_of_the_text_is_left_out(unseen: str) -> None:
    assert blocks(f"<body><h1>Title</h1><p>{PROSE}</p>{unseen}<p>{MORE}</p>") == ["Title", PROSE.strip(), MORE]


def test_an_articles_own_header_and_footer_are_its_text() -> None:
    own = f"<header><h1>Title</h1><p>By Jo</p></header><p>{PROSE}</p><footer>Sources</footer>"
    page = f"<nav>Home</nav><article>{own}</article>"
    assert blocks(page) == ["Title", "By Jo", PROSE.strip(), "Sources"]


def test_prose_in_a_sidebar_is_furniture_and_visitors_words_are_never_the_authors() -> None:
    page = f"<p>{PROSE}</p><p>{MORE}</p><aside><p>{PROSE}</p></aside><ol class=commentlist><li>{PROSE * 30}</ol>"
    assert [kind for kind, _ in kinds(page)] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
        BlockKind.FURNITURE,
    ]


@pytest.mark.parametrize("unclosed", ["<nav>", "<aside>", "<footer>", '<div class="menu">'])
def test_an_article_in_an_element_that_was_never_closed_is_not_lost(unclosed: str) -> None:
    page = f"<body>{unclosed}<a href=x>Home</a><h1>Title</h1>" + f"<p>{PROSE}</p>" * 5
    assert [text for kind, text in kinds(page) if kind is BlockKind.PARAGRAPH] == [PROSE.strip()] * 5


def test_a_word_about_the_whole_page_does_not_make_it_a_sidebar() -> None:
    assert blocks(f'<body class="has-sidebar comments-open"><div class="no-sidebar"><p>{PROSE}</p>') == [
        PROSE.strip()
    ]


def test_a_box_with_the_name_of_a_source_line_may_hold_the_text() -> None:
    page = f'<p class="info">From The Hammer. {PROSE}</p><div class="info"><p>{PROSE * 3}</p><p>By Jo</p></div>'
    assert [kind for kind, _ in kinds(page)] == [BlockKind.METADATA, BlockKind.PARAGRAPH, BlockKind.METADATA]


def test_rows_of_links_around_the_text_are_furniture_and_links_within_it_are_not() -> None:
    link = "<li><a href=x>Another page of it</a></li>"
    page = f"<ul>{link * 3}</ul><h1>Title</h1><p>{PROSE}</p><ul>{link}</ul><p>{PROSE}</p><ul>{link * 2}</ul>"
    assert [kind for kind, _ in kinds(page)] == [
        *[BlockKind.FURNITURE] * 3,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
        *[BlockKind.FURNITURE] * 2,
    ]


def test_a_page_that_is_a_list_of_links_keeps_them_as_its_text() -> None:
    links = "".join(f"<li><a href={n}>On the question of the day, part {n}</a>" for n in range(20))
    page = f"<h1>Works</h1><p>{PROSE}</p><ul>{links}</ul>"
    assert [kind for kind, _ in kinds(page)].count(BlockKind.LIST_ITEM) == 20


def test_a_page_of_navigation_alone_is_shown_as_it_is() -> None:
    assert blocks("<nav><a href=x>Home</a></nav><footer>About</footer>") == ["Home", "About"]
