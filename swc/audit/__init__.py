"""Events: the audit trail, the history, the outbox and the trigger of what follows, in one append."""
