"""Runs campaigns: plain Python on plain threads, with no window, network or database of its own."""
