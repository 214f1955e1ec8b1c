"""Boards, schools and sites, and the people, sessions and keys that act for them."""
