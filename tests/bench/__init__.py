"""How fast the extractor and the import are: ``make bench`` prints it."""
