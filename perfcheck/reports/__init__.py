"""Reports and extractions into the formats people and programs read."""

from perfcheck.reports.format import Format, View, all_formats

__all__ = ["Format", "View", "all_formats"]
