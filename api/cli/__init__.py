"""The `swc` command."""
