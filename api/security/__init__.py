"""Cookies, headers and the acting person of a request."""
