"""Blocks → text, one module a form."""
