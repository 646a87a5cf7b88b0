from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import embeddings
from embeddings.documents.document import Block, BlockKind, Document, Statement, UnsoundDocument, check
from embeddings.documents.reading import read_content
from embeddings.documents.record.lines import HeadLine, HeadPart
from embeddings.documents.record.record import Origin
from embeddings.documents.sandbox import Sandbox
from embeddings.documents.sandbox import sandbox as process
from embeddings.documents.sandbox.confinement import TOO_MUCH_MEMORY
from embeddings.documents.sandbox.sandbox import COMMAND, WorkerEnded, WorkerProcess
from embeddings.documents.sandbox.transfer import Reply, TransferError, from_bytes, to_bytes
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.report import Loss, LossReason
from embeddings.settings import ReadingSettings
from tests.made.pdf import Page, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = ReadingSettings(seconds=2.0, memory_megabytes=300)
SAID = "Words that stand on a page."

# A worker as any other, but with a reader of the test's own for .pdf files.
WITH_READER = """
import sys
import {module}
from embeddings.documents import reading
from embeddings.documents.sandbox import worker

class Reader:
    def read(self, path, content, settings):
        {statements}

reading.reader_for = lambda suffix: Reader()
sys.exit(worker.main())
"""


def worker_that(statements: str, module: str = "os") -> tuple[str, ...]:
    script = WITH_READER.format(statements=statements.replace("\n", "\n        "), module=module)
    return (sys.executable, "-c", script)


def folder_of(tmp_path: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    return tmp_path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return folder_of(tmp_path, a=pdf(Page().text(50, 50, SAID)), b=pdf(Page().text(50, 50, "Other words.")))


def refused(sandbox: Sandbox, source: Path, path: str = "a.pdf") -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        sandbox.read(source, path)
    return caught.value


def process_of(sandbox: Sandbox) -> int:
    assert sandbox._worker is not None
    return sandbox._worker._process.pid


def test_a_document_comes_back_as_the_reader_made_it(source: Path) -> None:
    with Sandbox(QUICK) as sandbox:
        document = sandbox.read(source, "a.pdf")
    assert document == read_content("a.pdf", (source / "a.pdf").read_bytes(), QUICK)
    assert document.text == SAID


def test_one_process_reads_many_files_and_ends_with_the_sandbox(source: Path) -> None:
    with Sandbox(QUICK) as sandbox:
        sandbox.read(source, "a.pdf")
        first = process_of(sandbox)
        sandbox.read(source, "b.pdf")
        assert process_of(sandbox) == first
    assert not is_running(first)


def is_running(pid: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc").exists()


def eventually(holds: Callable[[], bool]) -> bool:
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("statements", "reason", "detail"),
    [
        ("while True: pass", RefusalReason.TOO_SLOW, "limit 2 s"),
        ("import time; time.sleep(3600)", RefusalReason.TOO_SLOW, "limit 2 s"),
        ("import re; re.match('(a*)*b', 'a' * 60)", RefusalReason.TOO_SLOW, "limit 2 s"),
        ("held = bytearray(2_000_000_000)", RefusalReason.TOO_MUCH_MEMORY, "limit 300 MB"),
        ("held = []\nwhile True: held.append(bytes(1_000_000))", RefusalReason.TOO_MUCH_MEMORY, "limit 300 MB"),
        ("import ctypes; ctypes.string_at(0)", RefusalReason.CRASHED, "SIGSEGV"),
        ("import os; os.abort()", RefusalReason.CRASHED, "SIGABRT"),
        ("import os; os._exit(3)", RefusalReason.CRASHED, "exit status 3"),
        ("raise KeyError(path)", RefusalReason.CRASHED, "KeyError, <string> line 11"),
        ("import nonesuch", RefusalReason.CRASHED, "No module named 'nonesuch', <string> line 11"),
        ("def deep(): return deep()\ndeep()", RefusalReason.BROKEN, "nested too deep"),
        ("return 'no document'", RefusalReason.CRASHED, "AttributeError"),
    ],
)
def test_whatever_a_reader_does_refuses_one_file_and_the_next_is_read(
    source: Path, statements: str, reason: RefusalReason, detail: str
) -> None:
    words = "from embeddings.documents.readers.plain import lay_out\nif path != 'a.pdf': return lay_out(path, 'Words.')\n"
    with Sandbox(QUICK, worker_that(words + statements)) as sandbox:
        error = refused(sandbox, source)
        assert error.reason is reason
        assert detail in error.detail
        assert sandbox.read(source, "b.pdf").text == "Words."


@pytest.mark.parametrize(
    "statements",
    [
        "import socket; socket.socket()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.remove(__import__('sys').executable)",
        "open('written', 'w')",
        "import os; os.open('written', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('made')",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_a_reader_reaches_no_network_no_program_and_no_file_to_write(source: Path, statements: str) -> None:
    with Sandbox(QUICK, worker_that(statements)) as sandbox:
        error = refused(sandbox, source)
    assert (error.reason, error.detail.split(",")[0]) == (RefusalReason.CRASHED, "PermissionError")


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are those of Unix")
def test_native_code_can_neither_write_files_nor_leave_a_core(source: Path) -> None:
    limits = "(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CORE))"
    statements = f"import resource\nraise ImportError({limits})"
    with Sandbox(QUICK, worker_that(statements)) as sandbox:
        assert refused(sandbox, source).detail.startswith("((0, 0), (0, 0))")


def test_what_a_reader_prints_does_not_get_into_the_answer(source: Path) -> None:
    statements = (
        "import os\nprint('x' * 100_000)\nos.write(1, b'y' * 1000)\nos.write(2, b'z' * 100_000)\n"
        "from embeddings.documents.readers.plain import lay_out\nreturn lay_out(path, 'Words.')"
    )
    with Sandbox(QUICK, worker_that(statements)) as sandbox:
        assert sandbox.read(source, "a.pdf").text == "Words."


def test_the_worker_sees_no_secret_of_the_parent(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not-to-be-seen")
    with Sandbox(QUICK, worker_that("raise ImportError(sorted(os.environ))")) as sandbox:
        error = refused(sandbox, source)
    assert "PYTHONPATH" in error.detail
    assert "DISCORD" not in error.detail


def test_nothing_is_imported_from_the_folder_the_program_is_started_in(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "struct", "embeddings", "pypdfium2"):
        (source / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(source)
    with Sandbox(QUICK) as sandbox:
        assert sandbox.read(source, "a.pdf").text == SAID


def test_installed_packages_are_not_put_before_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    root = str(Path(embeddings.__path__[0]).parent)
    monkeypatch.setenv("PYTHONPATH", "/some/folder")
    assert process._environment()["PYTHONPATH"] == os.pathsep.join([root, "/some/folder"])
    monkeypatch.setattr(process.site, "getsitepackages", lambda: [root])
    assert process._environment()["PYTHONPATH"] == "/some/folder"


@pytest.mark.parametrize(
    "answer",
    [
        b"not json",
        b"[1]",
        b"{}",
        b'{"document": []}',
        b'{"document": {"path": "a.pdf", "text": "text", "blocks": [{"kind": "paragraph", "start": 0, "end": 400}]}}',
        b'{"document": {"path": "a.pdf", "text": "text", "blocks": []}}',
        b'{"document": {"path": "b.pdf", "text": "text", "blocks": [{"kind": "paragraph", "start": 0, "end": 4}]}}',
        b'{"refused": ["no such reason", ""]}',
        b'{"refused": "empty"}',
    ],
)
def test_an_answer_that_is_no_sound_document_is_not_believed(source: Path, answer: bytes) -> None:
    lying = (
        "import sys\n"
        "from embeddings.documents.sandbox.transfer import receive, send\n"
        "stdin, stdout = sys.stdin.buffer, sys.stdout.buffer\n"
        "receive(stdin, 1 << 30); send(stdout, b'ready')\n"
        f"receive(stdin, 1 << 30); receive(stdin, 1 << 30); send(stdout, {answer!r})\n"
        "stdin.read()\n"
    )
    with Sandbox(QUICK, (sys.executable, "-c", lying)) as sandbox:
        assert refused(sandbox, source).reason is RefusalReason.CRASHED


def test_an_endless_answer_is_cut_off(source: Path) -> None:
    lying = (
        "import sys\n"
        "from embeddings.documents.sandbox.transfer import receive, send\n"
        "stdin, stdout = sys.stdin.buffer, sys.stdout.buffer\n"
        "receive(stdin, 1 << 30); send(stdout, b'ready'); receive(stdin, 1 << 30)\n"
        "stdout.write((1 << 60).to_bytes(8, 'big'))\n"
        "while True: stdout.write(bytes(1 << 16))\n"
    )
    with Sandbox(QUICK, (sys.executable, "-c", lying)) as sandbox:
        assert refused(sandbox, source).reason is RefusalReason.CRASHED


@pytest.mark.parametrize("command", [("/nonexistent/python",), (sys.executable, "-c", "raise SystemExit(1)")])
def test_a_worker_that_does_not_start_refuses_the_file(source: Path, command: tuple[str, ...]) -> None:
    with Sandbox(QUICK, command) as sandbox:
        error = refused(sandbox, source)
    assert (error.reason, error.detail) == (RefusalReason.CRASHED, "its process does not start")


def test_small_plain_text_needs_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    with Sandbox(QUICK, ("/nonexistent/python",)) as sandbox:
        assert sandbox.read(tmp_path, "a.txt").text == "Words."


def test_large_plain_text_is_read_by_the_worker_and_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words in a line.\n\n" * 60_000)
    with Sandbox(ReadingSettings()) as sandbox:
        document = sandbox.read(tmp_path, "a.txt")
        assert process_of(sandbox)
    assert document == read_content("a.txt", (tmp_path / "a.txt").read_bytes(), QUICK)


def test_a_process_that_keeps_much_memory_is_replaced(source: Path) -> None:
    statements = (
        "from embeddings.documents.readers.plain import lay_out\n"
        "if path == 'a.pdf': sys.kept = b'x' * 200_000_000\n"
        "return lay_out(path, 'Words.')"
    )
    with Sandbox(QUICK, worker_that(statements)) as sandbox:
        sandbox.read(source, "b.pdf")
        first = process_of(sandbox)
        sandbox.read(source, "b.pdf")
        assert process_of(sandbox) == first
        sandbox.read(source, "a.pdf")
        sandbox.read(source, "b.pdf")
        assert process_of(sandbox) != first


def test_a_parent_that_holds_much_memory_does_not_count_against_its_worker(source: Path) -> None:
    held = b"x" * 500_000_000
    with Sandbox(QUICK) as sandbox:
        assert sandbox.read(source, "a.pdf").text == SAID
        first = process_of(sandbox)
        time.sleep(0.5)  # the worker looks at its memory now and then
        sandbox.read(source, "b.pdf")
        assert process_of(sandbox) == first
    assert len(held) == 500_000_000


def test_memory_is_watched_where_the_system_sets_no_limit() -> None:
    script = (
        "import os, threading\n"
        "from embeddings.documents.sandbox.confinement import _watch\n"
        "threading.Thread(target=_watch, args=(200_000_000, os.getppid()), daemon=True).start()\n"
        "held = []\n"
        "while True: held.append(b'x' * 1_000_000)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == TOO_MUCH_MEMORY


def test_threads_share_a_sandbox_and_each_gets_its_own_document(tmp_path: Path) -> None:
    names = [f"d{number}" for number in range(24)]
    source = folder_of(tmp_path, **{name: pdf(Page().text(50, 50, f"Words of {name}.")) for name in names})
    said: dict[str, str] = {}

    def read(name: str) -> None:
        said[name] = sandbox.read(source, f"{name}.pdf").text

    with Sandbox(QUICK) as sandbox:
        threads = [threading.Thread(target=read, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert said == {name: f"Words of {name}." for name in names}


PARENT = """
import sys, time
from pathlib import Path
from embeddings.documents.sandbox import Sandbox
from embeddings.settings import ReadingSettings
command = tuple(sys.argv[2:])
with Sandbox(ReadingSettings(seconds=60), *([command] if command else [])) as sandbox:
    start = sandbox._start
    def started(path):
        worker = start(path)
        print(worker._process.pid, flush=True)
        return worker
    sandbox._start = started
    sandbox.read(Path(sys.argv[1]), "a.pdf")
    time.sleep(60)
"""
HANGING = worker_that("while True: pass")


@pytest.mark.parametrize("command", [(), HANGING], ids=["idle", "busy"])
@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda kill: kill.name)
def test_no_worker_outlives_its_parent(source: Path, command: tuple[str, ...], kill: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(source), *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert is_running(worker)
    parent.send_signal(kill)
    parent.wait()
    parent.stdout.close()
    assert eventually(lambda: not is_running(worker))


def test_a_worker_that_hangs_in_native_code_is_ended_by_the_clock_it_was_given() -> None:
    """No thread of Python's runs while the expression holds the interpreter: only the system can end it."""
    script = (
        "import re, sys\n"
        "from embeddings.documents.sandbox.confinement import set_alarm\n"
        "set_alarm(0.5)\n"
        "re.match('(a*)*b', 'a' * 60)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False)
    assert ended.returncode == -signal.SIGALRM


def test_an_interrupt_while_a_file_is_read_leaves_a_sandbox_that_works(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(QUICK) as sandbox:
        sandbox.read(source, "a.pdf")
        first = process_of(sandbox)

        def interrupted(*_: object) -> bytes:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(WorkerProcess, "ask", interrupted)
            with pytest.raises(KeyboardInterrupt):
                sandbox.read(source, "a.pdf")
        assert not is_running(first)
        assert sandbox.read(source, "b.pdf").text == "Other words."


def test_a_worker_asked_in_vain_says_how_it_ended() -> None:
    with pytest.raises(WorkerEnded) as caught:
        WorkerProcess((sys.executable, "-c", "raise SystemExit(7)")).ask((b"",), 60, 100)
    assert (caught.value.late, caught.value.status) == (False, 7)


FULL = Document(
    path="a/b.pdf",
    text="Title\n\nWords.\n\nNote.",
    blocks=(
        Block(BlockKind.HEADING, 0, 5, 1, None, "iv", "top"),
        Block(BlockKind.PARAGRAPH, 7, 13, None, 1, "1", None),
        Block(BlockKind.FOOTNOTE, 15, 20),
    ),
    head=(HeadPart(HeadLine.TITLE, 0, 5),),
    statements=(Statement(Origin.PROPERTIES, "title", "A title"),),
    media_type="application/pdf",
    losses=(Loss(LossReason.UNREADABLE, 3, (4, 7)),),
)


def carried(document: Document) -> Document:
    return from_bytes(to_bytes(Reply(document)), Reply).document


def test_every_field_of_a_document_is_carried() -> None:
    for value in (FULL, *FULL.blocks[:1], *FULL.head, *FULL.statements):
        unset = [field.name for field in fields(value) if getattr(value, field.name) in (None, (), "")]
        assert unset in ([], ["number"]), "set the new field above, so that the test below covers it"
    assert carried(FULL) == FULL


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_of_any_characters_is_carried_exactly(text: str) -> None:
    document = Document("a.txt", text, (), statements=(Statement(Origin.META_TAG, text, text),))
    assert carried(document) == document


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_json_that_is_no_document_is_refused(value: object) -> None:
    with pytest.raises(TransferError):
        from_bytes(json.dumps(value).encode(), Document)


@pytest.mark.parametrize("text", ["lost \ufffd character", "half \ud800 a pair"])
def test_a_text_with_lost_characters_is_refused(text: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        check(Document("a.txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)))
    assert caught.value.reason is RefusalReason.UNDECODABLE


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 3), (4, 99)],
        [(4, 7), (0, 3)],
        [(0, 5), (4, 7)],
        [(0, 4), (4, 7)],
        [(0, 3)],
        [(4, 7)],
        [(0, 0), (0, 7)],
    ],
)
def test_blocks_out_of_order_out_of_range_or_with_gaps_are_a_fault(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(UnsoundDocument):
        check(Document("a.txt", "one two", tuple(Block(BlockKind.PARAGRAPH, *span) for span in spans)))


def test_the_worker_is_started_by_its_module_alone() -> None:
    assert COMMAND[1:] == ("-P", "-m", "embeddings.documents.sandbox.worker")
