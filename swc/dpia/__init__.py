"""The DPIA status of a use: duty from criteria, one transition table, history."""
