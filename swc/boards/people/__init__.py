"""People with an account and the roles they hold at boards and in the sector."""
