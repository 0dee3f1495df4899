"""A small history written by hand."""

from pathlib import Path

FILES = {
    "children": "child_id,authority,sex,date_of_birth,ethnicity,uasc,uasc_until\n",
    "episodes": "child_id,authority,started_on,reason_started,legal_status,need,placement,kind,provider,placed_in,"
    "miles,urn,ended_on,reason_ended,reason_changed,temporary,overlaps,returns\n",
    "covers": "authority,from,to\n",
}


def write(region: Path, children: str = "", episodes: str = "", covers: str = "") -> Path:
    """Write rows below the headings of the three files."""
    (region / "history").mkdir(parents=True, exist_ok=True)
    for name, rows in (("children", children), ("episodes", episodes), ("covers", covers)):
        (region / "history" / f"{name}.csv").write_text(FILES[name] + rows, encoding="utf-8")
    return region


def stay(
    child: str, began: str, ended: str = "", place: str = "U4", kind: str = "foster", status: str = "C2",
    authority: str = "A", returns: str = "2024/25",
) -> str:  # fmt: skip
    """Return a row of episodes.csv."""
    away = "yes" if place.startswith("T") else "no"
    return f"{child},{authority},{began},S,{status},N1,{place},{kind},PR1,,3.5,SC1,{ended},,,{away},no,{returns}\n"


def children(*names: str, authority: str = "A") -> str:
    """Return rows of children.csv."""
    return "".join(f"{name},{authority},F,2012-05-06,WBRI,no,\n" for name in names)
