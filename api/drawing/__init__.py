"""Plots as plain geometry: what a template needs to draw an SVG beside a table with the same numbers."""
