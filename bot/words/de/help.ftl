# /hilfe: was für ein Mitglied an einem Ort gilt.

help-title = Was ich kann
help-ask = **`/fragen`** beantwortet eine Frage mit Zitaten aus dem Archiv, Wort für Wort, jedes mit Quellenangabe. `autor`, `werk` und `jahre` grenzen die Suche ein und machen beim Tippen Vorschläge. `privat` zeigt die Antwort nur dir.
help-words = **`/prüfen`** sagt, ob ein Zitat echt ist, Wort für Wort. **`/finden`** zeigt jede Stelle, an der eine Wendung steht.
help-message = **Erwähne mich** mit einer Frage, oder schreib mir direkt. **Antworte** auf eine Antwort von mir (mit @ AN) oder frag in ihrem Thread weiter, und ich weiß, worum es geht: „Und wann hat er sie verlassen?“
help-message-direct = **Schreib** deine Frage hierher; erwähnen musst du mich nicht. **Antworte** auf eine Antwort von mir, und ich weiß, worum es geht: „Und wann hat er sie verlassen?“
help-below = **Unter einer Antwort**: *Kontext* zeigt, was um ein Zitat herum steht, *Zitieren* die Quellenangabe in dem Stil, den du brauchst, *Mehr* die nächsten Stellen, *Quelle* die Seite, von der es stammt. Habe ich keine Antwort, zeigt *Nächstliegende Stellen*, was ihr am nächsten kommt. Daumen sagen den Admins, ob sie geholfen hat.
help-menu = **Im Menü jeder Nachricht**, unter Apps: *Quellen finden* zeigt nur dir, was das Archiv dazu sagt und ob ihre Zitate echt sind. *Zitate prüfen* sieht jedes Zitat darin an. *An mich senden* schickt dir eine Antwort. *Antwort vergessen* löscht eine Antwort von mir.
help-answer-channel = **In diesem Kanal** beantworte ich jede Frage; du musst mich nicht erwähnen.
help-may-not-write = **In diesem Kanal** antworte ich nur auf `/fragen`: Nachrichten schreiben darf ich hier nicht.
help-admin = **Du bist hier Admin**: Mit `/verwaltung` verwaltest du das Archiv und meine Einstellungen für diesen Server.
help-more = `/info` sagt, woher meine Antworten kommen, `/datenschutz`, was ich mir merke und wie du es löschst.

# /info

about-title = Pincite
about-bot =
    Ich beantworte Fragen mit **wörtlichen** Zitaten aus einem Archiv von Dokumenten. Jedes Zitat wird Zeichen für Zeichen mit seinem Dokument verglichen und mit Seite oder Absatz belegt. Kein Sprachmodell schreibt auch nur ein Wort. Wo das Archiv keine Antwort hat, sage ich das.
about-archive =
    { $documents ->
        [one] Mein Archiv enthält ein Dokument.
       *[other] Mein Archiv enthält { $documents } Dokumente.
    } Ich antworte aus der Generation `{ $generation }` seines Index.
about-more = Version { $version }. `/hilfe` erklärt, wie man fragt, `/datenschutz`, was ich mir merke.

# /datenschutz

privacy-title = Was ich mir merke
privacy-stored = **Von einer Antwort, { $days } Tage lang**, damit ihre Knöpfe funktionieren und du weiterfragen kannst: die Frage (bei *Quellen finden* den Text der Nachricht), wo die Zitate im Archiv stehen, und Server, Kanal und Nachricht, in denen sie steht. **Nicht, wer gefragt hat.** Danach wird sie gelöscht.
privacy-votes = **Von einem Daumen**: hoch oder runter, und ein Code, damit niemand doppelt abstimmt. Er nennt niemanden und ist bei jeder Antwort ein anderer.
privacy-gaps = **Die Admins dieses Servers** sehen Fragen ohne Antwort und solche mit Daumen nach unten, ohne Namen und ohne die privaten. Sie können das abschalten.
privacy-no-gaps = **Die Admins dieses Servers** haben die Liste der Fragen ohne Antwort abgeschaltet.
privacy-read-addressed = **Ich lese** nur Nachrichten, die mich erwähnen, Direktnachrichten und die, für die du *Quellen finden* wählst. Ich behalte keine davon, außer der Frage.
privacy-read-all = **Ich lese** die Nachrichten der Kanäle, die ich sehen kann, um zu erkennen, ob sie Fragen an mich sind. Ich behalte keine davon, außer der Frage.
privacy-passing = **Nur ein paar Sekunden**, im Arbeitsspeicher: wer wie oft gefragt hat, für die Wartezeit. Nichts verlässt den Rechner, auf dem ich laufe, außer dem, was ich hier schreibe.
privacy-deleting = **Um eine Antwort zu löschen**, öffne ihr Menü, dann Apps, *Antwort vergessen*. Das dürfen die Person, die gefragt hat, und die Admins. Gelöscht wird eine Antwort auch mit ihrer Nachricht oder ihrem Kanal. Werde ich von einem Server entfernt, lösche ich sofort alles, was ich von ihm weiß.
