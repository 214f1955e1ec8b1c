"""Vendors, products, claims, standards and central DPIAs, each fact with source, date and trust."""
