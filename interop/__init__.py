"""Tests of the exports with the programs that read them; they need the extra ``interop``."""
