"""Recordings watched by the workers of a Dask cluster (the extra ``tenfold[cluster]``).

Nothing is started here, and nobody is talked to but the scheduler that was named: no dashboard,
no network look-ups. Each worker needs Tenfold, and the recordings under the same paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from tenfold.capture.crew import Failed, attempt
from tenfold.capture.errors import CaptureError
from tenfold.capture.watching import Job, Seen, Wish

NEEDS_EXTRA: Final = "a cluster needs more than Tenfold brings: pip install 'tenfold[cluster]'"
_PATIENCE_S: Final = 10


def watch_on(
    address: str, jobs: Sequence[Job], wish: Wish, progress: Callable[[float], Any]
) -> Iterator[Seen | Failed]:
    """Watch many recordings on a cluster; answers as they come.

    Raises
    ------
    CaptureError
        If the extra is missing or the scheduler cannot be reached.
    """
    try:
        dask = import_module("distributed")
    except ImportError as error:
        raise CaptureError(NEEDS_EXTRA) from error
    try:
        client = dask.Client(address, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise CaptureError(f"{address}: no Dask scheduler can be reached there") from error
    with client:
        common = client.scatter(wish, broadcast=True)
        asked = {client.submit(attempt, _absolute(job), common, pure=False): job for job in jobs}
        for done, future in enumerate(dask.as_completed(asked, loop=client.loop), start=1):
            job = asked[future]
            answer: Seen | Failed
            if future.exception() is not None:
                answer = Failed(job, f"{job.path}: watching it ended by itself")
            else:
                told = future.result()
                # As it was named here, not as the worker knows it.
                answer = (
                    Failed(job, told.why)
                    if isinstance(told, Failed)
                    else replace(told, path=job.path)
                )
            progress(done)
            yield answer


def _absolute(job: Job) -> Job:
    def whole(path: Path | None) -> Path | None:
        return None if path is None else path.absolute()

    return Job(job.path.absolute(), whole(job.overlay), whole(job.save_trace), whole(job.plot))
