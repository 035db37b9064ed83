"""Answers → blocks in reading order: what is shown, under which words. Roles, not colors or widths."""
