"""Dialogs: the few questions that cannot wait on a page."""
