# Was `pincite mcp` als bloßen Text sagt, neben den gegliederten Ergebnissen.

mcp-waiting = Wartet auf ein Programm an der Standardeingabe. Programme starten diesen Befehl selbst; --http bietet ihn unter einer Adresse an. Strg-C beendet.
mcp-listening = Die Werkzeuge des Archivs stehen unter { $address } bereit. Strg-C beendet.
mcp-hash = Der Text des Dokuments hat den sha256 { $sha256 }.
mcp-differs = Nicht wörtlich. Die nächsten Stellen lauten:
mcp-instead = Dort steht „{ $source }“, wo das Zitat „{ $quoted }“ hat.
mcp-lacks = Dort fehlt „{ $quoted }“.
mcp-has-more = Dort steht außerdem „{ $source }“.
mcp-voices = Nicht alles davon ist von derselben Person:
mcp-read-on = Weiter geht es bei Zeichen { NUMBER($start, useGrouping: 0) }.
mcp-not-all-places = { $hidden ->
    [one] Eine davon ist nicht aufgeführt
   *[other] { $hidden } davon sind nicht aufgeführt
}.
mcp-size = { $characters ->
    [one] Ein Zeichen
   *[other] { NUMBER($characters, useGrouping: 0) } Zeichen
}, { $blocks ->
    [one] eine Zeile Gliederung
   *[other] { $blocks } Zeilen Gliederung
}.
mcp-rows-skipped = Aufgeführt sind die Zeilen { NUMBER($first, useGrouping: 0) } bis { NUMBER($last, useGrouping: 0) }.
mcp-documents = { $count ->
    [0] Kein Dokument des Archivs passt.
    [one] Ein Dokument:
   *[other] { $count } Dokumente:
}
mcp-documents-part = { $count ->
    [one] Ein Dokument.
   *[other] { $count } Dokumente.
} Dies sind { NUMBER($first, useGrouping: 0) } bis { NUMBER($last, useGrouping: 0) }:
