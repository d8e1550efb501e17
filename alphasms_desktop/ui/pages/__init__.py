"""Pages: each is a whole screen, shown one at a time."""
