"""What the command line shows: answers, reports, documents, checks and progress, on a terminal or in a pipe."""
