"""Reading a board's application list: sheet, columns, values, product matching, dry run, choices and commit."""
