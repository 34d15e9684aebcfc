"""Pages of learners, companies and staff about matches."""
