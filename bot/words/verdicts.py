"""What is said of a quotation that was looked for: whether it is real, and what it does to its source's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words.lists import listed, shortened
from bot.words.notes import attribution, place
from embeddings.quoting.checking.conventions import Convention
from embeddings.quoting.checking.verifying import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.phrases import Phrases
    from embeddings.quoting.checking.matching import Met
    from embeddings.quoting.checking.references import Claimed
    from embeddings.quoting.checking.verifying import Verification, Verified

SHOWN = 300  # characters of words that were left out
MOST = 8  # interventions that are told one by one
# What changes words; the rest changes how they are printed, and its kinds are told together.
_TOLD = frozenset({Convention.ELLIPSIS, Convention.INSERTION, Convention.REPLACEMENT})


def verdict(verified: Verification, phrases: Phrases) -> str:
    """Return in a sentence whether the quotation stands in the archive."""
    match verified.verdict:
        case Verdict.EXACT:
            kinds = [phrases("forgiven", kind=_slug(kind)) for kind in verified.forgiven]
            if kinds:
                return phrases("verified-but-for", places=verified.count, kinds=listed(kinds, phrases))
            openly = bool(verified.matches and verified.matches[0].conventions)
            return phrases("verified-openly" if openly else "verified-exact", places=verified.count)
        case Verdict.DIFFERS:
            return phrases("verified-differs")
        case Verdict.ABSENT if verified.elsewhere:
            return phrases("verified-elsewhere", places=len(verified.elsewhere))
        case Verdict.ABSENT:
            return phrases("verified-absent")


def remarks(verified: Verification, phrases: Phrases) -> list[str]:
    """Return what else is to be said of a quotation, a sentence each, the weightiest first."""
    told: list[str] = []
    if verified.turned:
        told.append(phrases("met-turned"))
    if verified.claimed is not None:
        told.append(_claim(verified.claimed, verified.matches, phrases))
    if verified.elsewhere and verified.verdict is not Verdict.ABSENT:
        told.append(phrases("verified-elsewhere", places=len(verified.elsewhere)))
    met = verified.matches[0].conventions if verified.matches else ()
    told += [_met(one, phrases) for one in met if one.convention in _TOLD][:MOST]
    others = dict.fromkeys(one.convention for one in met if one.convention not in _TOLD)
    if others:
        kinds = listed([phrases("convention", kind=_slug(kind)) for kind in others], phrases)
        told.append(phrases("met-others", kinds=kinds))
    if verified.unread:
        told.append(phrases("verified-unread", count=verified.unread))
    return told


def beneath(match: Verified, phrases: Phrases) -> list[str]:
    """Return the lines under a place: whose words they are, if not simply the author's, and the citation."""
    whose = attribution(match, phrases)
    return [*([whose] if whose else []), match.citation.text]


def _met(met: Met, phrases: Phrases) -> str:
    source = shortened(met.source, SHOWN)
    quoted = shortened(met.quoted, SHOWN)
    if met.convention is Convention.ELLIPSIS:
        return phrases("met-left-out", source=source) if source else phrases("met-nothing-left-out")
    if met.convention is Convention.INSERTION:
        return phrases("met-put-in", quoted=quoted)
    return phrases("met-replaced", quoted=quoted, source=source)


def _claim(claimed: Claimed, matches: Sequence[Verified], phrases: Phrases) -> str:
    text = shortened(claimed.text, SHOWN)
    if claimed.holds:
        known = (claimed.author, claimed.work, claimed.page, claimed.year)
        return phrases("claimed-right" if True in known else "claimed-unknown", text=text)
    where = matches[0]
    wrong = []
    if claimed.author is False:
        wrong.append(phrases("claimed-author", short=where.citation.short))
    if claimed.page is False:
        wrong.append(phrases("claimed-page", place=place(where.citation.locator, phrases)))
    if claimed.year is False:
        wrong.append(phrases("claimed-year", short=where.citation.short))
    return phrases("claimed-wrong", text=text, what=" ".join(dict.fromkeys(wrong)))


def _slug(kind: str) -> str:
    return kind.replace("'", "").replace(" ", "-")
