"""What councils call their columns: never a bare number for a word, unless the heading says so."""

from pathlib import Path

import pytest
from imports.lists import save, written

from placements.imports.mapping import suggest
from placements.imports.mapping_apply import apply_mapping
from placements.imports.mapping_file import mapping_text

COUNCIL = (
    "Unit ref,Carer / home type,LA,Ownership,Beds total,Vacs now,Rating,Lower age,Upper age,Cost pw (£),Last rang\n"
    'U1,Children\'s home,Oldham,Private,4,1,2,8,17,"£4,500.00",20/11/2026\n'
    "U2,Foster carer,Bolton,LA,2,0,RI,0,17,650,18/11/2026\n"
    'U3,Children\'s home,Bury,Private,3,1,1,8,17,"5,100",19/11/2026\n'
)


def test_a_councils_headings_are_found(tmp_path: Path) -> None:
    path = save(tmp_path / "council.csv", COUNCIL)
    found = suggest(path, "homes")
    assert [s.to for s in found.suggestions] == [
        "home_id", "kind", "authority", "sector", "places", "available", "grade", "min_age", "max_age", "weekly_fee",
        "confirmed_on",
    ]  # fmt: skip
    assert found.missing == []
    text = mapping_text(found).replace("confirmed = false", "confirmed = true")
    apply_mapping(path, save(tmp_path / "m.toml", text), tmp_path / "homes.csv")
    one, two, _ = written(tmp_path / "homes.csv")
    assert (one["places"], one["grade"], one["confirmed_on"]) == ("4", "good", "2026-11-20")
    assert (two["places"], two["grade"], two["kind"]) == ("2", "requires_improvement", "fostering")


@pytest.mark.parametrize("heading", ["Beds in all", "Rooms", "Upgrade", "Trade", "Number"])
def test_bare_numbers_are_no_grades(tmp_path: Path, heading: str) -> None:
    text = f"home_id,{heading}\n" + "".join(f"H{n},{n}\n" for n in range(1, 5))
    (_, numbers) = suggest(save(tmp_path / "v.csv", text), "homes").suggestions
    assert numbers.to not in ("grade", "sex", "same_day")
    assert numbers.words == {}


@pytest.mark.parametrize("heading", ["Ofsted", "Ofsted grade now", "Judgement 2026", "Grade", "Rating"])
def test_numbers_are_grades_where_the_heading_says_so(tmp_path: Path, heading: str) -> None:
    text = f"home_id,{heading}\n" + "".join(f"H{n},{n}\n" for n in range(1, 5))
    (_, grades) = suggest(save(tmp_path / "v.csv", text), "homes").suggestions
    assert grades.to == "grade"
    assert grades.words["4"] == "inadequate"
