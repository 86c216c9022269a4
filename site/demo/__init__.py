"""Example content: what `setup_demo` brings and `remove_demo` takes away without a trace."""
