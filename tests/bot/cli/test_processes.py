"""What only a process of its own can show: what it imports, how it takes a closed pipe or an interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from embeddings.archive import Archive

ROOT = Path(__file__).parents[3]
QUESTION = "When did Leon Sedov die?"
# What a question on an existing index must not wait for.
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "discord",
    "aiohttp",
    "asyncio",
    "pydantic",
    "rich",
    "mcp",
    "starlette",
    "uvicorn",
)


@pytest.fixture
def command(archive: Archive) -> list[str]:
    """The command line of a process that finds the seeds indexed."""
    folders = ["--source", str(archive.settings.source), "--data", str(archive.settings.data)]
    return [sys.executable, "-m", "bot", *folders]


@pytest.fixture
def environment() -> dict[str, str]:
    unset = ("PINCITE_", "FORCE_COLOR", "NO_COLOR", "DISCORD_TOKEN")
    return {name: value for name, value in os.environ.items() if not name.startswith(unset)}


def test_a_question_imports_nothing_it_does_not_need(command: list[str], environment: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "from bot.cli.app import main\n"
        "code = main(sys.argv[1:])\n"
        f"print([name for name in {HEAVY} if name in sys.modules], code)\n"
    )
    arguments = [*command[3:], "ask", QUESTION, "--json", "--top", "1"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, cwd=ROOT, env=environment, check=True
    )
    answer, imported = done.stdout.decode().splitlines()
    assert json.loads(answer)["answered"]
    assert imported == "[] 0"


def test_the_configuration_as_shipped_is_read_without_pydantic(environment: dict[str, str]) -> None:
    script = (
        "import sys\n"
        "from bot.config import Settings, load\n"
        "assert load().file is not None\n"
        "assert 'pydantic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)


def test_a_real_answer_is_a_slice_of_the_text_that_show_prints(
    command: list[str], environment: dict[str, str]
) -> None:
    asked = subprocess.run(
        [*command, "ask", QUESTION, "--json"], capture_output=True, cwd=ROOT, env=environment, check=True
    )
    answer = json.loads(asked.stdout)
    assert asked.stderr == b""
    assert answer["answered"]
    for quote in answer["quotes"]:
        shown = subprocess.run(
            [*command, "show", quote["document"], "--text"],
            capture_output=True,
            cwd=ROOT,
            env=environment,
            check=True,
        )
        assert shown.stdout.decode()[quote["start"] : quote["end"]] == quote["text"]
        assert shown.stdout == (ROOT / "seeds" / quote["document"]).read_bytes()


def test_a_reader_that_goes_away_is_no_failure_worth_a_word(
    command: list[str], environment: dict[str, str]
) -> None:
    rows = "".join(json.dumps({"id": number, "text": QUESTION}) + "\n" for number in range(200))
    with subprocess.Popen(
        [*command, "ask", "--questions", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(rows.encode())
        process.stdin.close()
        # Flushed as they come: the first answer is here while the others are still to be found.
        assert json.loads(process.stdout.readline())["id"] == 0
        assert process.poll() is None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def test_an_interruption_ends_with_130_and_one_line(command: list[str], environment: dict[str, str]) -> None:
    rows = "".join(json.dumps({"id": number, "text": QUESTION}) + "\n" for number in range(2000))
    with subprocess.Popen(
        [*command, "ask", "--questions", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(rows.encode())
        process.stdin.close()
        process.stdin = None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert said == b"pincite: Interrupted.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_output_that_finds_no_room_is_a_failure_with_one_line(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"pincite: The disk is full")
    assert done.stderr.count(b"\n") == 1


def test_an_answer_survives_a_terminal_that_knows_only_ascii(
    command: list[str], environment: dict[str, str]
) -> None:
    narrow = environment | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    asked = subprocess.run([*command, "ask", QUESTION], capture_output=True, cwd=ROOT, env=narrow, check=False)
    assert asked.returncode == 0
    assert b"Sedov" in asked.stdout
    as_json = subprocess.run(
        [*command, "ask", QUESTION, "--json"], capture_output=True, cwd=ROOT, env=narrow, check=True
    )
    assert "Sedov’s" in as_json.stdout.decode()


def test_a_folder_without_documents_ends_with_one_and_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", QUESTION, "--source", "nowhere", "--data", str(tmp_path / "data")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "pincite: The folder of documents nowhere does not exist. Name a folder that holds documents with --source.\n"
    )
