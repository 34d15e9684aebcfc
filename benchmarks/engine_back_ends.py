"""Which kernels can be measured here."""

from collections.abc import Iterator
from importlib.util import find_spec

from matchmaking.engine import kernels


def compiled() -> kernels.Kernels | None:
    """The compiled kernels, warmed; None when numba is not installed."""
    if not find_spec("numba"):
        return None
    from matchmaking.engine import fast

    fast.warm()
    return fast.KERNELS


def back_ends() -> Iterator[tuple[str, kernels.Kernels]]:
    """(name, kernels) of everything that can be measured here."""
    yield "numpy", kernels.NUMPY
    if found := compiled():
        yield "numba", found
