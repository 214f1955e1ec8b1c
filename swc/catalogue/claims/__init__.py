"""What vendors say of themselves and of their own products, until the sector editor made it a fact or refused it."""
