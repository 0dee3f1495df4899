"""docs/reference is what docs/generate.py writes today."""

import importlib.util
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def generator():
    """Its own pages stand beside it, as they do for whoever runs it."""
    if str(DOCS) not in sys.path:
        sys.path.append(str(DOCS))
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("file", ["rules.md", "commands.md", "tables.md", "tasks.md", "levers.md"])
def test_the_reference_is_current(file):
    written = (DOCS / "reference" / file).read_text(encoding="utf-8")
    assert written == generator().FILES[file](), "stale: run `python docs/generate.py`"
