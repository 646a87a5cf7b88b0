"""`/admin documents`: what is in the archive, one document of it, and taking it out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.admin.controls import control
from bot.admin.shape import (
    BAD,
    GOOD,
    button,
    count_pages,
    custom_id,
    line,
    lines,
    option,
    page_of,
    pages,
    panel,
    plain,
    row,
)
from bot.words.lists import shortened
from embeddings.documents import shelf
from embeddings.errors import UnknownDocument

if TYPE_CHECKING:
    from pathlib import Path

    from bot.admin.desk import Visit
    from embeddings.index.listing import DocumentSummary

EACH = 8  # documents on a page
SEARCH = 40  # characters of what is looked for
TITLE, PATH = 90, 80
REMOVED = "removed"  # the folder, in that of the bot's memory


async def show(visit: Visit, page: int = 0, search: str = "") -> None:
    """Show a page of the documents, or of those that have every word of `search`."""
    phrases, search = visit.phrases, shortened(search, SEARCH)
    listing = await visit.look(visit.library.listing, search, skip=page * EACH, most=EACH)
    of = count_pages(listing.total, EACH)
    if page >= of:  # fewer than when the button was made
        page = of - 1
        listing = await visit.look(visit.library.listing, search, skip=page * EACH, most=EACH)
    head = phrases("documents-found" if search else "documents-count", count=listing.total, search=plain(search))
    choice = ui.Select[Any](
        custom_id=custom_id("document", page, search),
        placeholder=phrases("documents-choose"),
        options=[option(one.title or one.path, key(one.path), one.path) for one in listing.documents],
    )
    await visit.show(
        panel(
            f"### {phrases('documents-title')}",
            head,
            line() if listing.documents else None,
            lines(_entry(one) for one in listing.documents),
            row(choice) if listing.documents else None,
            row(*pages(phrases, "documents", page, of, search)),
            row(
                button(phrases("documents-search"), "documents-search"),
                button(phrases("documents-all"), "documents-all") if search else None,
                button(phrases("documents-refused-title"), "refused", 0),
                button(phrases("upload"), "upload", style=ButtonStyle.primary) if visit.changes_archive else None,
            ),
        )
    )


@control("documents")
async def turn(visit: Visit) -> None:
    """Show another page in the place of this one."""
    await show(visit, *page_of(visit.about))


@control("documents-all")
async def every(visit: Visit) -> None:
    """Show all documents."""
    await show(visit)


@control("documents-new", apart=True)
async def anew(visit: Visit) -> None:
    """Show the documents in a message of its own, for the admin alone."""
    await show(visit)


@control("documents-search")
async def search(visit: Visit) -> None:
    """Ask what to look for."""
    phrases = visit.phrases
    form = ui.Modal(title=phrases("documents-search"), custom_id=custom_id("documents-found"), timeout=None)
    field = ui.TextInput[Any](custom_id="search", max_length=SEARCH, required=False)
    form.add_item(ui.Label(text=phrases("documents-search-for"), component=field))
    await visit.ask(form)


@control("documents-found")
async def found(visit: Visit) -> None:
    """Show what was looked for."""
    await show(visit, 0, str(visit.fields.get("search", "")))


@control("document")
async def one(visit: Visit) -> None:
    """Show the document that was chosen."""
    page, search = page_of(visit.about)
    await _document(visit, visit.values[0] if visit.values else "", page, search)


async def _document(visit: Visit, chosen: str, page: int, search: str) -> None:
    phrases = visit.phrases
    document = await visit.look(_chosen, visit, chosen)
    facts = [
        ("document-title", document.title),
        ("document-author", document.author),
        ("document-date", document.issued),
    ]
    shown = [phrases(name, value=plain(value, 300)) for name, value in facts if value]
    remove = None
    if visit.changes_archive:
        remove = button(phrases("document-remove"), "document-remove", chosen, style=ButtonStyle.danger)
    await visit.show(
        panel(
            f"### {plain(document.title or document.path, 200)}",
            lines([*shown, phrases("document-path", value=plain(document.path, 300))]),
            row(button(phrases("admin-back"), "documents", page, search), remove),
        )
    )


@control("document-remove", archive=True)
async def remove(visit: Visit) -> None:
    """Ask before a document is taken out."""
    phrases, chosen = visit.phrases, visit.about
    document = await visit.look(_chosen, visit, chosen)
    await visit.show(
        panel(
            f"### {phrases('document-remove-sure')}",
            plain(document.path, 300),
            phrases("document-remove-means"),
            row(
                button(phrases("document-remove-yes"), "document-removed", chosen, style=ButtonStyle.danger),
                button(phrases("admin-back"), "documents", 0),
            ),
            colour=BAD,
        )
    )


@control("document-removed", archive=True)
async def removed(visit: Visit) -> None:
    """Move it away."""
    phrases = visit.phrases
    document = await visit.look(_chosen, visit, visit.about)
    away = await visit.look(shelf.withdraw, visit.library.settings, document.path, removed_folder(visit))
    await visit.show(
        panel(
            f"### {phrases('document-removed')}",
            plain(document.path, 300),
            phrases("document-removed-means"),
            row(
                button(phrases("reindex-title"), "reindex-now", style=ButtonStyle.primary),
                button(phrases("document-put-back"), "document-back", away.name),
                button(phrases("documents-title"), "documents", 0),
            ),
            colour=GOOD,
        )
    )


@control("document-back", archive=True)
async def put_back(visit: Visit) -> None:
    """Move it back."""
    phrases = visit.phrases
    if not visit.about.isalnum():  # made by hand
        raise UnknownDocument(visit.about)
    paths = await visit.look(shelf.restore, visit.library.settings, removed_folder(visit) / visit.about)
    await visit.show(
        panel(
            f"### {phrases('document-is-back')}",
            lines(plain(path, 300) for path in paths),
            row(button(phrases("documents-title"), "documents", 0)),
            colour=GOOD,
        )
    )


def removed_folder(visit: Visit) -> Path:
    """Return where documents go that are taken out."""
    return visit.desk.services.settings.memory / REMOVED


def key(path: str) -> str:
    """Return what stands for a path in a button, which has no room for a long one."""
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _chosen(visit: Visit, chosen: str) -> DocumentSummary:
    path = next((path for path in visit.library.documents() if key(path) == chosen), None)
    if path is None:
        raise UnknownDocument(chosen)
    return visit.library.summary(path)


def _entry(document: DocumentSummary) -> str:
    about = " · ".join(plain(part, TITLE) for part in (document.author, document.issued) if part)
    title = f"**{plain(document.title or document.path, TITLE)}**"
    return f"{title}{f' – {about}' if about else ''}\n-# {plain(document.path, PATH)}"
