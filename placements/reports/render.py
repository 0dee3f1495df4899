"""One set of templates for every page: everything escaped, a missing value an error, nothing fetched."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from placements.reports import words


def render(template: str, **context: Any) -> str:
    """Return a template filled in; raises jinja2.UndefinedError where the context lacks a value."""
    return _templates().get_template(template).render(context)


def css_string(text: str) -> Markup:
    """Return text as a CSS string in which every character but letters and digits of ASCII is escaped."""
    safe = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{safe}"')


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("placements.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["words"] = words
    return made
