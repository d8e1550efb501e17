"""Alembic's migrations; imported only when a store is new or older than the program."""
