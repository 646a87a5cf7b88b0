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
reindex-foot = Generation { $generation } · { $span }
cause-model = the embedding model
cause-passages = the length of passages
cause-reading = the limits on what is read
cause-program = Pincite or a library it reads with

# How far it is.
progress-of = { $done } of { $total }
stage-exporting = Preparing the model
stage-looking = Looking for changes
stage-reading = Reading documents
stage-encoding = Embedding passages
stage-writing = Writing the index
stage-checking = Checking the index
