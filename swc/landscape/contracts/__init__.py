"""Contracts of a board: parties, terms, products, documents, calendar, and how to leave an application."""
