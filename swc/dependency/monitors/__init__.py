"""Monitors of the sector: a fixed question over every board that shares, answered from the columns."""
