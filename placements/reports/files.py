"""Write a match into a folder, one folder inside for each reader: each file is complete or not there."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from placements.reports.folders import folder_of
from placements.reports.offer import offer_csv, offer_page
from placements.reports.page import match_page
from placements.reports.plain_csv import csv_text
from placements.reports.public import public_csv, public_page
from placements.reports.tables import tables
from placements.reports.workbook import match_workbook
from placements.rules.listing import RuleInfo
from placements.sharing.audience import PUBLIC, REGION, Audience, Level, audience_of, authorities_of
from placements.sharing.names import names_for
from placements.sharing.policy import policy_for
from placements.sharing.provider import tokens
from placements.sharing.view import view
from placements.tables.writing import checked_folder, write_all

__all__ = ["RuleInfo", "write_match"]

TOKENS = ("token", "child_id", "home_id", "provider")

Contents = dict[str, str | bytes]
"""Files by their path inside the folder of the match, with forward slashes."""


class Printing(NamedTuple):
    """What a page needs beside the document: rules with sources, the policy as it is written, outlines for the map."""

    rules: Sequence[RuleInfo]
    policy_text: str
    boundaries: Mapping[str, Any] | None


def write_match(
    result: dict[str, Any],
    out: Path,
    *,
    rules: Sequence[RuleInfo],
    policy_text: str,
    audiences: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
    key: str = "",
    boundaries: Mapping[str, Any] | None = None,
    certificate: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write a match for the region's desk and for each authority, and return the paths, `match.json` last.

    `audiences` are the words of `match --for`: authority:CODE chooses which authorities (all, if none is named),
    provider:NAME and public add theirs. `facts` (`sharing.facts.facts_of`) and `key` (the policy's `[tie] key`) are
    needed for providers' offers, and the members among the facts for the public page. `certificate` is written with
    the checksum of every other file. The same input gives the same bytes. Every file is made before the first is
    written. Raises UsageError for an audience or a folder that cannot be.
    """
    texts = match_files(result, Printing(rules, policy_text, boundaries), audiences, facts, key, certificate)
    folders = {out} | {(out / name).parent for name in texts}
    for folder in sorted(folders):
        (checked_folder(folder) if folder.parts else folder).mkdir(parents=True, exist_ok=True)
    return write_all(out, texts)


def match_files(
    result: dict[str, Any], printing: Printing, audiences: Sequence[str], facts: Mapping[str, Any] | None, key: str,
    certificate: Mapping[str, Any] | None = None,
) -> Contents:  # fmt: skip
    """Return every file of a match by its path, `match.json` last; nothing is written. Raises UsageError.

    The policy lies beside `match.json`, so that the proposal can be looked at again under it.
    """
    document = {**result, **(facts or {})}
    texts = _contents(document, printing, _readers(audiences, result), key)
    texts["policy.toml"], last = printing.policy_text, {"match.json": _json(result)}
    if certificate is not None:
        checksums = {name: _checksum(text) for name, text in sorted({**texts, **last}.items())}
        texts["certificate.json"] = _json({**certificate, "audiences": list(audiences), "files": checksums})
    return texts | last


def _readers(audiences: Sequence[str], result: dict[str, Any]) -> list[Audience]:
    """Return everybody a folder is made for: the desk, authorities by code, then providers and the public."""
    asked = dict.fromkeys(audience_of(text, result) for text in audiences)
    named = [a for a in asked if a.level is Level.AUTHORITY]
    others = [a for a in asked if a.level in (Level.PROVIDER, Level.PUBLIC)]
    return [REGION, *(named or authorities_of(result)), *others]


def _contents(document: dict[str, Any], printing: Printing, readers: Iterable[Audience], key: str) -> Contents:
    texts: Contents = {}
    providers: list[Audience] = []
    for reader in readers:
        folder, shown = folder_of(reader), view(document, reader, key)
        if reader == PUBLIC:
            files: Contents = {"public.html": public_page(shown), "public.csv": public_csv(shown)}
        elif reader.level is Level.PROVIDER:
            files = {"offer.html": offer_page(shown), "offer.csv": offer_csv(shown)}
            providers.append(reader)
        else:
            files = _match_files(document, shown, printing, reader)
        texts |= {f"{folder}/{name}": text for name, text in files.items()}
    if providers:
        rows = [row for provider in providers for row in tokens(document, provider, key)]
        texts[f"{folder_of(REGION)}/tokens.csv"] = csv_text(TOKENS, rows)
    return texts


def _match_files(document: dict[str, Any], shown: dict[str, Any], printing: Printing, reader: Audience) -> Contents:
    """Page, tables and workbook; for an authority also its view as JSON (the region's is `match.json` itself)."""
    policy_text = printing.policy_text
    if reader.level is Level.AUTHORITY:
        policy_text = policy_for(policy_text, reader.code, names_for(document, reader.code))
    page = match_page(shown, rules=printing.rules, policy_text=policy_text, boundaries=printing.boundaries)
    files: Contents = {"report.html": page, **tables(shown), "match.xlsx": match_workbook(shown)}
    return files | ({"match.json": _json(shown)} if reader.level is Level.AUTHORITY else {})


def _checksum(content: str | bytes) -> str:
    return hashlib.sha256(content.encode("utf-8") if isinstance(content, str) else content).hexdigest()


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=1, sort_keys=False, ensure_ascii=False, allow_nan=False) + "\n"
