"""Dependency on vendor groups: the lens, hidden concentration and what if."""
