"""Revisions, oldest first by name; each is frozen once merged."""
