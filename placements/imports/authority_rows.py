"""The authorities an import meets, as rows of authorities.csv."""

from collections.abc import Set

from placements.geography.authorities import authority_facts
from placements.imports.region_files import Update


def authority_rows(codes: Set[str]) -> Update:
    """Return the published facts of some authorities; a row the region already holds stays as it is.

    Whether they are members of the co-operative is not known, and left blank.
    """
    facts = authority_facts()
    rows = [
        {
            "code": code,
            "name": facts[code].name,
            "latitude": str(facts[code].latitude),
            "longitude": str(facts[code].longitude),
            "adjacent": ";".join(facts[code].adjacent),
        }
        for code in sorted(codes)
    ]
    return Update("authorities", rows, only_new=True)
