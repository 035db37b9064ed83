"""The package ``partnergloss.data``: this folder, with the bundled term file."""
