"""Merging two entries of the catalogue that are one product: everything moves along, and it can be undone."""

from swc.landscape.merging.service import keep_apart, merge_products, unmerge_products

__all__ = ["keep_apart", "merge_products", "unmerge_products"]
