"""How an actor keeps its own entry right: a mailed link, one short form, no password."""
