"""The first difference between what stands in a folder and what it should be."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from placements.errors import RejectedError


def first_difference(written: Any, made: Any) -> str | None:
    """Return where a written JSON document differs first from one made again; None where they are equal."""
    return _difference(written, json.loads(json.dumps(made, allow_nan=False)), "")


def _difference(written: Any, counted: Any, where: str) -> str | None:
    """Return the first place that differs, and how; never what stands there."""
    if isinstance(written, dict) and isinstance(counted, dict):
        for name in [*counted, *(n for n in written if n not in counted)]:
            place = f"{where}.{name}" if where else str(name)
            if name not in written or name not in counted:
                return f"{place} is {'missing' if name not in written else 'not ours'}"
            if found := _difference(written[name], counted[name], place):
                return found
        return None
    if isinstance(written, list) and isinstance(counted, list):
        for k, (one, other) in enumerate(zip(written, counted, strict=False)):
            if found := _difference(one, other, f"{where}.{k}"):
                return found
        return None if len(written) == len(counted) else f"{where} has {len(written)} entries for {len(counted)}"
    return None if type(written) is type(counted) and written == counted else f"{where} is not what is counted again"


def compare_files(folder: Path, wanted: Mapping[str, str | bytes]) -> None:
    """Raise RejectedError naming the first file that is missing or is not, byte for byte, what it should be."""
    for name, content in sorted(wanted.items()):
        data = content.encode("utf-8") if isinstance(content, str) else content
        try:
            same = (folder / name).read_bytes() == data
        except OSError:
            raise RejectedError(f"{name} is missing or cannot be read.") from None
        if not same:
            raise RejectedError(f"{name} is not the file that was written for this proposal.")
