"""What is not the article: pages as other outlets save them. N is a line of news, J one that is not."""

from itertools import pairwise

import pytest

from kg.ingest.boilerplate import find_boilerplate, rule_for
from kg.ingest.boilerplate_rules import load_markers

#: A page, line by line: "N" the article's, else the beginning of the reason.
PAGES = {
    "a blog with comments under it": [
        ("Port of Valparaíso closes after storm", "N"),
        ("The port of Valparaíso was closed on Tuesday after a storm sank two barges, the harbour master said.", "N"),
        (
            "Nobody was hurt, but about forty containers were lost, according to the shipping line that runs the pier.",
            "N",
        ),
        ("3 thoughts on “Port of Valparaíso closes after storm”", "comments"),
        ("Maria says:", "comments"),
        ("I was there and the wind was terrible, and the mayor said on the radio that it would get worse.", "comments"),
        ("Leave a Reply", "comments"),
    ],
    "a newsletter box in the middle": [
        ("Court orders dam operator to pay farmers", "N"),
        ("A court in Lima ordered the operator of a dam to pay 300 farmers whose fields were flooded last year.", "N"),
        ("The company said it would appeal against the ruling, which it called a danger to the whole industry.", "N"),
        ("Sign up for the Morning Briefing", "newsletter"),
        ("All you need to know, in your inbox at six.", "newsletter"),
        ("Enter your email", "newsletter"),
        ("“We waited for six years,” said one of the farmers.", "N"),
        ("The ruling is the first of its kind in the country and may be followed by others.", "N"),
    ],
    "related links inside and under": [
        ("Glacier lake drains in Patagonia", "N"),
        (
            "A lake dammed by a glacier drained overnight in southern Patagonia, park rangers said on Monday morning.",
            "N",
        ),
        ("Read more: Why glacier lakes vanish", "link"),
        ("The water ran under the ice for eleven kilometres before it reached the valley, they added.", "N"),
        ("Related stories", "link"),
        ("Chile opens new park", "link"),
        ("Five hikes for the brave", "link"),
        ("© 2020 The Andean Post. All rights reserved.", "copyright"),
    ],
    "an appeal as a letter": [
        ("Striking dockers return to work in Durban", "N"),
        (
            "Dockers in Durban returned to work on Friday after their union signed a contract with the port authority.",
            "N",
        ),
        ("The authority agreed to raise wages by six per cent over two years, the union's leader told reporters.", "N"),
        ("A message from the editor", "appeal"),
        ("Dear reader,", "appeal"),
        ("The press of this country has been under attack for a decade, and three papers have closed.", "appeal"),
        ("We need your help to go on. Your donation, however small, makes a difference to our reporters.", "appeal"),
        ("Donate", "appeal"),
        ("$5", "appeal"),
    ],
    "the top of a page": [
        ("Skip to content", "navigation"),
        ("Home > World > Africa", "navigation"),
        ("Mali's junta sets date for vote", "N"),
        ("By Awa Traoré", "byline"),
        ("3 min read", "navigation"),
        ("Share on Facebook | Tweet | WhatsApp", "sharing"),
        ("Mali's military rulers said on Thursday that an election would be held in February next year.", "N"),
        ("Advertisement", "advertisement"),
        ("The regional bloc welcomed the announcement but said it would keep its sanctions until the vote.", "N"),
        ("(Reporting by Awa Traoré; Editing by John Doe)", "byline"),
        ("Our Standards: The Principles of Trust", "terms"),
    ],
    "notes about the text": [
        ("Parliament rejects budget", "N"),
        ("The parliament of Montenegro rejected the government's budget on Wednesday by a single vote.", "N"),
        ("Correction: An earlier version of this article gave the wrong number of votes.", "correction"),
        ("This article was translated from French.", "note on language"),
        ("This article was amended on 3 May to correct the name of the minister.", "correction"),
        ("About this text: a summary of public reports, written for a collection of examples.", "note that"),
        ("Tags: Montenegro, budget", "navigation"),
    ],
    "an app, a paywall and cookies": [
        ("Ferry service to resume", "N"),
        ("The ferry between the two islands will resume on Saturday, the operator said in a statement.", "N"),
        ("You have 2 free articles left this month", "newsletter"),
        ("Already a subscriber? Log in", "newsletter"),
        ("Download our app for Android", "newsletter"),
        ("By continuing to use this site, you accept our terms of use.", "terms"),
    ],
}


def _text(page):
    return "\n\n".join(line for line, _ in page)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_line_of_a_page_is_told_apart(page):
    text = _text(page)
    pieces = find_boilerplate(text)
    start = 0
    for line, expected in page:
        here = [b for b in pieces if b.span.start < start + len(line) and start < b.span.end]
        got = here[0].reason if here else "N"
        assert got.startswith(expected), f"{line!r} is {got!r}"
        start += len(line) + 2


#: Markers of many kinds of page, and the beginning of the reason.
MARKERS = [
    ("You have 1 article left this month", "newsletter"),
    ("Skip past newsletter promotion", "n"),
    ("We use cookies to improve this site.", "terms"),
    ("This article is more than 3 years old", "correction"),
    ("A version of this article appears in print on May 3, Section B, Page 4", "correction"),
    ("Have you been affected by the floods?", "correction"),
    ("Read the rest of the story at The Island Times.", "link"),
    ("Related articles More from author", "link"),
    ("Previous article Storm hits coast", "link"),
    ("list of 4 items", "link"),
    ("Like Loading...", "sharing"),
    ("Follow us on Mastodon", "sharing"),
    ("1.2k shares", "sharing"),
    ("Published 4 hours ago", "navigation"),
    ("0:00 0:02:14 0:00", "navigation"),
    ("Posted on May 3, 2020", "navigation"),
    ("Tags: ports, storms", "navigation"),
    ("03.05.2020 14:33", "navigation"),
    ("Getty Images", "photo credit"),
    ("Image source, Getty Images", "photo credit"),
    ("Representational image", "photo credit"),
    ("Jane Roe/Reuters", "photo credit"),
    ("Jane Roe in Valparaíso contributed.", "byline"),
    ("abc/de (AFP, Reuters, dpa)", "byline"),
    ("By Jane Roe and John Doe", "byline"),
    ("With agencies", "byline"),
    ("Source: Reuters", "byline"),
    ("Was this article helpful?", "correction"),
    ("While you're here: our editors send a letter every Tuesday.", "appeal"),
    ("Please consider supporting us.", "appeal"),
    ("Your email address will not be published. Required fields are marked *", "comments"),
    ("Save my name, email, and website in this browser for the next time I comment.", "comments"),
]


@pytest.mark.parametrize(("line", "reason"), MARKERS)
def test_a_marker_says_its_reason(line, reason):
    rule = rule_for(line)
    assert rule is not None
    assert rule.reason.startswith(reason)


#: Sentences of articles that begin like markers.
NEWS = [
    "Support for the chancellor fell to 31 per cent in May.",
    "Comments by the minister drew protests in Jakarta.",
    "More than forty people were hurt when the bridge collapsed.",
    "Related companies were searched by the police on Monday.",
    "Share prices in Tokyo fell by two per cent.",
    "Next week, the two ministers will meet in Nairobi.",
    "Home prices rose again in Auckland.",
    "By Friday, the fire had reached the edge of the town.",
    "Copyright law was changed by the parliament in Ottawa last year.",
    "Live music returned to the square on Sunday.",
    "Search teams found the wreck at a depth of 300 metres.",
    "Photographs of the meeting were shown on state television.",
    "Subscribers to the pension fund lost a third of their money.",
    "Dear to many in the valley, the old bridge was pulled down on Monday.",
    "Before you reach the village, there is a checkpoint, the driver said.",
    "Sources close to the talks said that a deal was near.",
    "Register offices in the capital were closed for a third day.",
    "Read the letter aloud, the judge told the witness.",
    "Menus were printed in three languages for the summit.",
    "Reuters reported on Friday that the bank had been sold.",
    "Once the vote is counted, the president will name a cabinet.",
    "From Lagos to Abuja, shops stayed shut.",
    "Police said two suspects were arrested",
    "Disputed election",
    "Views of the lake were sold as postcards.",
    "Source of the river found",
    "Follow the money, the prosecutor told the jury.",
    "Published in 2019, the report named four ministers.",
    "In Paris, ministers met for a third day.",
    "Sources: minister to resign over leak, aides say in Quito after week of talks",
    "Archives of the secret police were opened on Monday.",
    "The editor of the paper is a journalist whom many in the town know.",
    "Who is behind the attack?",
    "The opposition's answer",
]


@pytest.mark.parametrize("line", NEWS)
def test_a_sentence_that_begins_like_a_marker_is_the_articles(line):
    assert rule_for(line) is None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The minister after the vote. Photo: Example Agency", "Photo: Example Agency"),
        ("Boats in the old harbour. harbour-news.example", "harbour-news.example"),
        ("A rally in the capital on Sunday [Jane Roe/AFP]", "[Jane Roe/AFP]"),
        ("Voters queue in the rain. Image: Government of Fiji.", "Image: Government of Fiji."),
        ("The bridge before it fell. (AP Photo/Jane Roe)", "(AP Photo/Jane Roe)"),
    ],
)
def test_a_credit_at_the_end_of_a_caption(line, credit):
    (piece,) = find_boilerplate(line)
    assert (piece.span.of(line), piece.reason) == (credit, "photo credit")


@pytest.mark.parametrize(
    "line",
    [
        "He spoke to reporters (in Spanish).",
        "The rate rose to 4.5 per cent (2.1 a year before).",
        "The firm belongs to Example.com.",
    ],
)
def test_what_looks_like_a_credit_is_none(line):
    assert find_boilerplate(line) == ()


def test_a_line_about_the_author_is_one_only_at_the_end():
    news = "The river flooded the town on Monday, the mayor of Valdivia told a local radio station."
    about = "Jane Roe is a correspondent in Santiago for the Island Times."
    assert [b.reason for b in find_boilerplate(f"{news}\n\n{about}\n")] == ["byline or credits of the makers"]
    assert find_boilerplate(f"{news}\n\n{about}\n\n{news}\n") == ()


def test_titles_under_the_article_are_links_and_items_of_its_last_list_are_not():
    news = "The jury in Cannes gave its prizes on Sunday, and the audience rose for the oldest of the directors."
    tail = "© 2020 The Island Times"
    (strays, _) = find_boilerplate(f"{news}\n\nFour films to see this summer\n\n{tail}")
    assert strays.reason == "a link or heading with nothing under it"
    assert len(find_boilerplate(f"{news} The winners are:\n\n- Best film to a newcomer\n\n{tail}")) == 1


def test_a_marker_at_the_top_does_not_swallow_the_article():
    text = "Leave a comment\nRiver floods town\nThe river flooded the town on Monday, the mayor told the radio.\n"
    (piece,) = find_boilerplate(text)
    assert piece.span.of(text) == "Leave a comment"


def test_quoted_words_of_an_appeal_are_news():
    text = "“We need your donations and your support for our journalism, and you know it,” the editor told her readers."
    assert find_boilerplate(text) == ()


def test_the_mark_before_a_text_is_not_the_article():
    text = "\ufeffRiver floods town\n"
    assert [(b.span.of(text), b.reason) for b in find_boilerplate(text)] == [("\ufeff", "byte order mark")]


def test_every_rule_has_a_reason_and_pieces_never_overlap():
    assert all(rule.reason for rule in load_markers().rules)
    for page in PAGES.values():
        pieces = find_boilerplate(_text(page))
        assert all(a.span.end <= b.span.start for a, b in pairwise(pieces))
