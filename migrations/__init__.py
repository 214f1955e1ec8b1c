"""The schema in SQL, as a history of revisions."""
