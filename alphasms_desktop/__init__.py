"""AlphaSMS Desktop: mass voice calls through AlphaSMS, from a spreadsheet to a report."""

__version__ = "0.1.0"
