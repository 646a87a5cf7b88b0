"""Files made to do harm, or broken by chance: each is refused within limits, and the others are read."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.documents.document import check
from embeddings.documents.readers import FORMATS
from embeddings.documents.readers._container import MOST_MEMBERS, Container
from embeddings.documents.reading import content_of
from embeddings.documents.sandbox import Sandbox
from embeddings.documents.sandbox.sandbox import WorkerProcess
from embeddings.documents.shelf import walk
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from tests.made.office import docx, odt, paragraph, rtf, zipped
from tests.made.pdf import Page, inflating, pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Document

SETTINGS = ReadingSettings(seconds=20.0, memory_megabytes=500, unpacked_megabytes=50.0)
BLANKS = b"<a>" + b" " * 300_000_000 + b"</a>"
WORDS = ["The tide that carried the boats", "out of the harbour was gone."]
DAMAGED = (RefusalReason.BROKEN, RefusalReason.TOO_LARGE, RefusalReason.TOO_MUCH_MEMORY, RefusalReason.CRASHED)

SOUND = {
    "a.pdf": pdf(Page().lines(50, 50, WORDS), information={"Title": "The Tide"}),
    "a.docx": docx(paragraph("Words.") + paragraph("More of them."), core="<dc:title>T</dc:title>"),
    "a.odt": odt("<text:h>Title</text:h><text:p>Words.</text:p>", meta="<dc:title>T</dc:title>"),
    "a.rtf": rtf(r"{\b Words} na\'efve \u8220?so\u8221?.\par More of them.{\footnote Note.}\par"),
    "a.txt": "Naïve words.\n\n“More” of them.\n".encode(),
    "a.html": b"<!DOCTYPE html><meta charset=utf-8><title>T</title><h1>Title</h1><p>Na\xc3\xafve words.<ul><li>x</ul>",
    "a.md": "# Title\n\nNaïve *words*.\n\n> quoted\n\n- item\n".encode(),
    "a.eml": b"From: Ada Moor <a@example.org>\r\nSubject: T\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWords.\r\n",
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SETTINGS) as opened:
        yield opened


def refusal(sandbox: Sandbox, source: Path, name: str, content: bytes) -> DocumentRefused:
    (source / name).write_bytes(content)
    with pytest.raises(DocumentRefused) as caught:
        sandbox.read(source, name)
    return caught.value


def outcome(sandbox: Sandbox, source: Path, name: str) -> Document | DocumentRefused:
    try:
        return sandbox.read(source, name)
    except DocumentRefused as error:
        return error


def needs(name: str) -> None:
    if Path(name).suffix not in FORMATS:
        pytest.skip(f"{Path(name).suffix} files are not read")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.docx", {"word/document.xml": BLANKS}),
        ("a.docx", {"word/document.xml": "<w:document/>", "_rels/.rels": BLANKS}),
        ("a.odt", {"content.xml": BLANKS}),
        ("a.odt", {"META-INF/manifest.xml": BLANKS}),
        ("a.epub", {"mimetype": "application/epub+zip", "META-INF/container.xml": BLANKS}),
    ],
)
def test_a_packed_file_that_unpacks_without_end_is_too_large(
    sandbox: Sandbox, tmp_path: Path, name: str, parts: dict[str, str | bytes]
) -> None:
    needs(name)
    assert refusal(sandbox, tmp_path, name, zipped(parts)).reason is RefusalReason.TOO_LARGE


def test_what_all_members_of_a_packed_file_hold_together_is_counted() -> None:
    noise = random.Random(1).randbytes(2_000_000)
    container = Container("a.docx", zipped({str(number): noise for number in range(30)}), SETTINGS)
    read = [container.read(name) for name in container.names[:24]]
    assert sum(map(len, read)) == 48_000_000
    container.read(container.names[24])
    with pytest.raises(DocumentRefused) as caught:
        container.read(container.names[25])
    assert caught.value.detail == "limit 50 MB unpacked"


def test_a_packed_file_that_lies_about_its_sizes_is_refused() -> None:
    honest = zipped({"a": b"x" * 1000})
    directory = honest.rindex(b"PK\x01\x02")
    lying = honest[: directory + 24] + (10).to_bytes(4, "little") + honest[directory + 28 :]
    with pytest.raises(DocumentRefused) as caught:
        Container("a.docx", lying, SETTINGS).read("a")
    assert caught.value.reason is RefusalReason.BROKEN


def test_a_packed_file_of_too_many_members_is_too_large() -> None:
    with pytest.raises(DocumentRefused) as caught:
        Container("a.docx", zipped({str(number): "" for number in range(MOST_MEMBERS + 1)}), SETTINGS)
    assert caught.value.reason is RefusalReason.TOO_LARGE


def test_a_packed_file_packed_in_another_way_or_with_a_password_is_refused() -> None:
    content = zipped({"a": b"words"})
    directory = content.rindex(b"PK\x01\x02")
    for offset, byte, reason in ((8, 1, RefusalReason.ENCRYPTED), (10, 14, RefusalReason.BROKEN)):
        changed = bytearray(content)
        changed[directory + offset] = byte
        with pytest.raises(DocumentRefused) as caught:
            Container("a.docx", bytes(changed), SETTINGS).read("a")
        assert caught.value.reason is reason


@pytest.mark.parametrize(("levels", "size"), [(1, 100_000_000), (2, 300_000_000), (3, 1_000_000_000)])
def test_a_pdf_that_inflates_without_end_takes_one_process_at_most(
    sandbox: Sandbox, tmp_path: Path, levels: int, size: int
) -> None:
    reason = refusal(sandbox, tmp_path, "a.pdf", inflating(levels, size)).reason
    assert reason in (RefusalReason.EMPTY, *DAMAGED)
    (tmp_path / "b.pdf").write_bytes(SOUND["a.pdf"])
    assert sandbox.read(tmp_path, "b.pdf").text == " ".join(WORDS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<div>" * 100_000 + b"words"),
        ("a.docx", docx("<w:sdt>" * 50_000 + paragraph("a") + "</w:sdt>" * 50_000)),
        ("a.odt", odt("<text:section>" * 50_000 + "<text:p>a</text:p>" + "</text:section>" * 50_000)),
        ("a.rtf", b"{\\rtf1" + b"{" * 100_000 + b"a" + b"}" * 100_001),
        ("a.md", b"> " * 100_000 + b"words"),
        ("a.md", b"[" * 100_000 + b"words"),
    ],
)
def test_what_is_nested_without_end_is_read_or_refused_within_the_limits(
    sandbox: Sandbox, tmp_path: Path, name: str, content: bytes
) -> None:
    needs(name)
    (tmp_path / name).write_bytes(content)
    found = outcome(sandbox, tmp_path, name)
    if isinstance(found, DocumentRefused):
        assert found.reason in (*DAMAGED, RefusalReason.TOO_SLOW)
    else:
        check(found)


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "a.pdf"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(2_000_000_000)
        monkeypatch.setattr(WorkerProcess, "ask", None)
        with pytest.raises(DocumentRefused) as caught:
            sandbox.read(tmp_path, name)
        assert caught.value.reason is RefusalReason.TOO_LARGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_refused_also_when_it_takes_a_files_place(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(DocumentRefused) as caught:
        sandbox.read(tmp_path, "a.pdf")
    assert caught.value.reason is RefusalReason.NOT_A_FILE
    # Asked for its kind, it still was a file; opened, it is none.
    (tmp_path / "b.pdf").write_bytes(b"")
    status = (tmp_path / "b.pdf").stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: status)
    with pytest.raises(DocumentRefused) as caught:
        content_of(tmp_path, "a.pdf", SETTINGS)
    assert caught.value.reason is RefusalReason.NOT_A_FILE


def test_names_that_lead_elsewhere_or_cannot_be_shown_are_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (source / "new\nline.txt").write_text("words")
    paths, refused = walk(source, 10)
    assert (paths, [item.reason for item in refused]) == ([], [RefusalReason.BAD_NAME])
    for name, reason in (
        ("../secret.txt", RefusalReason.OUTSIDE),
        (str(tmp_path / "secret.txt"), RefusalReason.OUTSIDE),
        ("a\0b.txt", RefusalReason.BAD_NAME),
        (".txt", RefusalReason.UNKNOWN_FORMAT),
        ("a" * 300 + ".txt", RefusalReason.UNREADABLE),
    ):
        with pytest.raises(DocumentRefused) as caught:
            sandbox.read(source, name)
        assert caught.value.reason is reason, name


def test_a_file_that_is_gone_is_refused_and_one_that_shrinks_is_read_as_it_is(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        sandbox.read(tmp_path, "gone.pdf")
    assert caught.value.reason is RefusalReason.UNREADABLE
    file = tmp_path / "a.txt"
    file.write_text("Words. " * 1000)
    status = os.fstat

    def shrunk(descriptor: int) -> os.stat_result:
        before = status(descriptor)
        os.truncate(file, 6)
        return before

    monkeypatch.setattr(os, "fstat", shrunk)
    assert sandbox.read(tmp_path, "a.txt").text == "Words."


def test_a_folder_of_hostile_files_costs_none_of_the_others(sandbox: Sandbox, tmp_path: Path) -> None:
    hostile = {
        "bomb.docx": zipped({"word/document.xml": BLANKS}),
        "bomb.pdf": inflating(3, 1_000_000_000),
        "cut.docx": SOUND["a.docx"][:200],
        "deep.rtf": b"{\\rtf1" + b"{" * 100_000,
        "wrong.pdf": b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >> endobj\n" * 1000 + b"trailer << /Root 1 0 R >>",
    }
    kept = {name: content for name, content in SOUND.items() if Path(name).suffix in FORMATS}
    for name, content in (hostile | kept).items():
        (tmp_path / name).write_bytes(content)
    outcomes = {path: outcome(sandbox, tmp_path, path) for path in walk(tmp_path, 100)[0]}
    assert {name for name, found in outcomes.items() if isinstance(found, DocumentRefused)} == set(hostile)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a small sound file with some bytes changed, left out, put in or said twice."""
    name = draw(st.sampled_from(sorted(name for name in SOUND if Path(name).suffix in FORMATS)))
    content = bytearray(SOUND[name])
    if name.endswith(("docx", "odt")) and draw(st.booleans()):
        content = bytearray(_repacked(name, draw))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(content)))
        match draw(st.integers(0, 3)):
            case 0:
                content[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case 1:
                del content[at : at + draw(st.integers(1, 40))]
            case 2:
                content[at:at] = draw(st.binary(max_size=12) | st.sampled_from(SNIPPETS))
            case _:
                content[at:at] = content[max(0, at - 60) : at]
    return name, bytes(content)


SNIPPETS = [
    *(b"<", b">", b"&#0;", b"&#xFFFD;", b"&#xD800;", b"\\u-10179?", b"\\'81", b"\\bin9999999999 ", b"\\uc99 "),
    *("\ufffd".encode(), "\ufeff".encode(), b"\0", b"\xff\xfe", b"endstream", b"{", b"}", b"\\par", b"9" * 30),
    *(b"<w:tbl><w:tr><w:tc>", b"<text:s text:c='999999999'/>", b"=?utf-8?q?=ff?=", b"charset=utf-7", b"\r\n\r\n"),
]


def _repacked(name: str, draw: st.DrawFn) -> bytes:
    """Change bytes inside one member: a change outside only breaks the checksum."""
    with zipfile.ZipFile(io.BytesIO(SOUND[name])) as archive:
        parts: dict[str, str | bytes] = {member: archive.read(member) for member in archive.namelist()}
    member = draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[member])  # type: ignore[arg-type] - read as bytes above
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 20))] = draw(st.binary(max_size=6) | st.sampled_from(SNIPPETS))
    parts[member] = bytes(content)
    return zipped(parts)


@given(mutated())
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_damaged_file_gives_a_sound_document_or_a_refusal(
    sandbox: Sandbox, tmp_path: Path, made: tuple[str, bytes]
) -> None:
    name, content = made
    (tmp_path / name).write_bytes(content)
    found = outcome(sandbox, tmp_path, name)
    if isinstance(found, DocumentRefused):
        # A reader may refuse, but must not fail.
        assert found.reason not in (RefusalReason.TOO_SLOW, RefusalReason.CRASHED), f"{name}: {found.detail}"
    else:
        check(found)
        assert found.path == name
