"""Records of real pages, held against what their heads say to a person who reads them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from embeddings.documents.readers.plain import lay_out
from embeddings.documents.reading import read_content
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import Field, resolve
from embeddings.settings import ReadingSettings

DATA = Path(__file__).parents[4].parent / "shared" / "data"
PAGES = DATA / "mia_dev" / "docs"
HEADERS = DATA / "etol_headers" / "headers.jsonl"
LABELLED: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("labelled_heads.json").read_text("utf-8")
)
# The names that the labelled headers have for our fields.
NAMES = {
    "author": Field.AUTHOR,
    "title": Field.TITLE,
    "date": Field.ISSUED,
    "publication": Field.CONTAINER_TITLE,
    "volume": Field.VOLUME,
    "number": Field.ISSUE,
    "pages": Field.PAGE,
    "transcriber": Field.TRANSCRIBER,
}

pytestmark = pytest.mark.real_data


@pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages are not beside the project")
def test_forty_real_pages_are_recorded_as_they_were_labelled() -> None:
    right, claimed, labelled = Counter[str](), Counter[str](), Counter[str]()
    for page, fields in LABELLED.items():
        document = read_content(page, (PAGES / page).read_bytes(), ReadingSettings())
        record = resolve(page, claims_of(document))
        found = {field.value: value for field in Field if (value := record.value(field)) is not None}
        claimed.update(list(found))
        labelled.update(list(fields))
        right.update(field for field in found if fields.get(field) == found[field])
    assert len(LABELLED) == 40
    figures = {field: (right[field] / claimed[field], right[field] / labelled[field]) for field in labelled}
    assert all(pair == (1.0, 1.0) for pair in figures.values()), figures
    assert set(claimed) == set(labelled)


@pytest.mark.skipif(not HEADERS.is_file(), reason="the labelled headers are not beside the project")
def test_every_labelled_field_of_five_openings_is_right_and_none_is_invented() -> None:
    rows = [json.loads(line) for line in HEADERS.read_text("utf-8").splitlines()]
    for row in rows:
        record = resolve("page", claims_of(lay_out("page", row["text"])))
        assert {name: record.value(field) for name, field in NAMES.items()} == {
            name: row["gold"][name] for name in NAMES
        }, row["url"]
        assert {field for field in Field if record.value(field) is not None} <= set(NAMES.values())
