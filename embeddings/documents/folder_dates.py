"""Archives file their pages by date: ``connolly/1913/08/neulster.htm``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.dates import PartialDate
from embeddings.documents.record import Claim, Field, Origin, agree

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_MONTH = re.compile(r"0[1-9]|1[0-2]")


def folder_claims(path: str, others: Sequence[Claim]) -> list[Claim]:
    """Return the date that a document's folders name, if they name one year, as the least trusted of claims.

    A folder may be the year of writing as well as that of issue: where one of the `others` says so, it is.
    """
    folders = path.split("/")[:-1]
    years = [(year, below) for year, below in pairwise((*folders, "")) if _YEAR.fullmatch(year)]
    if len(years) != 1:
        return []
    year, below = years[0]
    date = PartialDate(int(year), int(below) if _MONTH.fullmatch(below) else None)
    written = any(claim.field is Field.ORIGINAL_DATE and agree(claim.csl, date.csl) for claim in others)
    field = Field.ORIGINAL_DATE if written else Field.ISSUED
    return [Claim(field, str(date), Origin.FOLDER, "/".join(folders), date.csl)]
