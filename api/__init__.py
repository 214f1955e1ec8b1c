"""The edge: pages, JSON, SPARQL, command line; routes translate and call one service."""
