# Befehle, wie Mitglieder sie sehen. Namen klein, höchstens 32 Zeichen, ohne Leerzeichen; Beschreibungen höchstens 100
# Zeichen.

command-ask = fragen
command-ask-description = Beantwortet eine Frage mit Zitaten aus dem Archiv, jedes mit Quellenangabe
command-ask-question = frage
command-ask-question-description = Was du wissen möchtest, in einem ganzen Satz
command-ask-private = privat
command-ask-private-description = Zeigt die Antwort nur dir
