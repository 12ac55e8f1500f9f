"""Text in, findings out. Plain Python without clock, network, settings or database."""
