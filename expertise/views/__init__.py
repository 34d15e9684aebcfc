"""Pages of the pool of expertise."""
