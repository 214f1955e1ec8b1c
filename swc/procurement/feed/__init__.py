"""The change feed: what was said of each thing, in order, as machines may read it, and webhooks that carry it."""
