"""Who owned which organisation when, and the names it bore."""
