"""The register of processing activities (art. 30 AVG), generated from uses, placements and FORA."""
