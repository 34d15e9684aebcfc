"""What can be wrong with a feed, in a sentence for the person who brought it."""


class GtfsError(Exception):
    """A feed that cannot be read. The message is one Dutch sentence that names the file and, if known, the line."""


def at(file: str, line: int, reason: str) -> GtfsError:
    """Return the error for a line of a file in the feed."""
    return GtfsError(f"{file}, regel {line}: {reason}")
