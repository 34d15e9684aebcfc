"""The parts the component tags are made of; a page uses the tags, not these modules."""
