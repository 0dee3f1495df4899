"""Many pieces of work over one process, several processes of this machine, or a Dask cluster: the same answer from all.

A piece is known by its number alone, so who does it changes nothing. `common` is sent to every worker once.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

from placements.errors import UsageError

C = TypeVar("C")
R = TypeVar("R")
Task = Callable[[C, int], R]
Progress = Callable[[str], None]
DASK = "dask://"
_here: dict[str, Any] = {}


def by_tenths(progress: Callable[[str], None], what: str) -> Callable[[int, int], None]:
    """Return what `spread` tells: a line for each tenth that is done."""
    told = {"tenths": 0}

    def tell(done: int, all_: int) -> None:
        tenths = 10 * done // all_ if all_ else 10
        if tenths > told["tenths"]:
            told["tenths"] = tenths
            progress(f"{what}: {done:,} of {all_:,}")

    return tell


def spread(
    task: Task[C, R], common: C, numbers: Iterable[int], workers: str = "1",
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> list[R]:  # fmt: skip
    """Return `task(common, number)` for every number, in order.

    `workers`: how many processes ("1": this one), or the address of a Dask scheduler, `dask://host:port`. The task is
    a function of a module. Raises UsageError for workers that cannot be understood.
    """
    wanted = list(numbers)
    found = []
    for answer in _answers(task, common, wanted, workers):
        found.append(answer)
        progress(len(found), len(wanted))
    return found


def _answers(task: Task[C, R], common: C, numbers: list[int], workers: str) -> Iterator[R]:
    if workers.startswith(DASK):
        return _by_dask(task, common, numbers, workers.removeprefix(DASK))
    if not workers.isdecimal() or int(workers) < 1:
        raise UsageError("--workers is a number of processes, or the address of a Dask scheduler: dask://host:port.")
    if workers == "1":
        return (task(common, number) for number in numbers)
    return _by_processes(task, common, numbers, int(workers))


def _by_processes(task: Task[C, R], common: C, numbers: list[int], workers: int) -> Iterator[R]:
    from multiprocessing import get_context

    # "spawn" is the only way of starting a process that every system has, and it inherits no threads of a solver.
    with ProcessPoolExecutor(workers, get_context("spawn"), _remember, (task, common)) as pool:
        yield from pool.map(_do, numbers, chunksize=1)


def _remember(task: Task[C, R], common: C) -> None:
    _here["task"], _here["common"] = task, common


def _do(number: int) -> Any:
    return _here["task"](_here["common"], number)


def _by_dask(task: Task[C, R], common: C, numbers: list[int], address: str) -> Iterator[R]:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("Dask is not installed. Install it with: pip install 'placements[dask]'.") from None
    with Client(f"tcp://{address}") as client:
        sent = client.scatter(common, broadcast=True, hash=False)
        futures = [client.submit(task, sent, number, pure=False, retries=3) for number in numbers]
        for future in futures:
            yield future.result()
            future.release()
