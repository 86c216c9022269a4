"""/angebote/ and /einrichtungen/: lists of what there is, around a place, in a list or on a map."""
