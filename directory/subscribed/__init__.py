"""Sources that are pulled every night: fetching, Integreat's interface, taking over, ending what vanished."""
