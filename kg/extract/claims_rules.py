"""The rules by which claims are found, as an analyst reads them."""

from __future__ import annotations

from kg.model import Rule, SpeechAct

#: The rule of "according to" and of adverbs of hearsay, which others ask for by name.
ACCORDING = "claim.according_to"
HEARSAY = "claim.hearsay"
HEARSAY_NOUN = "claim.hearsay.noun"
NOUN = "claim.noun"
#: A sentence in quotation marks without words of saying of its own.
UNCUED = "claim.quote.uncued"
TRAILING = "claim.saying.trailing"
SCARE = "claim.quote.marked"
ASIDE = "claim.aside"
PLEA = "claim.plea"
LABEL = "claim.saying.label"
BLOCK = "claim.quote.block"
TURN = "claim.quote.turn"
#: Shapes that are told by the rule of another one.
ALIKE = {"that": "clause", "np+by": "np", "obj+with": "obj+of"}


def verb_rule(act: SpeechAct, frame: str) -> str:
    """Name the rule for a verb: of saying or of thinking, and the shape of what it takes.

    >>> verb_rule(SpeechAct.WARN, "obj+inf")
    'claim.saying.obj-inf'
    """
    kind = "thinking" if act is SpeechAct.BELIEVE else "saying"
    return f"claim.{kind}.{ALIKE.get(frame, frame).replace('+', '-')}"


RULES: tuple[Rule, ...] = (
    Rule(
        "claim.quote",
        "Words in quotation marks, with a verb of saying before, after or amid them. What stands on both sides of "
        "the verb is one claim, unless a sentence ends there.",
        ('"The well is dry," the farmer said.', 'The farmer said: "The well is dry."'),
    ),
    Rule(
        UNCUED,
        "A full sentence in quotation marks without a verb of saying: signed with a name, introduced by a colon, or "
        "said by whoever spoke just before; nobody named otherwise. Scare quotes and titles are left out.",
        ('Rosa Lima shook her head: "The well has been dry for years now."',),
    ),
    Rule(
        "claim.saying.clause",
        "A verb of saying with its subject and the clause that it introduces or follows, or in whose midst it stands.",
        ("The farmer said that the well was dry.", "The well was dry, the farmer said."),
    ),
    Rule(
        "claim.thinking.clause",
        "A verb of believing, fearing or expecting with its subject and a clause.",
        ("The farmer fears that the well is dry.",),
    ),
    Rule("claim.saying.wh", "Somebody asks or explains whether, how or why.", ("She asked whether the well was dry.",)),
    Rule("claim.saying.inf", "Somebody promises, agrees or threatens to do something.", ("He vowed to dig a well.",)),
    Rule(
        "claim.saying.obj-inf",
        "Somebody urges, asks or warns somebody to do something; what they are to do is the content.",
        ("The mayor urged farmers to save water.",),
    ),
    Rule(
        "claim.saying.obj-of",
        "Somebody accuses somebody of something or charges them with it: that is the content.",
        ("The mayor accused farmers of wasting water.",),
    ),
    Rule(
        "claim.saying.obj-for",
        "Somebody blames, criticises or praises somebody for something.",
        ("The mayor blamed farmers for wasting water.",),
    ),
    Rule("claim.saying.obj-on", "Somebody blames something on something.", ("He blamed the drought on farmers.",)),
    Rule("claim.saying.ing", "Somebody denies, admits or proposes doing something.", ("He denied wasting water.",)),
    Rule(
        "claim.saying.np",
        "Somebody announces, condemns, denies or cites a thing. Of a denied claim, the content is what it says.",
        ("The mayor announced the opening of a well.", "The mayor dismissed claims of farmers wasting water."),
    ),
    Rule("claim.thinking.np", "Somebody expects or estimates a thing.", ("The mayor expects a long drought.",)),
    Rule(
        "claim.saying.as",
        "Somebody describes a thing as something.",
        ("The mayor described the drought as a disaster.",),
    ),
    Rule(
        "claim.saying.as_saying",
        "An outlet cites somebody as saying something: who is cited speaks, the outlet passes it on.",
        ("Reuters quoted the mayor as saying that the well was dry.",),
    ),
    Rule("claim.saying.oprd", "Somebody calls a thing a name.", ("The mayor called the drought a disaster.",)),
    Rule(
        "claim.saying.prep",
        "Somebody warns of, calls for or speaks about something.",
        ("The mayor warned of a long drought.",),
    ),
    Rule(
        "claim.thinking.subj-inf",
        "A passive of saying or thinking with nobody named as its source.",
        ("The thief is believed to have fled.",),
    ),
    Rule(
        ACCORDING,
        "A clause with 'according to X', 'in the words of X' or 'by X's account': X said the rest of it. Of what "
        "somebody else is told to have said there, X is the outlet.",
        ("The well is dry, according to the mayor.",),
    ),
    Rule(
        "claim.noun.saying",
        "A noun of saying with what was said: that-clause, infinitive or 'of'. The speaker is its possessor, the name "
        "or demonym before it, who comes after 'by' or 'from', or the subject of 'make', 'voice' and the like.",
        ("The mayor's claim that the well was dry was false.",),
    ),
    Rule(
        "claim.noun.thinking",
        "A noun of fear, suspicion or belief with what is feared or believed; the holder as for nouns of saying.",
        ("Fears of a drought grew.",),
    ),
    Rule(
        HEARSAY,
        "An adverb such as 'reportedly' or 'allegedly': somebody unnamed said the clause that it stands in.",
        ("The thief reportedly fled.",),
    ),
    Rule(
        HEARSAY_NOUN,
        "An adjective such as 'alleged' or 'suspected' before a noun that names no person or thing: somebody unnamed "
        "said, or thinks, what the noun tells.",
        ("Police looked into the alleged theft of a bell.",),
    ),
    Rule(
        ASIDE,
        "Behind a comma somebody denies, or confirms, what stands before it: 'which X denies', 'an allegation that X "
        "rejected'. Where nobody is told to have said it, it is said by somebody unnamed.",
        ("Neighbours say that the mayor drained the well, which she denies.",),
    ),
    Rule(
        PLEA,
        "Somebody pleads guilty or not guilty to something, and so grants or denies it.",
        ("The miller pleaded not guilty to charges of arson.",),
    ),
    Rule(
        "claim.decline",
        "Somebody declined to comment, did not respond or gave no details: the content is what was asked for.",
        ("The mayor declined to comment.",),
    ),
    Rule(
        TRAILING,
        "A source that closes the sentence after a comma, with a finite verb of saying and nothing after it but a day.",
        ("The mayor has paid a contractor, a local newspaper reported on Tuesday.",),
    ),
    Rule(
        LABEL,
        "A headline that begins with its source and a colon, and then says something with a verb.",
        ("Police: Driver was asleep",),
    ),
    Rule(
        SCARE,
        "Words with a verb that a headline, or a sentence, puts in quotation marks without a source: somebody's words, "
        "not the article's own.",
        ("Mayor ‘secretly paid’ contractor as bridge costs soar",),
    ),
    Rule(
        BLOCK,
        "A paragraph behind words of saying that end theirs with a colon: what was said, without quotation marks.",
        ("The mayor wrote in a letter:\n\nThe dam was built in two years.",),
    ),
    Rule(
        TURN,
        "A paragraph of a transcript that begins with who speaks, in capitals and before a colon, up to the next one. "
        "What is asked there is a claim of its own.",
        ("Ana Lima asked Rosa Ruiz.\n\nLIMA: Did the dam hold?\n\nRUIZ: The dam held.",),
    ),
)
