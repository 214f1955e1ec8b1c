"""The list of uses over all boards that share with the sector: pages by key, files as streams."""
