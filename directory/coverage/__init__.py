"""Topics × districts: where there is something, where nothing is, and where nobody knows whether it still is true."""
