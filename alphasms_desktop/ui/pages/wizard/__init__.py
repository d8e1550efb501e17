"""The way to a new campaign in four short steps: recipients, message, options, review."""
