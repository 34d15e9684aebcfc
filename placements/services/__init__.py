"""Every write about agreements, one module per group of verbs."""
