"""The SPARQL 1.1 endpoint: protocol, guard, results and a killable worker per scope."""
