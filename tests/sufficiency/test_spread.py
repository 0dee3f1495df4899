"""The same answer from one process, several, and a Dask cluster that loses a worker."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sufficiency.counting import draw, draw_or_die

from placements.errors import UsageError
from placements.sufficiency.spread import spread

ALONE = [draw(7, n) for n in range(12)]
TESTS = str(Path(__file__).parent.parent)


def test_one_process_and_several_agree_and_progress_is_told() -> None:
    told = []
    assert spread(draw, 7, range(12), "1", lambda done, all_: told.append((done, all_))) == ALONE
    assert told[-1] == (12, 12)
    assert spread(draw, 7, range(12), "2") == ALONE


@pytest.mark.parametrize("workers", ["0", "-1", "many", ""])
def test_workers_that_are_no_number_are_refused(workers: str) -> None:
    with pytest.raises(UsageError, match="--workers"):
        spread(draw, 7, range(2), workers)


def test_a_dask_cluster_that_loses_a_worker_gives_the_same(tmp_path) -> None:
    """Two worker processes; one dies over a piece, and another process does it instead."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([TESTS, *sys.path])}
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
             "--no-dashboard", "--scheduler-file", str(tmp_path / "scheduler.json")]  # fmt: skip
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(tmp_path / "scheduler.json"),
            "--nthreads", "1", "--no-nanny", "--no-dashboard"]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env, "cwd": tmp_path}
    running = [subprocess.Popen(start, **quiet)]
    try:
        running += [subprocess.Popen(work, **quiet) for _ in range(2)]
        address = _address(tmp_path / "scheduler.json")
        assert spread(draw_or_die, (7, str(tmp_path)), range(12), f"dask://{address}") == ALONE
        assert (tmp_path / "died").exists()
        assert sum(process.poll() is None for process in running[1:]) == 1
    finally:
        for process in running:
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    import json

    until = time.monotonic() + 60
    while not file.exists() or not file.read_text():
        assert time.monotonic() < until, "the scheduler did not start"
        time.sleep(0.1)
    return json.loads(file.read_text())["address"].removeprefix("tcp://")
