# What a reindex does and did, in Discord and on a terminal.

reindex-done = Reindexed
reindex-nothing = Nothing has changed
reindex-counts = { $documents ->
    [one] One document
   *[other] { $documents } documents
}: { $added } added, { $changed } changed, { $removed } removed, { $unchanged } unchanged
reindex-passages = { $passages ->
    [one] One passage
   *[other] { $passages } passages
}; { $encoded ->
    [one] one new piece of text
   *[other] { $encoded } new pieces of text
} embedded
reindex-causes = Everything was read again because this has changed: { $causes }
reindex-added = Added:
reindex-changed = Changed:
reindex-removed = Removed:
reindex-refused = { $count ->
    [one] One file was not indexed
   *[other] { $count } files were not indexed
}
reindex-incomplete = { $count ->
    [one] One file was read, but not all of it
   *[other] { $count } files were read, but not all of them
}
reindex-foot = Generation { $generation } · { $span }
cause-model = the embedding model
cause-passages = the length of passages
cause-reading = the limits on what is read
cause-program = Pincite or a library it reads with

# What of a file could not be read. `$pages` are places in the file, "3–5, 9", and `$count` how many.
loss-unreadable = { $characters ->
    [one] One character cannot be read
   *[other] { $characters } characters cannot be read
} ({ loss-pages }): the file does not say what its fonts show. Sentences with such a character are not quoted.
loss-picture = { $count ->
    [one] Page { $pages } is a picture
   *[other] Pages { $pages } are pictures
}. Run text recognition (OCR) on the file.
loss-damaged = { $count ->
    [one] Page { $pages } is damaged, or its
   *[other] Pages { $pages } are damaged, or their
} fonts hide what they show. Save the file anew.
loss-off-page = { $characters ->
    [one] One character stands
   *[other] { $characters } characters stand
} beyond the edge of the page ({ loss-pages }), and not in the text.
loss-pages = { $count ->
    [one] page { $pages }
   *[other] pages { $pages }
}

# How far it is.
progress-of = { $done } of { $total }
stage-exporting = Preparing the model
stage-looking = Looking for changes
stage-reading = Reading documents
stage-encoding = Embedding passages
stage-writing = Writing the index
stage-checking = Checking the index
