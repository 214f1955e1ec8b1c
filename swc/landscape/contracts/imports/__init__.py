"""Reading in lists of contracts: what boards keep in a spreadsheet, and what this product exports."""
