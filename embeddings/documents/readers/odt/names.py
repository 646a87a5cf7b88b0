"""The namespaces of OpenDocument."""

from __future__ import annotations

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_BASE}office:1.0}}"
TEXT = f"{_BASE}text:1.0}}"
STYLE = f"{_BASE}style:1.0}}"
TABLE = f"{_BASE}table:1.0}}"
DRAW = f"{_BASE}drawing:1.0}}"
META = f"{_BASE}meta:1.0}}"
MANIFEST = f"{_BASE}manifest:1.0}}"
