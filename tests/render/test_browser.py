"""The page in a real browser: it opens, draws, answers, and does nothing else."""

import pytest

pytestmark = pytest.mark.browser

IS_DRAWN = """selector => {
  const c = document.querySelector(selector),
    d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data,
    seen = new Set();
  for (let i = 0; i < d.length; i += 4) seen.add((d[i] << 16) + (d[i + 1] << 8) + d[i + 2]);
  return seen.size;
}"""
PLACE_OF = "label => { const i = attest.nodes.findIndex(n => n.label === label); return attest.where(i) }"


def test_it_opens_on_a_readable_answer(open_page):
    opened = open_page("harbour")
    story = opened.text("#reading")
    for words in ("2–9 April 2031", "Ferrow", "Most disputed", "Claims by speaker", "What the articles tell"):
        assert words.lower() in story.lower()
    opened.is_clean()


@pytest.mark.parametrize(
    ("tab", "canvas"), [("key", "#picture canvas"), ("near", "#picture canvas"), ("whole", "#overview")]
)
def test_each_picture_draws(open_page, tab, canvas):
    opened = open_page("harbour")
    opened.page.click(f"#tab-{tab}")
    opened.settle()
    assert opened.page.evaluate(IS_DRAWN, canvas) > 20
    opened.is_clean()


@pytest.mark.parametrize("tab", ["key", "whole"])
def test_a_click_on_a_node_tells_what_is_said_of_it(open_page, tab):
    opened = open_page("harbour")
    opened.page.click(f"#tab-{tab}")
    opened.settle()
    x, y = opened.page.evaluate(PLACE_OF, "Ilse Brandt")
    opened.page.mouse.click(x, y)
    opened.settle(500)
    reading = opened.text("#reading")
    assert "Ilse Brandt" in reading
    assert "met" in reading
    opened.is_clean()


def test_evidence_shows_the_words_who_says_so_the_article_and_the_day(open_page):
    opened = open_page("harbour", "#show=urn:attest:eventuality:cross")
    reading = opened.text("#reading")
    assert "Disputed" in reading
    assert opened.page.inner_text("#reading .sides") != ""
    assert "Oda Renn says" in reading
    assert "Lindle fishing union denies" in reading
    assert "Ferrow seizes two boats off Lindle Point" in reading
    assert "The Coast Post · 2 Apr 2031" in reading
    assert "“The boats were in our waters,”" in opened.page.locator("mark.content").all_inner_texts()
    opened.is_clean()


def test_what_is_claimed_never_looks_like_a_fact(open_page):
    opened = open_page("harbour")
    solid = opened.page.evaluate("attest.lines().filter(l => !l.dashed).map(l => l.line)")
    dashed = opened.page.evaluate("attest.lines().filter(l => l.dashed).map(l => l.line)")
    assert set(solid) == {"reported"}
    opened.page.click("#reading .row button >> nth=0")
    assert opened.text("#reading h2").startswith("Disputed: ")
    opened.page.fill("#search", "fired")
    assert "disputed" in opened.text("#results")
    assert set(dashed) == {"attributed", "disputed", "claim"}


def test_the_legend_filters_every_view_and_one_button_resets(open_page):
    opened = open_page("harbour", "#view=table")
    everything = opened.page.locator("#table tbody tr").count()
    opened.page.click("label:has-text('Says')")
    assert opened.page.locator("#table tbody tr").count() < everything
    assert "Says" in opened.text("#chips")
    opened.page.click("#reset")
    assert opened.page.locator("#table tbody tr").count() == everything
    opened.is_clean()


def test_the_timeline_is_brushed(open_page):
    opened = open_page("harbour", "#view=table")
    box = opened.page.locator("#bars").bounding_box()
    opened.page.mouse.move(box["x"] + 5, box["y"] + 20)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20, steps=4)
    opened.page.mouse.up()
    assert "2–4 April 2031" in opened.text("#chips")
    assert "9 Apr 2031" not in opened.text("#table")
    opened.is_clean()


def test_search_finds_by_another_name_and_by_keyboard(open_page):
    opened = open_page("harbour")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("mayor br")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.text("#reading h2") == "Ilse Brandt"
    opened.is_clean()


def test_a_neighbourhood_has_a_way_back(open_page):
    opened = open_page("harbour", "#show=urn:attest:entity:brandt")
    opened.page.click("text=Show its neighbourhood")
    assert opened.page.get_attribute("#tab-near", "aria-selected") == "true"
    assert "of=urn" in opened.page.evaluate("decodeURIComponent(location.hash)")
    opened.page.click("#back")
    assert opened.page.get_attribute("#tab-key", "aria-selected") == "true"
    opened.is_clean()


def test_the_table_holds_what_the_graph_holds(open_page):
    opened = open_page("harbour", "#view=table")
    assert opened.page.locator("#table tbody tr").count() == opened.page.evaluate("attest.statements")
    drawn = opened.page.evaluate("attest.lines().flatMap(l => l.iris)")
    assert set(drawn) <= set(opened.page.evaluate("attest.rows()"))


@pytest.mark.parametrize("fragment", ["", "#view=near", "#view=whole", "#view=table"])
def test_hostile_text_fires_nothing(open_page, fragment):
    opened = open_page("hostile", fragment)
    for button in ("#reading .row button", "#reading .articles button"):
        opened.page.goto(opened.page.url.split("#")[0] + fragment)
        opened.page.locator(button).first.click()
        opened.settle()
    opened.page.fill("#search", "img")
    opened.settle()
    assert opened.page.locator("img, svg[onload], iframe").count() == 0
    assert opened.page.locator("a[href^='javascript']").count() == 0
    opened.is_clean()


@pytest.mark.parametrize("choice", ["PNG", "SVG", "CSV"])
def test_files_can_be_saved(open_page, choice):
    opened = open_page("harbour")
    opened.page.click("#export summary")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"#export-menu >> text={choice}")
    data = waiting.value.path().read_bytes()
    assert {"PNG": b"\x89PNG", "SVG": b"Ilse Brandt", "CSV": b"Ilse Brandt"}[choice] in data
    opened.is_clean()


def test_a_print_holds_the_picture_and_the_story(open_page):
    opened = open_page("harbour")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "Ilse Brandt" in opened.page.locator("#paper svg").inner_html()
    assert opened.page.is_visible("#paper svg")
    assert opened.page.is_visible("#reading")
    assert not opened.page.is_visible("#filters")
    opened.is_clean()


def test_two_who_say_it_together_are_both_named(open_page):
    opened = open_page("together", "#show=urn:attest:eventuality:cross")
    assert "Oda Renn, Ilse Brandt says" in opened.text("#reading")
    opened.is_clean()


@pytest.mark.parametrize("tab", ["key", "near", "whole", "table"])
def test_nothing_read_yet_is_said(open_page, tab):
    opened = open_page("empty")
    opened.page.click(f"#tab-{tab}")
    assert "Nothing has been read yet" in opened.text("#reading")
    opened.is_clean()


def test_it_can_be_read_without_javascript(open_page):
    opened = open_page("harbour", java_script_enabled=False)
    text = opened.text("noscript")
    assert "Oda Renn says so; Lindle fishing union denies it" in text
    assert "disputed" in text
    opened.is_clean()


@pytest.mark.parametrize(
    "fragment", ["", "#view=near", "#view=whole", "#view=table", "#show=urn:attest:eventuality:cross"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, fragment, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened = open_page("harbour", fragment, color_scheme=scheme, bypass_csp=True)
    found = axe.Axe().run(opened.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []


def test_the_story_can_be_read_step_by_step(open_page):
    opened = open_page("harbour")
    opened.page.click("text=Read it step by step")
    first = opened.text("#reading h2")
    opened.page.click("text=Next")
    assert opened.text("#reading h2") != first
    assert "step 2 of" in opened.text(".steps")
    opened.page.go_back()
    opened.settle()
    assert opened.text("#reading h2") == first
    opened.is_clean()


def test_the_legend_opens_and_closes_on_a_phone(open_page):
    opened = open_page("harbour", size=(390, 844))
    opened.page.click("#toggle-filters")
    opened.page.click("#filters >> text=Done")
    assert not opened.page.is_visible("#filters")
    opened.is_clean()


@pytest.mark.parametrize("name", ["harbour", "hostile"])
def test_no_two_labels_of_the_key_view_overlap(open_page, name):
    opened = open_page(name)
    boxes = opened.page.evaluate("attest.boxes()")
    pairs = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]]
    over = [(a[0], b[0]) for a, b in pairs if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]]
    assert over == []


@pytest.mark.parametrize("tab", ["read", "key", "near", "whole", "table"])
def test_a_phone_shows_one_pane_that_fits(open_page, tab):
    opened = open_page("harbour", size=(390, 844))
    opened.page.click(f"#tab-{tab}")
    opened.settle()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.is_visible("#reading") is (tab == "read")
    opened.is_clean()
