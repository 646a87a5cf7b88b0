"""What members meet: commands and conversation. Thin: questions are answered in `bot/asking/answering.py`."""
