"""The projection writer: graphs as files, kept in step with SQL through the outbox."""
