"""From HTML to blocks: the same for web pages, the chapters of e-books and the bodies of mails.

parser (lxml: tokens, nothing else) -> collector (stretches, with what their markup says) -> sorting (what is the
text, what is the site) -> kinds (headings, quotations, notes, verse) -> TextBuilder. `statements` beside it reads
what the page's head says.
"""
