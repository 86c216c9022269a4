"""The engines behind one protocol: Elasticsearch, and the database that is always there."""
