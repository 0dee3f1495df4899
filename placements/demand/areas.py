"""The authorities a planner means: a region, a co-operative, England, or a list of codes or names."""

from placements.errors import UsageError
from placements.geography.authorities import authority_facts

ENGLAND = "England"


def authorities_of(area: str) -> tuple[str, ...]:
    """Return ONS codes of "England", a region ("South East"), a co-operative, or codes and names with commas."""
    facts = authority_facts()
    wanted = " ".join(area.replace("_", " ").split()).casefold()
    if wanted == ENGLAND.casefold():
        return tuple(facts)
    for name in ("region", "rcc"):
        found = tuple(code for code, fact in facts.items() if _same(getattr(fact, name), wanted))
        if found:
            return found
    by_name = {fact.name.casefold(): code for code, fact in facts.items()} | {code.casefold(): code for code in facts}
    return tuple(dict.fromkeys(_one(part.strip(), by_name) for part in _parts(area, by_name)))


def _same(name: str, wanted: str) -> bool:
    """Whether a region or co-operative is meant; "Greater Manchester" means its co-operative."""
    return name != "" and name.casefold() in (wanted, f"{wanted} rcc")


def _parts(area: str, by_name: dict[str, str]) -> list[str]:
    """Return the parts between commas; one authority has commas in its name."""
    return [area] if area.strip().casefold() in by_name else [part for part in area.split(",") if part.strip()]


def _one(part: str, by_name: dict[str, str]) -> str:
    code = by_name.get(part.casefold())
    if code is None:
        regions = sorted({fact.region for fact in authority_facts().values()})
        raise UsageError(
            f'"{part}" is no authority, region or co-operative. Write England, {", ".join(regions)}, or codes or names '
            "of authorities with commas between them."
        )
    return code
