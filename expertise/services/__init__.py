"""Every write of the pool of expertise."""
