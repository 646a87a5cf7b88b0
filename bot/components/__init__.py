"""What members press and choose below messages; found by its custom id, also after a restart."""

from __future__ import annotations
