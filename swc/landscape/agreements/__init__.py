"""Processor agreements (art. 28 AVG) of uses and with vendors: what they cover, what is missing, and lists read in."""
