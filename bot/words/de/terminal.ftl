# Was das Terminal und das Protokoll sagen.

serving = { $name } ist bereit und antwortet auf { $servers ->
    [one] einem Server
   *[other] { $servers } Servern
}.
interrupted = Abgebrochen.
taken-up = Generation { $generation } ist in Gebrauch
serving-earlier = Ein früherer Index wird benutzt.
index-outdated = Der Index ist veraltet. Seither hat sich geändert: { $causes }. Ruf `pincite reindex` auf.
index-faults = Der Index hat { $count ->
    [one] einen Fehler
   *[other] { $count } Fehler
}: { $first }. `pincite reindex --full` baut ihn neu.
first-index-refused = { $count ->
    [one] Eine Datei wurde nicht eingelesen
   *[other] { $count } Dateien wurden nicht eingelesen
}; `pincite reindex` sagt, warum.
list-goes-on = … und { $count } weitere (--json nennt alle)
next-attempt = Discord war nicht zu erreichen ({ $detail }). Nächster Versuch in { $seconds } s.
undelivered = { $what } in Kanal { $place } kam nicht an: { $why }
token-exposed = Jeder Benutzer dieses Rechners kann die Datei mit dem Token { $file } lesen. Ruf auf: chmod 600 { $file }
archive-open-to-all = Der Bot ist auf { $servers ->
    [one] einem Server
   *[other] { $servers } Servern
}, und die Admins jedes Servers dürfen das gemeinsame Archiv ändern. Um das einzuschränken, nenne Server in `archive_servers` unter [discord].

# Was eine Einstellung sein muss, für sich und hinter „eine Liste von“.
kind-bool = true oder false
    .plural = true und false
kind-int = eine ganze Zahl
    .plural = ganzen Zahlen
kind-float = eine Zahl
    .plural = Zahlen
kind-str = Text in Anführungszeichen
    .plural = Texten in Anführungszeichen
kind-path = ein Pfad in Anführungszeichen
    .plural = Pfaden in Anführungszeichen
kind-list = eine Liste von { $items }
    .plural = Listen von { $items }
kind-other = etwas vom Typ { $name }
    .plural = { kind-other }
bound-between = von { $low } bis { $high }
bound-least = von mindestens { $bound }
bound-most = von höchstens { $bound }
bound-above = über { $bound }
bound-below = unter { $bound }
first-index-elsewhere = Ein anderer Prozess legt gerade den Index in { $folder } an. Ich warte darauf.
output-closed = Es gibt keinen Ort für die Ausgabe: Die Standardausgabe ist geschlossen.
