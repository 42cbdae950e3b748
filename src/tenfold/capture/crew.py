"""Many recordings at once, each in one of a few processes.

A process that ends by itself (a file that a native library cannot bear) takes only its own file
with it: another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from tenfold.capture.errors import CaptureError
from tenfold.capture.quiet import native_noise_muted
from tenfold.capture.watching import Job, Seen, Wish, watch

_PATIENCE_S: Final = 5.0
_STEP_S: Final = 0.2
"""Progress is told at most for every so much of a recording, seconds."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A recording that could not be watched, and why, in a line."""

    job: Job
    why: str


def fitting_count(jobs: int) -> int:
    """How many processes are of use for so many recordings on this machine."""
    return max(1, min(jobs, os.cpu_count() or 1))


def attempt(
    job: Job, wish: Wish, progress: Callable[[float, float], Any] = lambda _t, _end: None
) -> Seen | Failed:
    """Watch one recording; what goes wrong with it is an answer too."""
    try:
        return watch(job, wish, progress)
    except CaptureError as error:
        return Failed(job, " ".join(str(error).split()))
    except Exception as error:  # noqa: BLE001 - one file must not stop the others
        return Failed(job, f"{job.path}: cannot be watched ({type(error).__name__})")


class _Ended(BaseException):
    """This process was told to end."""


def _work(pipe: Connection, wish: Wish) -> None:
    """A process of the crew: jobs in; shares done and answers out."""
    # Ctrl-C at the terminal goes to all: the one who started this decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def end(_number: int, _frame: object) -> None:
        raise _Ended

    signal.signal(signal.SIGTERM, end)
    with suppress(_Ended, EOFError, BrokenPipeError), native_noise_muted():
        while True:
            job: Job = pipe.recv()
            told = -1.0

            def progress(t_s: float, end_s: float) -> None:
                nonlocal told
                if end_s > 0 and t_s - told >= _STEP_S:
                    told = t_s
                    pipe.send(min(1.0, t_s / end_s))

            pipe.send(attempt(job, wish, progress))


class _Worker:
    def __init__(self, wish: Wish) -> None:
        # Spawned: a copy of a process in which libraries have threads may hang.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, wish), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None

    def give(self, job: Job, shares: dict[Job, float]) -> None:
        self.job = job
        shares[job] = 0.0
        with suppress(OSError):  # it has ended: whoever listens next is told
            self.pipe.send(job)

    def end(self) -> None:
        self.process.terminate()
        self.pipe.close()

    def gone(self) -> None:
        self.process.join(_PATIENCE_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def watch_all(
    jobs: Sequence[Job], wish: Wish, count: int, progress: Callable[[float], Any]
) -> Iterator[Seen | Failed]:
    """Watch many recordings; answers as they come.

    Parameters
    ----------
    count : int
        How many at once.
    progress : callable
        Called with how many are done, those under way as fractions.
    """
    waiting = deque(jobs)
    shares: dict[Job, float] = {}
    crew: list[_Worker] = []
    done = 0
    try:
        while waiting or shares:
            while waiting and len(crew) < count:
                crew.append(_Worker(wish))
            for worker in crew:
                if worker.job is None and waiting:
                    worker.give(waiting.popleft(), shares)
            busy = {worker.pipe: worker for worker in crew if worker.job is not None}
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                assert worker.job is not None
                job = worker.job
                answer: Seen | Failed | float
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    answer = Failed(job, f"{job.path}: watching it ended by itself")
                    crew.remove(worker)
                    worker.end()
                    worker.gone()
                if isinstance(answer, float):
                    shares[job] = answer
                else:
                    worker.job = None
                    del shares[job]
                    done += 1
                    yield answer
                progress(done + sum(shares.values()))
    finally:
        for worker in crew:
            worker.end()
        for worker in crew:
            worker.gone()
