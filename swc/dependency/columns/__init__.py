"""The landscapes that boards share, as columns in memory: for questions over the whole sector.

Disposable: everything in it is read from the database, and read again after a change.
"""
