"""Term files as people write them: any order, style, comment, line end; made up by Hypothesis, all of them valid."""

from hypothesis import strategies as st

IDS = ("alpha", "beta", "delta", "gamma", "omega")

_COMMENTS = ("# plain\n", "# [terms.alpha]\n", "# a \" quote and a ''' more\n", "#: for a tool\n", "#> ours?\n", "#\n")
_HEADERS = ("[terms.{}]", '[ terms . "{}" ]', "[terms.'{}'] # with a comment", "  [terms.{}]")
_DEFINITIONS = (
    '"Thing that sells."',
    "'Thing with \"quotes\" # and no comment.'",
    '"""\nThing\n[terms.zeta]\n\n#> that sells.\n"""',
    "'''\n[[terms.alpha.figures]]\n'' that sells.'''",
    '"Thing with \\"escapes\\", \\u001b[31m and \\\\."',
    '"""Thing with \\""" in it, and \\\n   joined lines."""',
)
_FACTS = (
    'abbr = ["{0}1", "{0}2"]\n',
    'aliases = [ # one\n  "{0} thing", # [terms.beta]\n\n  "{0} [thing]",\n]\n',
    "decide.use_when = ['It is {0}']\n",
    'questions."What is {0}?" = "A = b."\n',
    '"notes" = ["""\n# no comment\n\n{0}\n""", \'#> none\']\n',
    "hidden = []   \n",
)
_FIGURE = (
    '[[terms.{}.figures]]\nwhat = "share"\nlow = 1\nhigh = 2.5\nunit = "percent"\nbasis = "list"\nas_of = 2025\n'
    'source = "guide"\n'
)
_SOURCE = '[sources.guide]\ntitle = "Guide"\nkind = "guide"\ngrade = "C"\n'
BASE = '[categories.selling]\nname = "Selling"\ndefinition = "Who sells."\norder = 1\n'
"""What the files need below them."""

_gaps = st.lists(st.sampled_from(("\n", "  \n", *_COMMENTS)), max_size=4).map("".join)


@st.composite
def _terms(draw: st.DrawFn, term_id: str) -> str:
    """Make a table that says all that a new term needs, and some more."""
    facts = [
        f'name = "{term_id.title()}"\n',
        'category = "selling"\n',
        f"definition = {draw(st.sampled_from(_DEFINITIONS))}\n",
    ]
    facts += [fact.format(term_id) for fact in draw(st.lists(st.sampled_from(_FACTS), unique=True))]
    gaps = st.sampled_from(("", "", "", "\n", *_COMMENTS))
    lines = [draw(gaps) + fact for fact in draw(st.permutations(facts))]
    return draw(st.sampled_from(_HEADERS)).format(term_id) + "\n" + "".join(lines)


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], str]:
    """Make a file: the ids of its terms in order, and its text with the line ends of one system."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    if draw(st.booleans()):
        ids.sort()
    tables = [draw(_terms(term_id)) for term_id in ids] + [_SOURCE]
    for term_id in draw(st.lists(st.sampled_from(ids), max_size=4)) if ids else ():
        tables.insert(draw(st.integers(0, len(tables))), _FIGURE.format(term_id))
    head = draw(st.sampled_from(("", "schema = 1\n", "# Ours.\nschema = 1\n\n")))
    text = head + "".join(draw(_gaps) + table for table in tables) + draw(_gaps)
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))
    return ids, text.rstrip("\r\n") if draw(st.booleans()) else text
