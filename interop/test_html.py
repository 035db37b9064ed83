"""The HTML page in Chromium: searched, compared, linked, read by keyboard, and closed to the outside."""

import csv
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

import partnergloss
from interop.conftest import HOSTILE, Export
from partnergloss import export as exporting
from partnergloss.view.side_by_side import side_by_side
from partnergloss.words import fold as fold_here

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(exporting.__file__).parent
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
).split()
GRAVE = {"serious", "critical"}
STATES = (
    "",
    "#value-added-reseller",
    "#monthly-recurring-revenue",
    "#search=prm",
    "#compare=reseller,affiliate-partner",
)

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that is installed here; without one these tests say so, and fail where they must run."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not program:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium here.")
        pytest.skip("There is no Chromium here.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def bundled(export: Export) -> Path:
    """Export the bundled glossary."""
    return export("html", name="glossary.html")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open a page; in the end demand that it reported nothing, asked nothing, and loaded nothing but itself."""
    trouble: list[str] = []
    contexts = []

    def open_page(path: Path, place: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on(
            "request", lambda request: trouble.extend([request.url] * (request.url.partition("#")[0] != path.as_uri()))
        )
        page.goto(f"{path.as_uri()}{place}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [what for what in trouble if what != "data:,"] == []


def cases() -> list[dict[str, str]]:
    """Give the cases that the command line is held to as well."""
    with (ROOT / "tests" / "data" / "folding.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def results(page: Page) -> list[str]:
    """Give the ids of the results, best first."""
    return [str(address)[1:] for address in page.eval_on_selector_all("ol a", "all => all.map(a => a.hash)")]


def test_folding_is_the_command_lines(bundled: Path, visit: Visit) -> None:
    """The page folds each case as the command line does, and shows what that finds, before all else."""
    page = visit(bundled)
    source = (SCRIPTS / "fold.js").read_text(encoding="utf-8")
    tables = 'JSON.parse(document.getElementById("page.tables").textContent)'
    fold = f"(all) => {{ {source}; const t = {tables}; return all.map(folding(t.words, t.questions).fold); }}"
    asked = [case["query"] for case in cases()]
    assert page.evaluate(fold, asked) == [case["folded"] for case in cases()]
    known = [char for char in map(chr, range(0x3100)) if unicodedata.category(char) != "Cn"]  # a browser knows more
    texts = [text for char in known for text in (f"a{char}\u0301b", f"\u03b1{char}\u0301 {char}")]
    assert page.evaluate(fold, texts) == [fold_here(text) for text in texts]
    for case in cases():
        if case["ids"]:
            page.get_by_role("searchbox").fill(case["query"])
            ids = case["ids"].split()
            assert {*results(page)[: len(ids)]} == {*ids}, case


def test_search_as_one_types(bundled: Path, visit: Visit) -> None:
    """Results follow each letter, senses are named as such, a miss is said, and Enter opens the first."""
    page = visit(bundled)
    box, said = page.get_by_role("searchbox"), page.get_by_role("status")
    box.press_sequentially("prm")
    expect(said).to_contain_text("“prm” may mean 3 things")
    expect(page.locator("ol .called")).to_have_count(3)
    box.fill("zzzyx")
    expect(said).to_contain_text("Nothing is called “zzzyx”")
    expect(page.locator("ol li")).to_have_count(0)
    box.fill("value added resel")
    assert results(page)[0] == "value-added-reseller"
    box.press("Enter")
    expect(page.locator("article h2")).to_have_text("Value-added reseller (VAR)")
    page.go_back()
    expect(page.locator("article h2")).to_have_text("Results for “value added resel”")
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator("section").first).to_be_visible()


def test_addresses(bundled: Path, visit: Visit) -> None:
    """A term opens by its address, on loading and by a link; back and forward return; what is unknown is said."""
    page = visit(bundled, "#affiliate-partner")
    heading = page.locator("article h2")
    expect(heading).to_have_text("Affiliate partner")
    expect(page).to_have_title("Affiliate partner – partnergloss")
    page.locator("article").get_by_role("link", name="Sub-affiliate").click()
    expect(heading).to_have_text("Sub-affiliate")
    expect(heading).to_be_focused()
    page.go_back()
    expect(heading).to_have_text("Affiliate partner")
    page.go_forward()
    expect(heading).to_have_text("Sub-affiliate")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_contain_text("ink")
    page.evaluate("location.hash = '#nobody-knows'")
    expect(page.get_by_role("status")).to_contain_text("#nobody-knows")
    expect(page.locator("section").first).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Pricing", exact=True).click()
    expect(page.get_by_role("heading", name="Pricing", exact=True)).to_be_in_viewport()


def test_an_entry_shows_all(bundled: Path, visit: Visit) -> None:
    """An entry has every label that ``define --long`` has for its term, and its sources as links."""
    page = visit(bundled, "#affiliate-partner")
    text = page.locator("article").inner_text()
    for label in ("Who sells", "Use when", "Avoid when", "Watch out", "Figure", "Also", "Note", "Example", "Question"):
        assert label in text
    for label in ("Dispute", "Kinds", "Related", "Source", "Reviewed"):
        assert label in text
    assert page.locator("article a[href^='https://']").count()


def test_comparison_is_the_command_lines(bundled: Path, visit: Visit) -> None:
    """Rows, values and sentences are those of the command line, differing rows first, for terms of all kinds."""
    page = visit(bundled)
    glossary = partnergloss.load()
    for ids in (
        ["reseller", "value-added-reseller", "managed-service-provider"],
        ["affiliate-partner", "referral-partner"],
        ["annual-recurring-revenue", "monthly-recurring-revenue"],
        ["reseller", "spiff"],
        ["channel-partner", "sub-affiliate", "partner-manager", "deal-registration", "churn-rate"],
    ):
        table, blocks = side_by_side(glossary.index, glossary.compare(*ids))
        page.evaluate("ids => { location.hash = `#compare=${ids}` }", ",".join(ids))
        expect(page.locator("table")).to_have_attribute("data-terms", str(len(ids)))
        expect(page.locator("thead th").last.locator("a").first).to_have_attribute("href", f"#{ids[-1]}")
        read = (
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.replace(/^≠ | \\(differs\\)$/g, '')))"
        )
        rows = [row for row in page.eval_on_selector_all("tbody tr", read) if row[0] != "Definition"]
        wanted = [[label, *shown] for facet, label, _, shown, same in table.rows if not same and facet != "definition"]
        assert rows == wanted
        folded = page.locator("details dt").all_text_contents()
        assert folded == [label for facet, label, _, _, same in table.rows if same and facet != "definition"]
        said = page.locator("article").text_content() or ""
        for block in blocks:
            for _, sentence in block.lines:
                assert sentence in said


def test_choosing_what_to_compare(bundled: Path, visit: Visit) -> None:
    """Terms are chosen in entries and in results, five at most, and removed again."""
    page = visit(bundled, "#reseller")
    page.get_by_role("button", name="Compare Reseller").click()
    page.get_by_role("searchbox").fill("msp")
    page.locator("ol li").first.get_by_role("button").click()
    expect(page.locator("ol li").first.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Compare these 2").click()
    expect(page.locator("thead th")).to_have_text(["Reseller", "Managed service provider (MSP)"])
    page.get_by_role("searchbox").fill("partner")
    for position in range(4):
        page.locator("ol li").nth(position).get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("5 terms at most")
    page.get_by_role("link", name="Compare these 5").click()
    page.locator("thead").get_by_role("link", name="Remove Reseller").click()
    expect(page.locator("thead th")).to_have_count(4)


def test_by_keyboard_alone(bundled: Path, visit: Visit) -> None:
    """From the first key: skip link, search, a result, choosing, comparing, and back, without a mouse."""
    page = visit(bundled)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the terms")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("a/b var")
    expect(page.get_by_role("searchbox")).to_have_value("a/b var")
    page.keyboard.press("Escape")
    page.keyboard.type("var")
    while not page.locator("ol a:focus").count():
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("ol button:focus")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("article h2")).to_be_focused()
    expect(page.locator("article h2")).to_have_text("Value-added reseller (VAR)")
    page.go_back()
    expect(page.locator("ol li").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 400)])
def test_accessible(bundled: Path, visit: Visit, scheme: str, width: int) -> None:
    """No serious or critical finding in any state, in either colors, on a wide and on a small screen."""
    for place in STATES:
        page = visit(bundled, place, color_scheme=scheme, viewport={"width": width, "height": 900})
        if place == "#search=prm":
            page.get_by_role("button", name="Compare Partner manager").click()
        found = Axe().run(page).response["violations"]
        assert [
            (place, one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE
        ] == []
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, place


def test_prints_what_is_open(bundled: Path, visit: Visit) -> None:
    """On paper stands the entry or the list, without what only a screen can use."""
    page = visit(bundled, "#reseller")
    page.emulate_media(media="print")
    expect(page.locator("article .definition")).to_be_visible()
    for gone in ("nav", ".search", ".tools", "#page\\.list"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_without_script(bundled: Path, visit: Visit) -> None:
    """Where scripts do not run, the page is a glossary with links, and no control that does nothing."""
    page = visit(bundled, "#reseller", java_script_enabled=False)
    expect(page.locator("li#reseller > p")).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)


def test_policy_holds(bundled: Path, browser: Browser) -> None:
    """Markup, scripts and requests that somehow get in are refused."""
    page = browser.new_page()
    page.goto(bundled.as_uri())
    tried = """async () => {
        const refused = [];
        try { document.body.innerHTML = "<p>x</p>"; } catch { refused.push("markup"); }
        const script = document.createElement("script");
        try { script.text = "window.ran = true"; document.body.append(script); } catch { refused.push("script"); }
        try { await fetch("http://127.0.0.1:9/"); } catch { refused.push("request"); }
        return [refused, window.ran ?? null];
    }"""
    assert page.evaluate(tried) == [["markup", "script", "request"], None]
    page.close()


def test_hostile_text_is_inert(export: Export, visit: Visit) -> None:
    """Markup in terms is shown as it was written in every view; nothing runs, and no element comes of it."""
    path = export("html", "--terms", str(HOSTILE), name="hostile.html")
    name = "<script>alert(1)</script> & \"quotes\" 'n' `ticks`"
    page = visit(path)
    for place in (
        "",
        "#hostile-markup",
        "#search=script alert",
        "#compare=hostile-markup,hostile-formula",
        "#hostile-terminal",
        "#hostile-pages",
    ):
        page.evaluate("place => { location.hash = place }", place)
        if not place:
            assert name in (page.locator("#page\\.list").text_content() or "")
        elif "markup" in place or "script" in place:
            expect(page.locator("article")).to_contain_text(name)
        else:
            expect(page.locator("article .address")).to_have_text(place)
        assert page.locator("main img, main script, main i, main b, main style, main iframe").count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0
    page.evaluate("location.hash = '#compare=hostile-formula,constructor'")
    expect(page.locator("thead th")).to_have_count(2)
    assert "function" not in (page.locator("article").text_content() or "")
    page.get_by_role("searchbox").fill("constructor")
    assert results(page)[0] == "constructor"
    page.get_by_role("searchbox").fill("<img src=x onerror=alert(1)>")
    expect(page.locator("article h2")).to_contain_text("<img src=x onerror=alert(1)>")


def test_ten_thousand_terms(export: Export, visit: Visit, tmp_path: Path) -> None:
    """A large company's glossary opens, is searched, shows a term and compares two."""
    layer = tmp_path / "made-up.toml"
    subprocess.run([sys.executable, ROOT / "benchmarks" / "made_up.py", "10000", layer], check=True)
    path = export("html", "--terms", str(layer), name="large.html")
    page = visit(path)
    made = page.evaluate("document.querySelectorAll('.terms > li').length")
    assert made > 10_000
    page.get_by_role("searchbox").press_sequentially("reseller")
    assert "reseller" in results(page)[:1]
    page.keyboard.press("Enter")
    expect(page.locator("article h2")).to_have_text("Reseller")
    labels = json.loads(page.locator("#page\\.labels").text_content() or "")
    first, last = labels[0][0], labels[-1][0]
    page.evaluate("ids => { location.hash = `#compare=${ids}` }", f"{first},{last}")
    expect(page.locator("table")).to_be_visible()
