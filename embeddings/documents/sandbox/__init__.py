"""Untrusted files are read in another process, within limits; only a checked document comes back.

Formats such as PDF are parsed by much code, some of it native. Whatever a hostile or broken file does to that
code — hang, eat memory, crash — ends one worker process and refuses one file.

    Sandbox  ->  WorkerProcess  == pipe, length-prefixed frames ==>  embeddings.documents.sandbox.worker
                                                                     confinement, readers
    Document  <-  transfer (JSON), check  <== pipe ==            transfer
"""

from __future__ import annotations

from embeddings.documents.sandbox.sandbox import Sandbox

__all__ = ["Sandbox"]
