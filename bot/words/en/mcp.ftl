# What `pincite mcp` says in plain text, beside the structured results.

mcp-waiting = Waiting for a client on standard input. Clients start this command themselves; --http serves at an address. Ctrl-C stops.
mcp-listening = Serving the archive's tools at { $address }. Ctrl-C stops.
mcp-hash = The document's text has the sha256 { $sha256 }.
mcp-differs = Not word for word. The nearest passages say:
mcp-instead = It has “{ $source }” where the quotation has “{ $quoted }”.
mcp-lacks = It does not have “{ $quoted }”.
mcp-has-more = It also has “{ $source }”.
mcp-voices = Not all of this is by one person:
mcp-read-on = More of it begins at character { NUMBER($start, useGrouping: 0) }.
mcp-not-all-places = { $hidden ->
    [one] One of them is not listed
   *[other] { $hidden } of them are not listed
}.
mcp-size = { $characters ->
    [one] One character
   *[other] { NUMBER($characters, useGrouping: 0) } characters
}, { $blocks ->
    [one] one row of outline
   *[other] { $blocks } rows of outline
}.
mcp-rows-skipped = Rows { NUMBER($first, useGrouping: 0) } to { NUMBER($last, useGrouping: 0) } are listed.
mcp-documents = { $count ->
    [0] No document of the archive fits.
    [one] One document:
   *[other] { $count } documents:
}
mcp-documents-part = { $count ->
    [one] One document.
   *[other] { $count } documents.
} These are { NUMBER($first, useGrouping: 0) } to { NUMBER($last, useGrouping: 0) }:
