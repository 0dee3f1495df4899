"""Change one value of a written match, and repair its checksums so that only counting again can tell."""

import hashlib
import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

OURS = "certificate.json"


def leaves(node: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the place of every value in a JSON document."""
    if isinstance(node, dict):
        return [leaf for name, part in node.items() for leaf in leaves(part, (*place, name))]
    if isinstance(node, list):
        return [leaf for k, part in enumerate(node) for leaf in leaves(part, (*place, k))]
    return [place]


def at(document: Any, place: tuple[Any, ...]) -> Any:
    for part in place:
        document = document[part]
    return document


def other(value: Any, words: list[str], random: Random) -> Any:
    """Return another value of the same kind: a number near by, another word of the same file, the opposite."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1, 10))
    if isinstance(value, float):
        return round(value + random.choice((-0.1, 0.1, 25.0)), 2)
    if value is None:
        return random.choice((0, random.choice(words)))
    return random.choice([word for word in words if word != value])


def change_json(path: Path, random: Random) -> str:
    """Change one value of a JSON file; return where."""
    document = json.loads(path.read_text(encoding="utf-8"))
    places = leaves(document)
    words = sorted({v for v in (at(document, p) for p in places) if isinstance(v, str)})
    place = random.choice(places)
    at(document, place[:-1])[place[-1]] = other(at(document, place), words, random)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="")
    return f"{path.name}: {'.'.join(map(str, place))}"


def change_text(path: Path, random: Random) -> str:
    """Change one digit of a text file, or a letter where it has none; return where."""
    text = path.read_text(encoding="utf-8")
    spots = [k for k, sign in enumerate(text) if sign.isdigit()] or [k for k, sign in enumerate(text) if sign.isalpha()]
    k = random.choice(spots)
    new = random.choice([sign for sign in ("0123456789" if text[k].isdigit() else "xyz") if sign != text[k]])
    path.write_bytes((text[:k] + new + text[k + 1 :]).encode())
    return f"{path.name}: letter {k}"


def change_bytes(path: Path, random: Random) -> str:
    """Change one byte; return where."""
    data = bytearray(path.read_bytes())
    k = random.randrange(len(data))
    data[k] ^= 1 << random.randrange(8)
    path.write_bytes(bytes(data))
    return f"{path.name}: byte {k}"


def repair(folder: Path) -> None:
    """Give the certificate the checksums of the files as they are now."""
    document = json.loads((folder / OURS).read_text(encoding="utf-8"))
    document["files"] = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in document["files"]
    }  # fmt: skip
    (folder / OURS).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="")


def mutated(original: Path, folder: Path, seed: int) -> str:
    """Copy a match and change one value in it, of the proposal, the certificate or a report; return where."""
    random = Random(seed)
    shutil.copytree(original, folder)
    which = random.choices(("match.json", OURS, "any"), (4, 4, 3))[0]
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    path = random.choice(files) if which == "any" else folder / which
    change = {".json": change_json, ".xlsx": change_bytes}.get(path.suffix, change_text)
    where = change(path, random)
    if random.random() < 0.5 and "files." not in where:
        repair(folder)
        where += ", checksums repaired"
    return where
