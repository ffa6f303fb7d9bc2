"""The vocabulary and the shapes, as data files."""
