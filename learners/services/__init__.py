"""Every write of the learners' desk, one module per group of verbs."""
