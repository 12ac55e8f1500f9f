"""How rows are written as JSON, one subject a file. Amounts and quantities are strings, so nothing is rounded."""
