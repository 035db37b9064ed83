"""The command line: options in, request out, one file a verb."""
