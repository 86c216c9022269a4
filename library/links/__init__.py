"""Whether the links of materials still lead somewhere."""
