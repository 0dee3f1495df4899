"""Years of care: who was looked after where and when, from the folder `history/` of a region."""

from placements.history.read import History, read_history
from placements.history.stock import current, stock_on

__all__ = ["History", "current", "read_history", "stock_on"]
