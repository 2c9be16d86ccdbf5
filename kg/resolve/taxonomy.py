"""The class trees of the vocabulary, as far as resolution asks about them: what is a kind of what.

The same trees stand in ``schemas/attest.ttl``; a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

#: A class of the instance layer, and the class that it is a kind of.
ENTITY_PARENTS = {
    "Person": "Actor",
    "Organization": "Actor",
    "Group": "Actor",
    "GovernmentBody": "Organization",
    "ArmedForce": "Organization",
    "InternationalOrganization": "Organization",
    "MediaOutlet": "Organization",
    "PoliticalParty": "Organization",
    "Company": "Organization",
    "Country": "Place",
    "City": "Place",
    "Region": "Place",
    "Facility": "Place",
    "Border": "Place",
}

#: A leaf type of events or states, and the coarse type that it is a kind of.
EVENT_PARENTS = {
    "Sign": "Agree",
    "Promise": "Agree",
    "Meet": "Consult",
    "Call": "Consult",
    "Visit": "Consult",
    "Negotiate": "Consult",
    "ReopenBorder": "Concede",
    "Release": "Concede",
    "GrantAsylum": "Aid",
    "Rescue": "Aid",
    "SeekAsylum": "Request",
    "DeclineToComment": "Reject",
    "Warn": "Threaten",
    "Deploy": "Mobilize",
    "Exercise": "Mobilize",
    "CallUp": "Mobilize",
    "Deport": "Coerce",
    "Arrest": "Coerce",
    "CloseBorder": "Coerce",
    "Restrict": "Coerce",
    "Blackmail": "Coerce",
    "Attack": "Assault",
    "Kill": "Assault",
    "Flee": "Move",
    "Cross": "Move",
    "Arrive": "Move",
    "Order": "Decide",
    "Approve": "Decide",
    "Consider": "Decide",
    "Elect": "Appoint",
    "Begin": "Change",
    "Escalate": "Change",
    "End": "Change",
    "Abduct": "Assault",
    "Decline": "Change",
    "Lose": "Change",
    "Win": "Change",
    "Mediate": "Consult",
    "GoMissing": "Die",
    "Injure": "Die",
    "Depart": "Move",
    "Demand": "Request",
    "CeaseFire": "Retreat",
    "ExpelDiplomats": "Sanction",
}

#: States: they hold for a while, so two tellings of one need no common day.
STATES = frozenset(
    {"Office", "Membership", "Alliance", "Location", "Presence", "Conflict", "Rule", "Attitude", "Condition"}
)

#: Families within which names are compared: a person is never a place, a club never its city.
_FAMILY_ROOTS = {"Person": "person", "Organization": "organisation", "Group": "group", "Place": "place"}


@cache
def ancestors(name: str) -> tuple[str, ...]:
    """Return the class and all that it is a kind of, most specific first.

    >>> ancestors("Company")
    ('Company', 'Organization', 'Actor')
    >>> ancestors("Deport")
    ('Deport', 'Coerce')
    """
    chain = [name]
    while (parent := ENTITY_PARENTS.get(chain[-1]) or EVENT_PARENTS.get(chain[-1])) is not None:
        chain.append(parent)
    return tuple(chain)


def is_kind_of(name: str, ancestor: str) -> bool:
    """Tell whether ``name`` is ``ancestor`` or a subclass of it."""
    return ancestor in ancestors(name)


def compatible(left: str, right: str) -> bool:
    """Tell whether one thing can have both types: one is a kind of the other."""
    return is_kind_of(left, right) or is_kind_of(right, left)


@cache
def family(entity_type: str) -> str:
    """Return the family of an entity type: person, organisation, place, group, object or any ("Actor", unknown ones).

    >>> family("GovernmentBody"), family("City"), family("Object")
    ('organisation', 'place', 'object')
    """
    for name in ancestors(entity_type):
        if name in _FAMILY_ROOTS:
            return _FAMILY_ROOTS[name]
    return "object" if entity_type == "Object" else "any"


def coarse(event_type: str) -> str:
    """Return the top-level type of an event or state type."""
    return ancestors(event_type)[-1]


def prevailing(votes: Counter[str]) -> str:
    """Return the type that most votes bear out, and of those the most specific; the alphabet breaks ties.

    A vote bears out its own type, what that is a kind of and what is a kind of it.

    >>> prevailing(Counter(Organization=2, Company=1))
    'Company'
    """
    weight = {name: sum(n for other, n in votes.items() if compatible(name, other)) for name in votes}
    return min(votes, key=lambda name: (-weight[name], -len(ancestors(name)), -votes[name], name))
