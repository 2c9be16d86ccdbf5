"""The words that make what they govern ordered, planned, requested or possible, or deny it.

A verb is listed with the shape of what it governs: ``to`` (an infinitive), ``that`` (a clause), ``ing`` (a gerund),
``noun`` (its object, or its subject in the passive), a preposition, or ``any``.
"""

from __future__ import annotations

from kg.extract.tables import listed
from kg.model import Modality

ORDERED, PLANNED, REQUESTED, POSSIBLE = Modality.ORDERED, Modality.PLANNED, Modality.REQUESTED, Modality.POSSIBLE

#: An infinitive of purpose tells an aim.
PURPOSE = PLANNED


def _table(rows: tuple[tuple[Modality, str, str], ...]) -> dict[tuple[str, str], Modality]:
    return {
        (lemma, kind): modality
        for modality, kinds, lemmas in rows
        for kind in listed(kinds)
        for lemma in listed(lemmas)
    }


#: (lemma, shape of the complement) -> modality.
VERBS = _table(
    (
        (ORDERED, "to noun that", "order instruct command decree mandate direct oblige compel require"),
        (ORDERED, "to", "tell sentence summon suppose"),
        (PLANNED, "to noun that ing for on", "plan intend schedule slate prepare plot propose envisage arrange"),
        (PLANNED, "to", "expect set agree promise vow pledge aim decide commit resolve undertake swear threaten"),
        (PLANNED, "to", "move opt choose mean design hope vote elect"),
        (PLANNED, "that", "promise vow pledge decide agree plan"),
        (PLANNED, "noun", "promise pledge approve authorise authorize anticipate expect await foresee pencil"),
        (PLANNED, "at for on", "aim prepare"),
        (PLANNED, "with", "threaten"),
        (PLANNED, "for", "send deploy dispatch travel arrive head train gather mobilise mobilize"),
        (REQUESTED, "to", "ask urge call request demand implore beg appeal encourage invite press push lobby"),
        (REQUESTED, "to", "petition persuade convince plead need warn caution remind"),
        (REQUESTED, "that", "request demand urge beg petition"),
        (REQUESTED, "noun", "request demand seek urge recommend advocate solicit"),
        (REQUESTED, "for on upon", "call ask appeal push press lobby campaign plead petition beg"),
        (REQUESTED, "that", "recommend advise advocate"),
        (REQUESTED, "ing to", "recommend suggest advise insist advocate"),
        (REQUESTED, "against", "warn advise caution"),
        (POSSIBLE, "to", "want wish seek try attempt strive struggle believe think suspect allege accuse report"),
        (POSSIBLE, "to", "say fear consider seem appear rumour rumor estimate tend offer like prefer assume desire"),
        (POSSIBLE, "to", "long hesitate"),
        (POSSIBLE, "that", "suspect allege speculate fear worry hope wonder doubt question assume imagine suppose"),
        (POSSIBLE, "that", "theorize theorise guess dispute deny predict forecast reckon project fancy suggest hint"),
        (POSSIBLE, "of", "suspect warn dream talk"),
        (POSSIBLE, "for", "hope wish long wait"),
        (POSSIBLE, "noun", "want fear allege suspect deny dispute consider contemplate oppose predict forecast risk"),
        (POSSIBLE, "noun", "attempt threaten prevent avoid avert forbid prohibit ban reject weigh mull"),
        (POSSIBLE, "ing", "consider contemplate risk avoid fear deny discuss oppose mull weigh prevent resist try"),
        (POSSIBLE, "ing", "favour favor"),
        (POSSIBLE, "about", "worry speculate talk"),
        (POSSIBLE, "from", "ban bar prohibit forbid discourage deter dissuade"),
        (POSSIBLE, "to", "forbid"),
        (PLANNED, "noun", "postpone delay reschedule defer"),
    )
)

#: Nouns whose complement ("plans for a wall", "calls to deport") is not yet, or not surely, so.
NOUNS: dict[str, Modality] = (
    dict.fromkeys(listed("order decree instruction mandate obligation duty requirement command"), ORDERED)
    | dict.fromkeys(
        listed(
            """
            plan intention proposal scheme pledge promise vow decision agreement commitment preparation aim ambition
            schedule blueprint determination
            """
        ),
        PLANNED,
    )
    | dict.fromkeys(listed("call request demand appeal plea petition need invitation recommendation"), REQUESTED)
    | dict.fromkeys(
        listed(
            """
            allegation suspicion fear threat possibility risk chance likelihood prospect hope speculation rumour rumor
            attempt desire wish ability opportunity potential option notion doubt prediction forecast
            pretext probability willingness readiness hypothesis temptation claim
            """
        ),
        POSSIBLE,
    )
)

#: Nouns that do so only with "of" or "for" ("a trial for fraud", "concerns of a strike").
NOUNS_OF: dict[str, Modality] = dict.fromkeys(listed("charge accusation trial danger concern worry"), POSSIBLE)

#: Nouns of what is forbidden: "a ban on selling".
FORBIDDING = frozenset(listed("ban moratorium prohibition embargo curb veto"))

#: Nouns of saying: rejected or denied, they were said all the same.
SPOKEN = frozenset(
    listed(
        """
    accusation allegation appeal application bid call charge claim complaint criticism demand objection offer petition
    plea proposal request report statement suggestion warning
    """
    )
)
#: Verbs that answer what was said.
ANSWERING = frozenset(listed("reject deny dismiss dispute oppose consider ignore rebuff refute decline accept weigh"))
#: Verbs of saying with "would not" or "would neither": they decline to, now.
WITHHELD = frozenset(listed("confirm comment say discuss elaborate disclose reveal identify name specify give deny"))
#: Verbs of coming together, and what is expressed by doing so: an infinitive of purpose that takes place then.
GATHERING = frozenset(listed("march rally gather demonstrate assemble parade strike meet convene take"))
EXPRESSING = frozenset(
    listed("protest demand mark celebrate mourn commemorate denounce oppose honour honor condemn voice express")
)
#: Verbs that argue what would be, and do not tell what is planned.
ARGUING = frozenset(listed("argue estimate reckon calculate"))
#: Verbs of which the denial says nothing of what they are about: "we do not want a war".
INTENDING = frozenset(listed("want wish fear seek need request expect"))

#: Nouns that, denied, make what they are of only possible ("no evidence that").
PROOFS = frozenset(listed("evidence proof sign indication guarantee suggestion"))

#: Accusing in the passive: nobody is said to say so.
ACCUSING = frozenset({("accuse", "of"), ("suspect", "of"), ("charge", "with"), ("try", "for"), ("indict", "for")})

#: Nouns that do so only before an infinitive ("efforts to clear", "the right to vote").
NOUNS_TO: dict[str, Modality] = (
    dict.fromkeys(listed("effort goal bid deal pact offer resolve move mission campaign measure step"), PLANNED)
    | dict.fromkeys(listed("time urge"), REQUESTED)
    | dict.fromkeys(listed("right power permission freedom capacity idea authority licence license way"), POSSIBLE)
)

#: Prepositions that tie a noun of the tables above to what it is about.
NOUN_PREPOSITIONS = frozenset(listed("of for to about over on against"))

#: A verb and preposition that name a result, which is as real as the verb.
RESULTS = frozenset({("lead", "to"), ("result", "in"), ("contribute", "to"), ("amount", "to"), ("engage", "in")})

#: Verbs that bring about their object, or say of their subject that it takes place: the noun shares their reality.
MAKING = frozenset(
    listed(
        """
        hold make take give have get start begin launch open conduct provide carry sign reach cause create continue
        perform organise organize host stage mount commit build establish form impose put send offer show express use
        do lead bring undertake wage occur happen trigger spark provoke deliver
        implement extend grant issue release publish pay win achieve run find develop produce prepare increase set need
        """
    )
)

#: Adjectives above an infinitive or a clause.
ADJECTIVES: dict[str, Modality] = (
    dict.fromkeys(
        listed("due set scheduled slated poised prepared determined bound committed expected planned"), PLANNED
    )
    | dict.fromkeys(
        listed("necessary essential vital imperative important crucial advisable welcome urgent"), REQUESTED
    )
    | dict.fromkeys(
        listed(
            """
    possible likely unlikely ready willing eager keen able probable impossible afraid liable prone hopeful
    reluctant apt suspected difficult easy hard feared
    """
        ),
        POSSIBLE,
    )
    | dict.fromkeys(listed("supposed obliged required"), ORDERED)
)

#: Adverbs and adjectives at the word itself.
ADVERBS: dict[str, Modality] = dict.fromkeys(
    listed(
        """
    allegedly possibly perhaps maybe probably supposedly purportedly reportedly potentially presumably likely apparently
    alleged suspected supposed potential possible purported probable hopefully attempted would-be hypothetical
    feared
    """
    ),
    POSSIBLE,
) | dict.fromkeys(
    listed("planned scheduled proposed upcoming forthcoming intended impending future prospective"), PLANNED
)

#: Verbs of saying: what stands below them is asserted by somebody, and is actual.
SAYING = frozenset(
    listed(
        """
    say tell report announce claim state add note declare confirm reveal explain insist maintain argue write
    acknowledge admit assert stress emphasise emphasize observe remark show find conclude indicate believe think
    know learn
    """
    )
)

#: Verbs that deny what they govern.
NEGATIVE_VERBS = frozenset(listed("fail refuse decline neglect cease forget lack miss"))
#: Verbs that deny what comes after "from": "kept the dog from barking".
STOPPING = frozenset(listed("stop prevent keep block restrain hold save"))
#: Verbs after which their object does not happen; "call off" is told by its particle.
CANCELLING = frozenset(listed("cancel foil thwart"))
#: Adverbs right before a verb that deny it.
NEGATIVE_ADVERBS = frozenset(listed("hardly scarcely almost nearly"))
#: Nouns that deny their complement: "a lack of trust", "the absence of proof".
NEGATIVE_NOUNS = frozenset(listed("lack absence failure refusal inability shortage"))
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "nary"})
