"""Pure rules of the learners' desk. Ages, terms and limits come in as parameters; the caller reads them as data."""
