"""The record: what a person did, in a database named by URL. No clock in here."""

from tenfold.store.errors import StoreError
from tenfold.store.keeper import Keeper
from tenfold.store.log_state import LogCache
from tenfold.store.records import (
    Person,
    SittingRecord,
    SittingStatus,
    SittingSummary,
)
from tenfold.store.store import Store

__all__ = [
    "Keeper",
    "LogCache",
    "Person",
    "SittingRecord",
    "SittingStatus",
    "SittingSummary",
    "Store",
    "StoreError",
]
