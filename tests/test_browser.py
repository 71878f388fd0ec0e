"""The pages in a browser: nothing in the console, nothing from elsewhere, and nothing that keeps anybody out (WCAG 2.2 AA, by axe)."""

import shutil
from urllib.parse import urlsplit

import pytest

from kg.pages.addresses import ADDRESSES, MANIFEST
from tests.conftest import ROOT
from tests.serving import running

_DRIVER = "GL Driver Message"  # what a browser without a graphics card says of its own speed
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SELECT = "SELECT+*+WHERE+%7B+%3Fone+a+los:Council+;+rdfs:label+%3Fname+%7D+ORDER+BY+%3Fname+LIMIT+20"
THING = "/id/person/middlesbrough-adam-parkinson.html"
# each address that has a page, and pages to look at there; every page of addresses.py is here, or among those that are no pages
PAGES = {
    "/": ["/"],
    "/questions": ["/questions", "/questions?words=grade"],
    "/questions/{name}": [
        "/questions/findings_by_theme",
        "/questions/figures_of_indicator",
        "/questions/recommendation_counts_by_source",
    ],
    "/query": ["/query", f"/query?query={SELECT}"],
    "/search": ["/search", "/search?words=early+help"],
    "/network": ["/network"],
    "/inspections": ["/inspections"],
    "/discrepancies": ["/discrepancies"],
    "/about": ["/about"],
    "/api": ["/api"],
    "/ontology": ["/ontology"],
    "/documents": ["/documents"],
    "/id/{name:path}": [THING, "/id/person/ofsted-neil-penswick.html", "/id/inspection/middlesbrough-council-2015-11-24.html"],
    "/code/{name:path}": ["/code/indicator/children-looked-after-rate.html"],
    "/doc/{name:path}": [
        "/doc/000-ec9d75ce2cce2b13.html",
        "/doc/001-78c7fb0c54cdbe6c.html?section=2",
        "/doc/000-ec9d75ce2cce2b13/3-business-case.html?passage=34431-34497#p34431-34497",
    ],
}
NO_PAGES = {
    "/.well-known/sparql-examples",
    "/openapi.json",
    "/query/vocabulary",
    "/questions.json",
    "/questions/{name}/values/{parameter}",
    "/search/suggest",
    "/network.json",
    "/network.csv",
    "/network.gexf",
    "/network.graphml",
    "/network.svg",
    "/network.png",
    "/def/{name:path}",
    "/graph/{name:path}",
    "/shape/{name:path}",
    "/ontology.{form}",
    "/ontology/{name:path}",
    "/def/",
}
WIDTHS = (1280, 390)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_every_page_is_looked_at():
    assert set(ADDRESSES) == set(PAGES) | NO_PAGES


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not (chromium and AXE.is_file() and MANIFEST.is_file()):
        pytest.skip("no chromium, or the scripts of the pages are not built (.ci/web)")
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def service(built):
    with running(built.place) as started:
        yield f"http://127.0.0.1:{started.port}"


class Looked:
    """A page of a browser that remembers what went wrong."""

    def __init__(self, browser, service, **options):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=service, **options)
        self.page, self.wrong, host = self.context.new_page(), [], urlsplit(service).netloc
        self.page.set_default_timeout(20_000)
        self.page.on(
            "console",
            lambda told: self.wrong.append(told.text) if told.type in {"error", "warning"} and _DRIVER not in told.text else None,
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "request", lambda asked: self.wrong.append(asked.url) if urlsplit(asked.url).netloc not in {host, ""} else None
        )


@pytest.fixture
def looked(browser, service):
    made = Looked(browser, service)
    yield made
    made.context.close()


def violations(page, rules):
    """What axe says is wrong, a line each."""
    only = {"type": "rule" if rules == ["color-contrast"] else "tag", "values": rules}
    found = page.evaluate("only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", only)
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("address", [address for pages in PAGES.values() for address in pages])
def test_a_page_is_sound_for_everybody(looked, address):
    page = looked.page
    answer = page.goto(address, wait_until="networkidle")
    assert answer.status == 200
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            whole = (width, scheme) in {(1280, "light"), (390, "dark")}
            assert violations(page, TAGS if whole else ["color-contrast"]) == [], (width, scheme)
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"the page scrolls sideways at {width}"
    assert looked.wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("address", [THING, "/questions/findings_by_theme", "/documents", "/inspections", "/network"])
def test_on_a_phone_the_head_is_low_and_every_word_is_in_sight(looked, address):
    page = looked.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address, wait_until="networkidle")
    assert page.locator("header.site").bounding_box()["height"] <= 64
    menu = page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert menu.get_by_role("link", name="Discrepancies").is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    beyond = page.evaluate(
        "[...document.querySelectorAll('main td, main tbody th')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert page.locator("main td").count() > 0
    assert beyond == 0


@pytest.mark.slow
def test_what_is_pressed_is_large_enough(looked):
    page = looked.page
    page.goto("/doc/001-78c7fb0c54cdbe6c.html?section=2")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.made')].map(one => one.getBoundingClientRect()).map(one => [one.width, one.height])"
    )
    assert len(sizes) > 10
    assert min(min(one) for one in sizes) >= 24


@pytest.mark.slow
def test_a_day_of_the_network_is_written_as_everywhere_and_asked_for_when_whole(looked):
    page = looked.page
    page.goto("/network", wait_until="networkidle")
    day, told = page.locator("#net-as-of"), page.locator(".slider-said output")
    assert told.inner_text() == "any time"
    day.fill("2021-02-30")
    assert "as_of" not in page.url
    day.fill("2021-07-27")
    page.wait_for_url("**as_of=2021-07-27**")
    assert told.inner_text() == "27 July 2021"
    assert looked.wrong == []


@pytest.mark.slow
def test_the_keyboard_goes_past_the_head_and_asks_a_question(looked):
    page = looked.page
    page.goto("/questions/findings_by_theme")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("#field-theme")
    page.fill("#field-theme", "early-help")
    page.keyboard.press("Enter")
    page.wait_for_url("**theme=early-help**")
    assert page.locator("table.answers tbody tr").count() > 1
    assert page.locator("table.answers blockquote, table.answers td.exact").count() > 0
    assert looked.wrong == []


@pytest.mark.slow
def test_a_table_sorts_by_the_head_of_a_column_and_filters(looked):
    page = looked.page
    page.goto("/questions/recommendation_counts_by_source", wait_until="networkidle")

    def numbers():
        return [
            int(one.replace(",", "")) for one in page.locator("table.answers tbody tr td.number:nth-of-type(5)").all_inner_texts()
        ]

    head = page.locator("th[data-column=recommendations]")
    head.locator("button").click()
    assert numbers() == sorted(numbers())
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert numbers() == sorted(numbers(), reverse=True)
    page.get_by_label("Filter these rows").fill("no such words")
    assert page.locator("table.answers tbody tr:visible").count() == 0
    assert page.locator(".tools [role=status]").inner_text().startswith("0 of ")
    assert page.locator("figure.chart svg .bar").count() == len(numbers())


@pytest.mark.slow
def test_the_search_field_offers_things_and_goes_to_one(looked):
    page = looked.page
    page.goto("/questions", wait_until="networkidle")
    field = page.locator("#site-search")
    field.press_sequentially("middlesb", delay=20)
    page.locator("[role=option]").first.wait_for()
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == page.locator("[role=option][aria-selected=true]").get_attribute("id")
    field.press("Escape")
    assert page.locator("[role=option]:visible").count() == 0
    field.press("ArrowDown")
    page.locator("[role=option]:visible").first.wait_for()
    field.press("ArrowDown")
    with page.expect_navigation():
        field.press("Enter")
    assert "/id/" in page.url
    assert "iddlesbrough" in page.locator("h1").inner_text()


@pytest.mark.slow
def test_the_editor_completes_declares_runs_and_lets_the_keyboard_go(looked):
    page = looked.page
    page.goto("/query?query=ASK%20%7B%7D", wait_until="networkidle")
    editor = page.locator(".editor .cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * WHERE { ?one a los:Scrut")
    page.locator(".cm-tooltip-autocomplete li").first.wait_for()
    page.wait_for_timeout(120)  # the editor takes no choice that is made at once
    page.keyboard.press("Enter")
    text = page.locator("#query-text").input_value()
    assert text.startswith("PREFIX los: <https://w3id.org/line-of-sight/def/>\n")
    assert "?one a los:ScrutinyPanel" in text
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Run"
    editor.click()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.locator("table.answers tbody tr").first.wait_for()
    assert looked.wrong == []


@pytest.mark.slow
def test_a_fault_is_shown_at_its_place(looked):
    page = looked.page
    page.goto("/query?query=SELECT%20*%20%7B%0A%20%3Fone%20a%20%3B%20%3B%7D%20LIMT%205", wait_until="networkidle")
    assert "line 2" in page.locator("#fault").inner_text()
    assert page.locator(".editor .cm-lint-marker-error").count() == 1


@pytest.mark.slow
def test_pages_work_without_scripts(browser, service):
    looked = Looked(browser, service, java_script_enabled=False)
    page = looked.page
    page.goto("/query")
    page.fill("#query-text", "SELECT ?one WHERE { ?one a los:Council } LIMIT 3")
    page.get_by_role("button", name="Run").click()
    assert page.locator("table.answers tbody tr").count() == 3
    page.goto("/questions")
    page.fill("#filter-words", "vacant")
    page.get_by_role("button", name="Filter").click()
    page.locator(".question a").first.click()
    assert "/questions/" in page.url
    looked.context.close()
