"""Named questions in SPARQL: those that come with the product, and those that people keep and share."""
