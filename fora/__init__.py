"""Releases of the reference architecture: read, stage, compare, publish, roll back, derive and draw."""
