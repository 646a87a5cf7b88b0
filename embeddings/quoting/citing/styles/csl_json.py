"""The record itself as CSL-JSON, for reference managers: a list of one item that fits the published schema."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field
from embeddings.quoting.citing.styles.names import names_of
from embeddings.quoting.citing.styles.rich import clean, roman
from embeddings.text.characters import OVERRIDES

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator


def compose(work: Work, _locator: Locator, _voice: Voice) -> Rich:
    """Return the item as JSON text.

    Its document's name is the title of what has none. The transcriber, whom CSL has no name for, is in its note.
    """
    item = {str(name): value for name, value in work.csl.items() if name != Field.TRANSCRIBER}
    if work.own_name:
        item["title"] = work.own_name
    transcribers = ", ".join(name.natural for name in names_of(work.csl.get(Field.TRANSCRIBER)))
    if transcribers:
        item["note"] = "; ".join(filter(None, (clean(item.get("note")), f"Transcribed by {transcribers}")))
    text = json.dumps([item], ensure_ascii=False, indent=2)
    return roman(re.sub(f"[{OVERRIDES}]", lambda letter: f"\\u{ord(letter[0]):04x}", text))
