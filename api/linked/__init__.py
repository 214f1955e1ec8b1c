"""Dereferencing: /id/ answers 303 to a page or to data."""
