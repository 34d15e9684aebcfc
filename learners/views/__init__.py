"""Pages of the learners' desk, one module per journey."""
