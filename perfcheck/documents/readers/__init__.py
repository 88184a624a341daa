"""One module for each file format, each with a ``READER``."""
