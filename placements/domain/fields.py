"""Field types of the input tables: text in, typed value out, and a message with a fix when it cannot be read.

Every refusal is a `PydanticCustomError` whose type is the problem's code; the message never repeats the cell.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

YES_NO = {"yes": True, "no": False}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def _day(value: Any) -> Any:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    return _day_of(str(value).strip())


@lru_cache(maxsize=20_000)
def _day_of(text: str) -> date:
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _BRITISH.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise PydanticCustomError("DATE", "this is not a date; write 2026-11-23 or 23/11/2026")
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError(
            "DATE", "there is no such day; the order is year-month-day or day/month/year, never month first"
        ) from None


def _flag(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    answer = YES_NO.get(value) if value in ("yes", "no") else YES_NO.get(str(value).strip().lower())
    if answer is None:
        raise PydanticCustomError("FLAG", "write yes or no, or leave it blank if it is not known")
    return answer


def _codes(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))
    return value


@lru_cache(maxsize=2_000)
def _words_of(codes: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_fold(part) for part in _codes(codes)))


def _words(value: Any) -> Any:
    return _words_of(value) if isinstance(value, (str, tuple)) else value


def _asked(value: Any) -> Any:
    words = _words(value)
    return tuple(word for word in words if word != "none") if isinstance(words, tuple) else words


@lru_cache(maxsize=2_000)
def _fold(word: str) -> str:
    return re.sub(r"[\s-]+", "_", word.strip()).casefold()


def _ages(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(_in_range(0, 25, "an age is a whole number from 0 to 25")(_whole(part)) for part in _codes(value))


def _shares(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    pairs = [part.partition("=") for part in _codes(value)]
    if any(not name.strip() or not places.strip().isdigit() for name, _, places in pairs):
        raise PydanticCustomError("SHARES", "write authority code, equals sign and places, for example E08000001=2")
    return tuple((name.strip(), int(places)) for name, _, places in pairs)


def _whole(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    return _whole_of(str(value).strip())


@lru_cache(maxsize=2_000)
def _whole_of(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
        raise PydanticCustomError("NUMBER", "write a whole number in figures")
    return int(text)


def _amount(value: Any) -> Any:
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    return _amount_of(str(value).strip())


@lru_cache(maxsize=20_000)
def _amount_of(text: str) -> Decimal:
    try:
        amount = Decimal(text.removeprefix("£").replace(",", ""))
    except InvalidOperation:
        raise PydanticCustomError("NUMBER", "write a number in figures, for example 650 or 12.5") from None
    if not amount.is_finite():
        raise PydanticCustomError("NUMBER", "write a number in figures, for example 650 or 12.5")
    return amount


def one_of(kind: type[StrEnum], but: tuple[StrEnum, ...] = ()) -> BeforeValidator:
    """Return a validator for a fixed list of words, in any case, with spaces or hyphens for underscores."""
    members = [member for member in kind if member not in but]
    known = {member.value.lower(): member for member in members}

    def read(value: Any) -> Any:
        if value is None:
            return None
        text = str(value)
        member = known.get(text) or known.get(re.sub(r"[\s-]+", "_", text.strip()).lower())
        if member is not None:
            return member
        raise PydanticCustomError(
            "WORD", "this is not one of the words allowed here; write {allowed}", {"allowed": ", ".join(members)}
        )

    return BeforeValidator(read)


def _in_range(low: float, high: float, what: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is not None and not low <= float(value) <= high:
            raise PydanticCustomError("RANGE", "{what}", {"what": what})
        return value

    return check


def between(low: float, high: float, what: str) -> BeforeValidator:
    """Return a validator that refuses numbers outside a range, saying `what` is allowed."""
    return BeforeValidator(_in_range(low, high, what))


Day = Annotated[date, BeforeValidator(_day)]
MaybeDay = Annotated[date | None, BeforeValidator(_day)]
Flag = Annotated[bool | None, BeforeValidator(_flag)]
Codes = Annotated[tuple[str, ...], BeforeValidator(_codes)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Asked = Annotated[tuple[str, ...], BeforeValidator(_asked)]
Ages = Annotated[tuple[int, ...], BeforeValidator(_ages)]
Shares = Annotated[tuple[tuple[str, int], ...], BeforeValidator(_shares)]
Text = Annotated[str, Field(min_length=1)]
MaybeText = str | None

# The reader runs the validators of an Annotated type from last to first: text is read before it is measured.
Whole = Annotated[int, between(0, 999_999, "write a whole number, 0 or more"), BeforeValidator(_whole)]
MaybeWhole = Annotated[int | None, between(0, 999_999, "write a whole number, 0 or more"), BeforeValidator(_whole)]
MaybeAge = Annotated[int | None, between(0, 25, "an age is a whole number from 0 to 25"), BeforeValidator(_whole)]
MaybeSchoolYear = Annotated[
    int | None, between(-2, 14, "a school year is a whole number from -2 to 14"), BeforeValidator(_whole)
]
MaybeWeeks = Annotated[int | None, between(1, 1000, "write a number of weeks, 1 or more"), BeforeValidator(_whole)]
MaybeMoney = Annotated[
    Decimal | None, between(0, 100_000, "write pounds a week, from 0 to 100000"), BeforeValidator(_amount)
]
MaybeMiles = Annotated[Decimal | None, between(0, 700, "write miles, from 0 to 700"), BeforeValidator(_amount)]
Miles = Annotated[Decimal, between(0, 700, "write miles, from 0 to 700"), BeforeValidator(_amount)]
MaybeAmount = Annotated[Decimal | None, between(0, 1000, "write a number from 0 to 1000"), BeforeValidator(_amount)]
Score = Annotated[Decimal, between(0, 100, "write a score from 0 to 100"), BeforeValidator(_amount)]
Minutes = Annotated[Decimal, between(0, 1440, "write minutes, from 0 to 1440"), BeforeValidator(_amount)]
Places = Annotated[int, between(-9_999, 9_999, "write places, from -9999 to 9999"), BeforeValidator(_whole)]
"""Places that open, or with a minus sign close."""
Probability = Annotated[Decimal, between(0, 1, "write a probability from 0 to 1"), BeforeValidator(_amount)]
MaybeLatitude = Annotated[
    float | None,
    between(49.0, 61.0, "a latitude in Britain lies between 49 and 61; check that the two are not swapped"),
    BeforeValidator(_amount),
]
MaybeLongitude = Annotated[
    float | None,
    between(-9.0, 2.5, "a longitude in Britain lies between -9 and 2.5; check that the two are not swapped"),
    BeforeValidator(_amount),
]
