"""Pincite's library: documents in, verbatim quotes with citations out. Knows nothing of Discord."""
