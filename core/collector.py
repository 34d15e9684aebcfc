"""The garbage collector of a web process: what was loaded at the start is never garbage, so it need not be looked at."""

import gc

YOUNG, MIDDLE, OLD = 10_000, 20, 20
"""A page of a big list makes thousands of rows; with Python's own 700 the collector would walk through all of them often."""


def settle() -> None:
    """Leave what is loaded out of every later collection, and collect less often.

    See https://docs.python.org/3/library/gc.html#gc.freeze.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
