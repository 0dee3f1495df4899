"""One command, one file: parse, call one function of `placements.api`, print."""
