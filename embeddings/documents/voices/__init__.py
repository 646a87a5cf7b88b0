"""Rules that tell another voice from the author's, one module a kind of voice.

Each rule is a function ``(page) -> Iterator[(index of a block, attribution)]`` over the blocks of a document's
body. A rule speaks up only where structure or a cue says so; it never guesses a name.
"""
