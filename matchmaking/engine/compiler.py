"""The one door to the compiled kernels: nothing that this package is built of knows them, so there is no way round."""

from importlib.util import find_spec

from matchmaking.engine import kernels


def use_compiled() -> bool:
    """Chooses the compiled kernels for the rest of this process, warmed; False (and numpy) when numba is not installed."""
    if not find_spec("numba"):
        return False
    from matchmaking.engine import fast

    fast.warm()
    kernels.choose(fast.KERNELS)
    return True
