"""Webhooks: an address that gets the entries of a feed one by one, in order and signed (Standard Webhooks)."""
