"""The store: a dozen verbs in the domain's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tenfold.session.commands import BlockEnded
from tenfold.session.inputs import Input
from tenfold.session.sitting import Sitting
from tenfold.store.records import Effort, Person, SittingRecord, SittingSummary


class Store:
    """A person's record. Make one with :meth:`open`; it may be used from several threads.

    Every verb that writes has committed when it returns, and has changed nothing when it
    raises :class:`~tenfold.store.errors.StoreError`. Times are given by the caller and
    must know their offset from UTC.
    """

    @classmethod
    def open(cls, url: str | None = None) -> Store:
        """Open the database at ``url`` (default: see ``paths.database_url``), making or
        upgrading it first. One from a newer Tenfold is refused."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the database. The store is of no use afterwards."""
        raise NotImplementedError

    def person(self) -> Person:
        """The one person whose machine this is; made at first need."""
        raise NotImplementedError

    def settings(self, person_id: str) -> dict[str, str]:
        """All settings the person has saved. What was never saved is not in it."""
        raise NotImplementedError

    def save_setting(self, person_id: str, key: str, value: str) -> None:
        """Save one setting, replacing what it was."""
        raise NotImplementedError

    def begin_sitting(
        self, person_id: str, sitting: Sitting, at: datetime, pain_before: int | None = None
    ) -> str:
        """Record that a sitting begins; its id (32 hex digits). ``at`` in the person's own
        time zone, so that the day is theirs."""
        raise NotImplementedError

    def append(self, sitting_id: str, seq: int, input: Input) -> None:
        """Add the ``seq``-th input (from 0) to an open sitting's log. Committed on return.

        Raises
        ------
        StoreError
            ``conflict`` when ``seq`` is taken (another server leads this sitting),
            ``missing`` when there is no such sitting or it has ended.
        """
        raise NotImplementedError

    def inputs(self, sitting_id: str) -> list[Input]:
        """The sitting's log, in order."""
        raise NotImplementedError

    def record_block(self, sitting_id: str, block: BlockEnded) -> None:
        """Record what was done of one block, replacing what was recorded of it before."""
        raise NotImplementedError

    def finish_sitting(self, sitting_id: str, at: datetime, blocks: Sequence[BlockEnded]) -> None:
        """The sitting is over: record its blocks and drop the log's ticks, which replay does
        not need. Finishing again changes nothing."""
        raise NotImplementedError

    def abandon_sitting(self, sitting_id: str, at: datetime) -> None:
        """The person will not go on with it. Blocks that ended stay recorded."""
        raise NotImplementedError

    def record_after(
        self, sitting_id: str, pain_after: int | None, efforts: Mapping[int, Effort]
    ) -> None:
        """How it was: pain now (None: not said, keeps what was said) and effort by block index."""
        raise NotImplementedError

    def record_effort(self, sitting_id: str, block_index: int, effort: Effort) -> None:
        """How hard one block felt."""
        raise NotImplementedError

    def sitting(self, sitting_id: str) -> SittingRecord:
        """One sitting. StoreError ``missing`` if there is none."""
        raise NotImplementedError

    def sittings(
        self, person_id: str, limit: int = 50, offset: int = 0
    ) -> list[SittingSummary]:
        """The person's sittings, newest first."""
        raise NotImplementedError

    def open_sitting(self, person_id: str) -> SittingRecord | None:
        """The newest sitting that is neither finished nor abandoned."""
        raise NotImplementedError

    def rounds_done(self, person_id: str, day: date) -> dict[str, int]:
        """How many rounds of each exercise were done on the person's ``day``, by exercise id.

        A round counts when its block was done, whether or not the sitting was finished.
        """
        raise NotImplementedError
