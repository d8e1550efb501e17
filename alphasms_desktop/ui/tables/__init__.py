"""Tables: rows of our own order in a C++ item model."""
