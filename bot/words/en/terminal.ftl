# What a terminal and the log say.

serving = { $name } is ready to answer in { $servers ->
    [one] one server
   *[other] { $servers } servers
}.
interrupted = Interrupted.
taken-up = Serving generation { $generation }
serving-earlier = An earlier index is used.
index-outdated = The index is out of date. This has changed since it was made: { $causes }. Run `pincite reindex`.
index-faults = The index has { $count ->
    [one] one fault
   *[other] { $count } faults
}: { $first }. Run `pincite reindex --full` to build it again.
first-index-refused = { $count ->
    [one] One file was not indexed
   *[other] { $count } files were not indexed
}; `pincite reindex` says why.
list-goes-on = … and { $count } more (--json lists them all)
next-attempt = Discord could not be reached ({ $detail }). Next attempt in { $seconds } s.
undelivered = { $what } in channel { $place } was not delivered: { $why }
token-exposed = Every user of this machine can read the token file { $file }. Run: chmod 600 { $file }
archive-open-to-all = The bot is in { $servers ->
    [one] one server
   *[other] { $servers } servers
}, and the admins of each may change the archive they share. To limit that, name servers in `archive_servers` under [discord].

# What a setting must be, on its own and after "a list of".
kind-bool = true or false
    .plural = true and false
kind-int = a whole number
    .plural = whole numbers
kind-float = a number
    .plural = numbers
kind-str = text in quotes
    .plural = texts in quotes
kind-path = a path in quotes
    .plural = paths in quotes
kind-list = a list of { $items }
    .plural = lists of { $items }
kind-other = of the type { $name }
    .plural = { kind-other }
bound-between = from { $low } to { $high }
bound-least = of at least { $bound }
bound-most = of at most { $bound }
bound-above = above { $bound }
bound-below = below { $bound }
first-index-elsewhere = Another process is making the index in { $folder }. Waiting for it.
output-closed = There is nowhere to print: standard output is closed.
