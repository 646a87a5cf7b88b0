"""What elements, roles and classes mean for the text of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# Parts a reader does not see, or that are not words of the page: controls, code, what stands in for pictures.
UNSEEN = words(
    "script style template noscript svg iframe object embed applet audio video canvas select option optgroup "
    "rt rp rtc datalist button input textarea label noframes noembed meter progress param source track frameset"
)
VOID = words("area base br col embed hr img input link meta param source track wbr")
BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PREFORMATTED = words("pre listing xmp plaintext")
LISTED = words("li dt dd")
LISTS = words("ol ul dl dir menu")


class Region(IntEnum):
    """How sure it is that a part of a page belongs to the site, not to the text."""

    TEXT = 0
    LIKELY_SITE = 1
    SITE = 2
    VISITORS = 3  # what readers of the page wrote under it


class Hint(IntEnum):
    """What a class or a type says of the text in an element."""

    NONE = 0
    METADATA = 1  # where the text is from, who prepared it
    FURNITURE = 2
    NOTE = 3
    PERHAPS_NOTE = 4  # a note if it begins like one, or goes on with one: on some sites a box of advice
    QUOTATION = 5
    INDENTED = 6  # a quotation if it begins with a quotation mark
    VERSE = 7
    TITLE = 8
    BYLINE = 9  # metadata if it is short


_SITE_TAGS = {
    "nav": Region.SITE,
    "search": Region.SITE,
    "menu": Region.SITE,
    "aside": Region.LIKELY_SITE,
    "header": Region.LIKELY_SITE,
    "footer": Region.LIKELY_SITE,
}
_SITE_ROLES = {
    **dict.fromkeys(
        words("navigation menu menubar search toolbar tablist alertdialog"),
        Region.SITE,
    ),
    **dict.fromkeys(
        words("banner complementary contentinfo dialog"),
        Region.LIKELY_SITE,
    ),
}
# Names of classes and ids; the first two groups also as a part of one: "site-nav", "comment-list".
_SITE_PARTS = {
    **dict.fromkeys(
        words(
            "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination cookie cookies cookiebanner "
            "consent gdpr skiplink skiplinks"
        ),
        Region.SITE,
    ),
    **dict.fromkeys(
        words(
            "sidebar share sharing sharedaddy related recommended newsletter subscribe promo advert "
            "advertisement sponsor sponsored relatedposts footer outbrain taboola login paywall"
        ),
        Region.LIKELY_SITE,
    ),
    **dict.fromkeys(
        words("comment comments commentlist recentcomments disqus respond"),
        Region.VISITORS,
    ),
}
_SITE_NAMES = _SITE_PARTS | {
    **dict.fromkeys(
        words("pager paginator toolbar sitemap"),
        Region.SITE,
    ),
    **dict.fromkeys(
        words(
            "social subscription promotion ad ads popup modal overlay header masthead topbar banner signup "
            "tags tagcloud teaser teasers trending popular mostread"
        ),
        Region.LIKELY_SITE,
    ),
}
_OF_THE_WHOLE = ("has", "no", "with", "without", "is", "not", "hide")  # "has-sidebar" is not the sidebar
_PARTS = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
# Elements that hold the text: what their class says of the site around them is not about them.
_OWN = ("header", "footer")
_HOLDERS = words("html body main article")
INVISIBLE_CLASSES = words("sr-only visually-hidden screen-reader-text visuallyhidden")
_CLASSES = {
    **dict.fromkeys(
        words("info information from transcriber source"),
        Hint.METADATA,
    ),
    **dict.fromkeys(
        words("byline author dateline published entry-meta post-meta"),
        Hint.BYLINE,
    ),
    **dict.fromkeys(
        words("updat updated toplink linkback link links footer skip nav"),
        Hint.FURNITURE,
    ),
    **dict.fromkeys(
        words("footnote footnotes endnote endnotes refnote"),
        Hint.NOTE,
    ),
    **dict.fromkeys(
        words("note notes fn"),
        Hint.PERHAPS_NOTE,
    ),
    **dict.fromkeys(
        words("quote quoteb quotec quoted blockquote quotation"),
        Hint.QUOTATION,
    ),
    "indentb": Hint.INDENTED,
    **dict.fromkeys(
        words("poem verse stanza poetry lyrics lg"),
        Hint.VERSE,
    ),
    "title": Hint.TITLE,
}
# Values of epub:type, and of role without its "doc-".
NOTE_TYPES = words("footnote footnotes endnote endnotes rearnote rearnotes")
PAGE_CLASSES = words("page pagenum pageno pagenumber page-number page_number pagebreak")


# What holds words itself; a class of it is about them.
_LINES = words("p h1 h2 h3 h4 h5 h6 li dt dd td th pre blockquote figcaption caption")


def region_of(tag: str, role: str, names: list[str], *, within_text: bool) -> Region:
    """Return where an element belongs by its tag, its role and the names of its classes and its id.

    `within_text` says that it stands in an article or in the page's main part: its header and footer are the
    article's own.
    """
    if tag in _HOLDERS:
        return Region.TEXT
    region = _SITE_ROLES.get(role, Region.TEXT)
    if not (within_text and tag in _OWN):
        region = max(region, _SITE_TAGS.get(tag, Region.TEXT))
    for name in names if tag not in _LINES else ():
        if not (within_text and name.lower() in _OWN):
            region = max(region, _named(name))
    return region


@lru_cache(maxsize=4096)
def _named(name: str) -> Region:
    parts = [part.lower() for part in _PARTS.split(name)]
    whole = _SITE_NAMES.get(name.lower(), Region.TEXT)
    if parts[0] in _OF_THE_WHOLE:
        return whole
    return max([whole, *(_SITE_PARTS.get(part, Region.TEXT) for part in parts)])


def hint_of(classes: list[str]) -> Hint:
    """Return what the first class that says anything says."""
    return next((hint for name in classes if (hint := _CLASSES.get(name))), Hint.NONE)


RULE = "hr"
ROW = "row"


@dataclass(slots=True)
class Stretch:
    """A run of text between two block edges, with what its markup says of it."""

    text: str
    tag: str  # of the nearest element with block edges; ROW for the rows of a table, RULE for a line across
    region: Region = Region.TEXT
    main: bool = False  # in the part that the page itself calls its main part or an article
    hint: Hint = Hint.NONE
    quoted: bool = False
    linked: float = 0.0  # the share of its characters that are links
    preformatted: bool = False
    answering: bool = False  # begins with a mark that leads back to where a note was called
    anchor: str | None = None
    page: str | None = None
    counted: bool = False  # an item of a list that the browser numbers


class State(NamedTuple):
    """What holds for text at one place, inherited from the elements around it."""

    tag: str = "body"
    seen: bool = True
    linked: bool = False
    raised: bool = False
    preformatted: bool = False
    region: Region = Region.TEXT
    main: bool = False
    hint: Hint = Hint.NONE
    quoted: bool = False
    counted: bool = False  # in a list that the browser numbers


@dataclass(slots=True)
class Row:
    """A row of a table under way: which stretch each cell begins with."""

    start: int
    cells: list[int]
