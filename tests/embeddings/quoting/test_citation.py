from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import UNATTRIBUTED, Attribution, Role
from embeddings.documents.passages import Passage
from embeddings.documents.record import Record
from embeddings.quoting.citation import cite

if TYPE_CHECKING:
    from collections.abc import Sequence


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
