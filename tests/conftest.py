from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings, RerankSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

# A shell ignores interrupts for what it starts in the background, and so would each process that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests quote English, whatever language the machine speaks.
os.environ["PINCITE_LANGUAGE"] = "en"

# How long an example takes depends on the machine; a test must not.
settings.register_profile("pincite", deadline=None, print_blob=True)
settings.load_profile("pincite")

# Nor what an answer is: on a busy machine the second look at passages would not get through.
UNHURRIED = RerankSettings(milliseconds=60_000)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The seeds, indexed with the real model."""
    wanted = ArchiveSettings(source=ROOT / "seeds", data=tmp_path_factory.mktemp("data"), rerank=UNHURRIED)
    Archive(wanted).build()
    opened = Archive(wanted).open()
    yield opened
    opened.close()
