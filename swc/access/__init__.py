"""Who acts, and what a role may do; the lowest room, so that every service can ask."""
