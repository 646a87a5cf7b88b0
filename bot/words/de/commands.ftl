# Befehle, wie Mitglieder sie sehen. Namen klein, höchstens 32 Zeichen, ohne Leerzeichen; Beschreibungen höchstens 100
# Zeichen.

command-ask = fragen
command-ask-description = Beantwortet eine Frage mit Zitaten aus dem Archiv, jedes mit Quellenangabe
command-ask-question = frage
command-ask-question-description = Was du wissen möchtest, in einem ganzen Satz
command-ask-author = autor
command-ask-author-description = Zitiert nur die Worte dieser Person, wo immer sie stehen
command-ask-work = werk
command-ask-work-description = Zitiert nur dieses Werk: ein Titel, oder worin er erschienen ist
command-ask-years = jahre
command-ask-years-description = Zitiert nur aus diesen Jahren: 1907, 1900-1914, vor 1910, 1890er
command-ask-page-author = seitenautor
command-ask-page-author-description = Zitiert nur Dokumente dieses Autors, auch Anmerkungen und Zitate darin
command-ask-private = privat
command-ask-private-description = Zeigt die Antwort nur dir

command-help = hilfe
command-help-description = Was ich hier kann und wie es geht
command-about = info
command-about-description = Woher meine Antworten kommen
command-privacy = datenschutz
command-privacy-description = Was ich mir merke und wie du es löschst

menu-find-sources = Quellen finden
menu-check-quotes = Zitate prüfen
menu-send-to-my-messages = An mich senden
menu-forget-this-answer = Antwort vergessen

command-verify = prüfen
command-verify-description = Prüfen, ob ein Zitat echt ist: wörtlich, verändert (und wie), von jemand anderem oder nirgends
command-verify-quotation = zitat
command-verify-quotation-description = Das Zitat; Auslassungen und [Klammern] werden verstanden
command-verify-author = autor
command-verify-author-description = Von wem die Worte sein sollen
command-verify-work = werk
command-verify-work-description = Aus welchem Werk, Buch oder welcher Zeitschrift
command-verify-private = privat
command-verify-private-description = Das Ergebnis nur dir zeigen
command-find = finden
command-find-description = Jede Stelle finden, an der eine Wendung wörtlich steht
command-find-phrase = wendung
command-find-phrase-description = Die gesuchten Worte
command-find-author = autor
command-find-author-description = Nur dessen eigene Worte
command-find-work = werk
command-find-work-description = Nur dieses Werk, Buch oder diese Zeitschrift
command-find-years = jahre
command-find-years-description = Nur Werke dieser Jahre, etwa 1912 oder 1900-1914
command-find-private = privat
command-find-private-description = Das Ergebnis nur dir zeigen
