"""The command line: parses first, and imports the rest of the program inside the chosen command."""
