"""What is shipped: two top-level names, the sample regions, the law and the templates; and it runs from there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_claims_two_names_only(unpacked: Path) -> None:
    names = {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")}
    assert names == {"placements", "placements_cli"}


def test_the_demo_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from placements_cli.main import run; run()"
    said = subprocess.run(
        [sys.executable, "-P", "-c", script, str(unpacked), "demo", "--out", str(tmp_path / "out")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "out" / "region" / "report.html").stat().st_size > 10_000
