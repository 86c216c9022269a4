"""HSDS 3.0, the Open Referral standard for directories of services: written, read, and offered as an interface."""
