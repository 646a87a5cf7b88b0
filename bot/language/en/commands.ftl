# Commands as members see them. Names are lower case, at most 32 characters and without spaces; descriptions at most
# 100 characters.

command-ask = ask
command-ask-description = Answer a question with quotes from the archive, each with its citation
command-ask-question = question
command-ask-question-description = What you want to know, in a whole sentence
command-ask-private = private
command-ask-private-description = Show the answer to you alone
