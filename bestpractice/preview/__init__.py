"""A draft shown to somebody without an account, by a link that ends: usually to the superiors who must agree."""
