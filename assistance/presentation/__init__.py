"""Figures put into words and drawings, for pages and documents alike."""
