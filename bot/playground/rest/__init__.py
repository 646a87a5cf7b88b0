"""The REST interface: HTTP in front of the world."""
