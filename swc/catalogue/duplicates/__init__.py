"""Entries of the catalogue that may be one product: candidates with their reasons, and what was found to differ."""
