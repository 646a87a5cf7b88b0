from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.attribution import attribute
from embeddings.documents.document import UNATTRIBUTED, Attribution, Role
from embeddings.documents.passages import Passage
from embeddings.documents.record.record import Claim, Field, Origin, Record, resolve
from embeddings.quoting.citing.citation import cite, opens
from embeddings.quoting.citing.styles.composing import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Document


def citation(record: Record, whose: Attribution = UNATTRIBUTED, paragraphs: Sequence[int] = (), **passage: str):
    return cite("letters/a.txt", record, Passage(0, 5, ((0, 5),), whose, **passage), paragraphs)


AUTHOR = Attribution(Role.AUTHOR, "Leon Trotsky")
WORK = (
    "Leon Trotsky, “In Memory of Leon Sedov – Heroic Revolutionary Fighter” (written February 1938), "
    "The Militant, Vol. X No. 7, 16 February 1946, p. 6"
)


def test_a_citation_names_the_work_and_the_place(seed_record: Record) -> None:
    cited = citation(seed_record, AUTHOR, [5], section="Scorned Privileges")
    assert cited.text == f"{WORK}, section “Scorned Privileges”, ¶ 5."
    assert cited.short == "Trotsky, “In Memory of Leon Sedov”, The Militant, 16 February 1946, p. 6, ¶ 5"


def test_a_quote_over_several_paragraphs_names_the_first_and_the_last(seed_record: Record) -> None:
    cited = citation(seed_record, AUTHOR, [1, 2, 3])
    assert cited.text == f"{WORK}, ¶¶ 1–3."
    assert (cited.locator.paragraph, cited.locator.last_paragraph) == (1, 3)


def test_words_of_others_are_cited_under_their_name(seed_record: Record) -> None:
    editors = Attribution(Role.EDITOR, "The editors of The Militant")
    assert citation(seed_record, editors).text == f"The editors of The Militant, in {WORK}."


def test_what_editors_say_ahead_of_the_author_is_cited_as_their_introduction(seed_record: Record) -> None:
    passage = Passage(0, 5, ((0, 5),), Attribution(Role.EDITOR, "The editors of The Militant"))
    cited = cite("a.txt", seed_record, passage, [1], opening=True)
    assert cited.text == f"The editors of The Militant, introduction to {WORK}, ¶ 1."
    assert cited.short.startswith(
        "The editors of The Militant, introduction to Trotsky, “In Memory of Leon Sedov”"
    )


def test_only_what_stands_ahead_of_the_author_s_words_opens_a_work(seed: Document, seed_record: Record) -> None:
    outline = list(zip(seed.blocks, attribute(seed, seed_record), strict=True))
    assert opens(outline, seed.text.index("The GPU, Stalin’s secret police"))
    assert not opens(outline, seed.text.index("Those were fiery and cold"))
    assert not opens(outline, len(seed.text))


def test_the_short_line_does_not_give_one_s_words_to_another(seed_record: Record) -> None:
    otto = Attribution(Role.QUOTED, "Otto Bauer")
    assert citation(seed_record, otto).short.startswith("Otto Bauer, in Trotsky, “In Memory of Leon Sedov”")
    assert citation(seed_record, Attribution(Role.FOOTNOTE)).short.startswith("Footnote in Trotsky, “")


def claim(field: Field, value: str, csl: object, words: str) -> Claim:
    return Claim(field, value, Origin.LABEL, words, csl)


@pytest.mark.parametrize(
    ("words", "shown", "note"),
    [
        ("Written: 1907", "(written 1907)", "(written 1907; 1910)"),
        ("(1907)", "(written 1907)", "(written 1907; 1910)"),
        ("Delivered: 1907", "(delivered 1907)", "(delivered 1907; 1910)"),
        ("First Published: in Justice, 1907", "(first published 1907)", "(1907; 1910)"),
        ("Originally published 1907", "(first published 1907)", "(1907; 1910)"),
    ],
)
def test_the_original_date_is_called_what_the_document_calls_it(words: str, shown: str, note: str) -> None:
    dates = [
        claim(Field.ORIGINAL_DATE, "1907", {"date-parts": [[1907]]}, words),
        claim(Field.ISSUED, "1910", {"date-parts": [[1910]]}, "Published: 1910"),
    ]
    record = resolve("a.txt", [claim(Field.TITLE, "Bread", "Bread", "Bread"), *dates])
    cited = citation(record)
    assert cited.text == f"“Bread” {shown}, 1910."
    assert note in render({**cited.csl, "type": "book"}, style="chicago-notes")


def test_a_season_keeps_the_name_its_source_gives_it() -> None:
    fall = claim(Field.ISSUED, "Fall 1959", {"date-parts": [[1959]], "season": 3}, "Fall 1959")
    cited = citation(resolve("a.txt", [fall]))
    assert (cited.text, cited.short) == ("letters/a.txt, Fall 1959.", "letters/a.txt, Fall 1959")


TEXT = "Salt was dear.\n\nBread was cheap. The mill stood still."


def linked(url: str, start: int, end: int) -> tuple[str | None, str | None]:
    record = resolve("a.txt", [claim(Field.URL, url, url, url)])
    passage = Passage(start, end, ((start, end),), UNATTRIBUTED)
    cited = cite("a.txt", record, passage, text=TEXT, span=(start, end))
    return cited.url, cited.deep_link


def test_a_citation_with_an_address_links_to_the_quote_s_words() -> None:
    page = "https://example.org/bread"
    assert linked(page, 16, 32) == (page, f"{page}#:~:text=Bread,cheap.")


def test_an_address_that_could_mislead_is_no_link() -> None:
    assert linked("javascript:alert(1)", 16, 32) == (None, None)
    assert linked("https://user:word@example.org/", 16, 32) == (None, None)


def test_without_the_text_there_is_no_deep_link() -> None:
    page = "https://example.org/bread"
    cited = citation(resolve("a.txt", [claim(Field.URL, page, page, page)]))
    assert (cited.url, cited.deep_link) == (page, None)


def test_what_is_unknown_is_left_out() -> None:
    cited = citation(Record({"id": "letters/a.txt", "type": "document"}))
    assert (cited.text, cited.short) == ("letters/a.txt.", "letters/a.txt")
    assert (cited.locator.page, cited.locator.paragraph, cited.locator.section) == (None, None, None)
    assert (cited.url, cited.deep_link, cited.conflicts) == (None, None, ())


def test_a_page_range_of_the_work_is_not_the_page_of_a_quote(seed_record: Record) -> None:
    claims = tuple(claim for claim in seed_record.claims if claim.field != "page")
    pages = next(claim for claim in seed_record.claims if claim.field == "page")
    ranged = type(pages)(pages.field, "102-106", pages.origin, pages.words, "102-106")
    cited = citation(Record({**seed_record.csl, "page": "102-106"}, (*claims, ranged)))
    assert cited.locator.page is None
    assert "pp. 102-106" in cited.text
    assert "102" not in cited.short
