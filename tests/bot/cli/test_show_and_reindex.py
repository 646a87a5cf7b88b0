from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest

from embeddings.quoting.citing.styles import FORMATS
from embeddings.report import Cause, Refusal
from tests.bot import samples
from tests.bot.samples import PATH, REPORT, TEXT, view_of

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Pincite
    from tests.bot.samples import FakeArchive


@pytest.mark.usefixtures("fake")
class TestShow:
    def test_a_document_is_shown_with_its_claims_their_origins_and_what_is_not_used(
        self, pincite: Pincite
    ) -> None:
        lines = [line.split("  ") for line in pincite("show", PATH).out.splitlines()]
        rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
        assert ["issued", "3 May 1901", "source line"] in rows
        assert ["3 May 1900", "not used", "page header"] in rows
        assert ["author", "Ada Moor", "byline"] in rows

    def test_the_outline_gathers_paragraphs_and_names_who_speaks(self, pincite: Pincite) -> None:
        out = pincite("show", PATH).out
        assert "paragraphs 1–2" in out
        assert "2 metadata lines" in out

    def test_no_line_of_a_piped_document_ends_in_blanks(self, pincite: Pincite) -> None:
        assert not [line for line in pincite("show", PATH).out.splitlines() if line != line.rstrip()]

    def test_json_has_the_five_parts_of_the_contract(self, pincite: Pincite) -> None:
        shown = json.loads(pincite("show", PATH, "--json").out)
        assert {"document", "record", "claims", "conflicts", "outline"} <= set(shown)
        assert shown["document"] == PATH
        assert shown["record"]["issued"] == {"date-parts": [[1901, 5, 3]]}
        assert [claim["value"] for claim in shown["conflicts"][0]["claims"]] == ["3 May 1901", "3 May 1900"]
        spans = [TEXT[block["start"] : block["end"]] for block in shown["outline"]]
        assert spans == TEXT.strip().split("\n\n")

    @pytest.mark.parametrize("text", [TEXT, TEXT.rstrip("\n"), TEXT.replace(" ", "\t\x0b\x1b[31m\u202e🜁")])
    def test_text_is_the_documents_text_and_not_a_byte_more(
        self, pincite: Pincite, fake: FakeArchive, monkeypatch: pytest.MonkeyPatch, text: str
    ) -> None:
        shown = replace(view_of(), text=text)
        monkeypatch.setattr(fake, "show", lambda _document: shown)
        assert pincite("show", PATH, "--text").out == text

    def test_how_much_of_the_file_was_read_is_said_with_reasons_and_pages(self, pincite: Pincite) -> None:
        out = " ".join(pincite("show", PATH).out.split())
        assert "2 characters cannot be read (pages 3–5, 9): the file does not say what its fonts show." in out
        assert "Page 7 is a picture. Run text recognition (OCR) on the file." in out
        assert json.loads(pincite("show", PATH, "--json").out)["reading"] == {
            "characters": len(TEXT),
            "left_out": 2,
            "pages_not_read": [7],
            "losses": [
                {"reason": "unreadable", "characters": 2, "pages": [3, 4, 5, 9]},
                {"reason": "picture", "characters": 0, "pages": [7]},
            ],
        }

    def test_an_unknown_document_is_refused_with_near_names(self, pincite: Pincite) -> None:
        ended = pincite("show", "lamp.txt")
        assert ended.code == 1
        assert ended.err == (
            "pincite: There is no document “lamp.txt” in the index. Did you mean letters/lamp.txt?\n"
        )

    def test_a_document_is_cited_in_any_style(self, pincite: Pincite) -> None:
        for style in FORMATS:
            cited = pincite("show", PATH, "--cite", style)
            assert cited.code == 0
            assert "Moor" in cited.out  # the author
        unknown = pincite("show", PATH, "--cite", "no such style")
        assert (unknown.code, "`pincite show --help` lists the styles" in unknown.err) == (2, True)

    def test_two_forms_at_once_are_wrong_usage(self, pincite: Pincite) -> None:
        ended = pincite("show", PATH, "--json", "--text")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.count("\n") == 1


@pytest.mark.usefixtures("fake")
class TestReindex:
    def test_the_report_counts_names_and_explains(self, pincite: Pincite) -> None:
        ended = pincite("reindex")
        assert ended.code == 0
        assert "1 added, 0 changed, 0 removed" in ended.out
        assert PATH in ended.out
        assert "Files of this format are not read (.pdf)" in ended.out

    def test_files_that_were_not_read_whole_are_named_with_what_they_lack(self, pincite: Pincite) -> None:
        out = " ".join(pincite("reindex").out.split())
        assert "One file was read, but not all of it lamp.pdf 2 characters cannot be read" in out
        assert json.loads(pincite("reindex", "--json").out)["incomplete"][0]["pages_not_read"] == [7]

    def test_json_is_the_whole_report(self, pincite: Pincite) -> None:
        ended = pincite("reindex", "--json")
        assert json.loads(ended.out) == json.loads(json.dumps(asdict(replace(REPORT, encoded=0))))

    def test_what_did_not_change_and_why_all_was_read_again_is_said(
        self, pincite: Pincite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for report, words in (
            (replace(REPORT, committed=False), "Nothing has changed"),
            (replace(REPORT, causes=(Cause.MODEL,)), "because this has changed: the embedding model"),
            (replace(REPORT, causes=tuple(Cause)), "the embedding model, the length of passages"),
        ):
            monkeypatch.setattr("embeddings.archive.Archive.build", lambda *_, report=report, **__: report)
            assert words in " ".join(pincite("reindex").out.split())

    def test_a_check_with_a_change_is_wrong_usage(self, pincite: Pincite) -> None:
        assert pincite("reindex", "--check", "--full").code == 2
        assert pincite("reindex", "--check", "--force").code == 2

    def test_full_is_handed_on(self, pincite: Pincite) -> None:
        assert json.loads(pincite("reindex", "--json").out)["encoded"] == 0
        assert json.loads(pincite("reindex", "--full", "--json").out)["encoded"] == REPORT.encoded

    def test_long_lists_are_shortened_with_a_count_and_json_has_them_all(
        self, pincite: Pincite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names = tuple(f"{number:03}.txt" for number in range(250))
        refused = tuple(Refusal(name, "empty") for name in names)
        long = replace(REPORT, added=names, refused=refused)
        monkeypatch.setattr("embeddings.archive.Archive.build", lambda *_, **__: long)
        out = pincite("reindex").out
        assert out.count("… and 238 more (--json lists them all)") == 2
        assert "011.txt" in out
        assert "012.txt" not in out
        assert len(json.loads(pincite("reindex", "--json").out)["refused"]) == 250


def test_the_sample_reports_what_it_is_for() -> None:
    assert samples.REPORT.refused
