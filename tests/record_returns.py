"""Returns made up for tests: a history from a few lines, or a whole steady population."""

from datetime import date

import numpy as np
import pandas as pd

from placements.history.read import History

AUTHORITY = "E09000006"


def history(episodes, first=date(2015, 4, 1), last=date(2022, 3, 31), born=None):
    """Return a history of (child, started, ended or None, kind[, authority]); `born`: the birthday of each, or one."""
    rows = []
    for child, started, ended, kind, *more in episodes:
        open_ = ended is None or pd.isna(ended)
        until = pd.Timestamp(last) + pd.Timedelta(days=1) if open_ else pd.Timestamp(ended)
        whose = more[0] if more else AUTHORITY
        rows.append((child, whose, "C2", kind, pd.Timestamp(started), pd.NaT if open_ else until, until))
    frame = pd.DataFrame(
        rows, columns=["child_id", "authority", "legal_status", "kind", "started_on", "ended_on", "until"]
    )
    frame["legal_status"] = frame["legal_status"].astype("string")
    ids = sorted(set(frame["child_id"]))
    birth = born if isinstance(born, dict) else dict.fromkeys(ids, born or date(2012, 1, 1))
    children = pd.DataFrame({"child_id": ids, "date_of_birth": [pd.Timestamp(birth[one]) for one in ids]})
    authorities = sorted(set(frame["authority"]))
    covers = pd.DataFrame({"authority": authorities, "from": pd.Timestamp(first), "to": pd.Timestamp(last)})
    return History(children, frame, covers)


def steady(seed=1, weekly=2.0, leave=0.012, first=date(2015, 4, 1), last=date(2022, 3, 31), authorities=(AUTHORITY,)):
    """Return a history in which children enter and leave at the same rates for ever, at real ages."""
    rng = np.random.default_rng(seed)
    start, weeks = np.datetime64("2005-04-01"), 17 * 52
    rows, born = [], {}
    for week in range(weeks):
        for _ in range(rng.poisson(weekly)):
            age, stay = rng.uniform(0, 17), rng.geometric(1 - np.exp(-leave))
            stay = min(stay, int((18 - age) * 52.18))
            came = start + np.timedelta64(7 * week, "D")
            gone = came + np.timedelta64(7 * max(stay, 1), "D")
            child = f"C{len(rows):05d}"
            born[child] = pd.Timestamp(came - np.timedelta64(int(age * 365.25), "D")).date()
            rows.append((child, came, gone, "foster", authorities[len(rows) % len(authorities)]))
    kept = []
    for child, came, gone, kind, whose in rows:
        if gone > np.datetime64(first) and came <= np.datetime64(last):
            over = gone <= np.datetime64(last)
            kept.append((child, pd.Timestamp(came), pd.Timestamp(gone) if over else None, kind, whose))
    return history(kept, first, last, born)
