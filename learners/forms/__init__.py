"""Forms of the learners' desk: they clean and explain, they never write."""
