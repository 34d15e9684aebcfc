"""Forms on the page of an agreement: they clean, the services write."""
