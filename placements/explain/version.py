"""The version a document was made by."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version of the package installed."""
    try:
        return version("placements")
    except PackageNotFoundError:
        return "0+source"
