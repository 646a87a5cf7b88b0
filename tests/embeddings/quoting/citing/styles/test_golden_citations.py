"""Citations checked by hand against the manuals: one file of `golden` for each type of work.

Beside each line stands the rule it shows, in our own words. MLA is the Handbook's 9th edition, CMOS the Chicago
Manual by the 17th edition's numbering, APA the Publication Manual's 7th edition. Italics stand between asterisks.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from embeddings.quoting.citing.styles import FORMATS
from embeddings.quoting.citing.styles.composing import compose, render
from embeddings.quoting.citing.styles.rich import markdown
from embeddings.quoting.quote import Locator

if TYPE_CHECKING:
    from embeddings.documents.record.record import Record

GOLDEN = {
    file.stem: tomllib.loads(file.read_text("utf-8"))
    for file in sorted((Path(__file__).parent / "golden").glob("*.toml"))
}
SEED = "newspaper"  # its record is the seed's own
LINES = [known for known in FORMATS if known != "csl-json"]


@pytest.mark.parametrize("style", LINES)
@pytest.mark.parametrize("work", GOLDEN)
def test_a_work_is_cited_as_the_manuals_ask(seed_record: Record, work: str, style: str) -> None:
    golden = GOLDEN[work]
    record = seed_record.csl if work == SEED else golden["record"]
    rich = compose(record, Locator(**golden["locator"]), style=style)
    expected = golden["lines"][style]
    assert markdown(rich, lambda text: text) == (expected.replace("\n", "\r\n") if style == "ris" else expected)


@pytest.mark.parametrize("work", [work for work in GOLDEN if work != SEED])
def test_csl_json_is_the_record_itself(work: str) -> None:
    record: dict[str, Any] = GOLDEN[work]["record"]
    assert json.loads(render(record, style="csl-json")) == [record]


def test_every_type_of_work_has_a_golden_citation_in_every_format() -> None:
    assert len(GOLDEN) == 11
    for golden in GOLDEN.values():
        assert list(golden["lines"]) == LINES
