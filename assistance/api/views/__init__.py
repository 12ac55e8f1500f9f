"""The addresses' answers, one subject a file."""
