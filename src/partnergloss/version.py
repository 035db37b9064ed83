"""The version, as a constant: reading it from the package's metadata costs four times Python's own start."""

__version__ = "0.1.0"
