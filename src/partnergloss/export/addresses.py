"""Addresses of sources, as programs read them that follow RFC 3986 (January 2005) to the letter."""

import re
from urllib.parse import quote

_ON_THE_WEB = re.compile(r"https?://\w")
_READ = "!$%&'()*+,/:;=?@~"
"""What stands in an address as it is, besides letters and digits."""


def on_the_web(url: str) -> bool:
    """Say whether an address does nothing but lead to a page."""
    return bool(_ON_THE_WEB.match(url))


def address(url: str, refused: str = "") -> str:
    """Encode what no reader of an address expects in it, and what one refuses: the same address, without surprises."""
    safe = "".join(char for char in _READ if char not in refused)
    page, mark, place = url.partition("#")
    encoded = f"{quote(page, safe=safe)}{mark}{quote(place, safe=safe)}"
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", encoded)
