"""Procurement: joint buying, tender dossiers, comparison of products, and the feeds for machines."""
