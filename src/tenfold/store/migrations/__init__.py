"""Numbered upgrades of the database. They never change once released."""

from typing import Final

HEAD: Final = "0002"
"""The newest migration: what this Tenfold reads and writes."""
