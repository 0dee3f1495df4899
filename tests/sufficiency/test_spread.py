"""The same answer from one process, several, and a Dask cluster that loses a worker."""

import pytest
from sufficiency.cluster import cluster
from sufficiency.counting import draw, draw_or_die

from placements.errors import UsageError
from placements.sufficiency.spread import spread

ALONE = [draw(7, n) for n in range(12)]


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
    """Two worker processes; one dies over a piece, and the other does it instead."""
    with cluster(tmp_path) as (address, workers):
        assert spread(draw_or_die, (7, str(tmp_path)), range(12), f"dask://{address}") == ALONE
        assert (tmp_path / "died").exists()
        assert sum(worker.poll() is None for worker in workers) == 1
