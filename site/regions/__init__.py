"""The Land, its districts, municipalities, associations and postcodes: reference data."""
