"""Concept schemes of others: read from a file, weighed in a report, stored as versions."""
