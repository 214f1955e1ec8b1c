"""Proving who you are: passwords, server-side sessions and API keys."""
