"""``scan``: not written yet."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from partnergloss.glossary import Glossary
    from partnergloss.output import Output
    from partnergloss.request import Request


def answer(request: "Request", output: "Output", glossary: "Glossary") -> int:
    """Answer."""
    raise NotImplementedError
