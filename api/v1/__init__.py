"""JSON under /api/v1, following the NL GOV REST API Design Rules 2.2."""
