"""What boards share with the sector, as lines of RDF: a graph for each board, made for one board or for all at once."""
