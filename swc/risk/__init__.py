"""Flags: declared rules over the facts of one board."""
