"""Dereferencing: every thing and term has one address, answered with 303 to a page or to data; and whole graphs."""
