"""Link to the very words of a quote on the page it was taken from."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from embeddings.quoting.text_fragment import directive

LONGEST = 512  # what Discord takes for a button's address
DELIMITER = ":~:"  # parts a page's own fragment from directives to the browser
_KEPT = "!#$%&'()*+,-./:;=?@_~"  # what an address holds as it is


def deep_link(url: str, document_text: str, start: int, end: int) -> str | None:
    """Return the address that leads a browser to ``document_text[start:end]``, of at most 512 characters.

    Where no directive of that length finds the words and nothing else, it is the page's own address; None where
    that is not one `web_address` takes, or is too long itself.
    """
    address = web_address(url)
    if address is None or len(address) > LONGEST:
        return None
    page, _, fragment = address.partition("#")
    opening = f"{page}#{fragment.partition(DELIMITER)[0]}{DELIMITER}text="
    found = directive(document_text, start, end, LONGEST - len(opening))
    return address if found is None else opening + found


def web_address(url: str) -> str | None:
    """Return an http or https address in ASCII; None for anything else, and for one that could mislead.

    Refused are spaces, control and format characters, backslashes (browsers take them for slashes), and names or
    passwords before the host.
    """
    if not url.isprintable() or re.search(r"[\s\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # a UnicodeError is one
        return None
    usable = parts.scheme in ("http", "https") and "@" not in parts.netloc
    if not usable or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", name):
        return None
    host_and_port = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{host_and_port}{quote(rest, safe=_KEPT)}"
