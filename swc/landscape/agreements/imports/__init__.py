"""Reading in lists of agreements: the tab of processors of the Kennisnet data register, or a simple list."""
