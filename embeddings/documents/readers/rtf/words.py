"""The control words of Rich Text Format, as far as they matter to the text."""

from __future__ import annotations

from embeddings.documents.readers.rtf.state import Destination

# What of the properties is about the document. "operator" is whoever saved it last.
STATED = {"title", "subject", "author", "manager", "company", "category", "keywords", "comment", "doccomm"}
TIMES = {"creatim", "revtim"}
MARKERS = {"listtext", "pntext"}  # the number or bullet of an item, as it is shown
TARGETS = {"footnote", "shptxt"}  # a note, a text box
# Groups that readers may pass over, and this one does not: text boxes, and text given in Unicode, too.
STARRED = {"shpinst", "shppict", "ud"}
ENDS = {"par", "sect", "\n", "\r"}
CELL_ENDS = {"cell", "nestcell"}
ROW_ENDS = {"row", "nestrow"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "~": "\u00a0", "_": "‑", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
# Groups that are no text by the word they begin with.
DESTINATIONS = {
    "fonttbl": Destination.FONTS,
    "stylesheet": Destination.STYLES,
    "info": Destination.INFORMATION,
    **dict.fromkeys(MARKERS, Destination.MARKER),
    **dict.fromkeys(
        (
            "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart",
            "colorschememapping", "colortbl", "datastore", "filetbl", "fldinst", "footer", "footerf", "footerl",
            "footerr", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl", "headerr",
            "latentstyles", "listoverridetable", "listtable", "nonesttables", "nonshppict", "objclass", "objdata",
            "objname", "pict", "pn", "pnseclvl", "pntxta", "pntxtb", "revtbl", "rsidtbl", "rxe", "shprslt", "sp",
            "tc", "tcn", "themedata", "upr", "xe", "xmlnstbl",
        ),
        Destination.SKIP,
    ),
}  # fmt: skip
