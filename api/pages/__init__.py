"""Pages in Dutch, with an English twin."""
