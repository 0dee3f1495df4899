"""A statement from one command: the same from any workers, every part there, nothing of a child in what is public."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sufficiency.cluster import cluster

from placements import api, planner
from placements.planner import Statement
from placements.sufficiency.statement import areas

TINY = Statement(weeks=12, replicates=4, sampled=6, rate=8.0, places=0)
FILES = {
    "sufficiency.html", "sufficiency.xlsx", "sufficiency.json", "public/sufficiency.html", "public/market.html",
    "public/sufficiency.json",
}  # fmt: skip
PARTS = {
    "needs", "supply", "owners", "forecast", "gap", "unmet", "value_of_place", "worth", "decomposition",
    "places_needed", "stress", "siting", "assumptions", "sentences", "areas",
}  # fmt: skip


@cache
def stated(workers: str = "1") -> dict[str, Any]:
    asked = Statement(**{**TINY.__dict__, "workers": workers})
    return planner.sufficiency(api.sample("small"), asked)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("statement")
    planner.write_sufficiency(stated(), out)
    return out


def test_every_part_is_there() -> None:
    found = stated()
    assert found["schema"] == "placements/sufficiency/1"
    assert set(found) >= PARTS
    assert {"kind", "area", "p10", "p50", "p90"} <= set(found["gap"][0])
    keys = {"kind", "area", "remove_one", "marginal", "add_one", "exact_add", "exact_remove", "complementary"}
    assert all(keys <= set(row) for row in found["value_of_place"])
    assert len(found["stress"]) == 7
    assert any("come again" in row["what"] for row in found["assumptions"])


def test_two_processes_give_the_same_bytes(folder, tmp_path) -> None:
    planner.write_sufficiency(stated("2"), tmp_path)
    ours, theirs = ({p.relative_to(d): p.read_bytes() for p in d.rglob("*") if p.is_file()} for d in (folder, tmp_path))
    assert ours == theirs
    assert {str(name) for name in ours} >= FILES


def test_a_dask_cluster_gives_the_same(tmp_path) -> None:
    with cluster(tmp_path) as (address, _):
        assert json.dumps(stated(f"dask://{address}")) == json.dumps(stated())


def test_what_is_public_names_nobody(folder) -> None:
    region = api.load(api.sample("small"))
    ids = {c.child_id for c in region.children} | {r.resident_id for r in region.residents}
    for path in (folder / "public").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [i for i in ids if i in text], path.name


def test_children_and_places_on_the_map_are_those_of_the_files() -> None:
    region = api.load(api.sample("small"))
    rows = areas(region)
    assert sum(row["waiting"] for row in rows) == len(region.waiting)
    assert {row["code"] for row in rows} <= set(region.authority)


def test_a_blank_is_left_for_people_and_what_is_made_up_says_so(folder) -> None:
    page = (folder / "sufficiency.html").read_text(encoding="utf-8")
    assert page.count("For people to write.") == 2
    assert "What children and young people say" in page
    assert json.loads((folder / "sufficiency.json").read_text(encoding="utf-8"))["synthetic"] is False


def test_sites_say_how_they_fare_beside_others() -> None:
    region = api.load(api.sample("small"))
    found = planner.site(region, places=4, seed=2)
    assert found["schema"] == "placements/site/1"
    assert found["held_out"]["futures"] == 30
    with pytest.raises(Exception, match="--kind takes"):
        planner.site(region, kinds=["castle"])
