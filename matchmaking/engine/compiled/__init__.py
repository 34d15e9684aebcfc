"""The loops of the compiled kernels. Import this package through `fast` only: it loads numba."""
