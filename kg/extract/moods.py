"""The mood of a clause: a condition, a command, a question that yes or no answers."""

from __future__ import annotations

from kg.extract.tokens import Token

_IF = frozenset({"if", "unless", "lest"})
_NOT_IF = frozenset({"even", "as", "any", "only", "not", "ever"})
#: "If it bursts" and "if convicted" are conditions, "if needed" is not.
_SHORTEST_CONDITION = 2
_MODALS = frozenset({"must", "may", "might", "can", "should", "could"})
_FILLERS = frozenset({"needed", "required", "asked", "desired", "wanted", "used", "applicable", "warranted"})


def is_condition(clause: Token) -> bool:
    """Tell a condition: with "if" or "unless", or inverted: "had it happened", "were they to leave"."""
    marks = [c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _IF]
    if marks:
        mark = marks[0]
        around = {mark.nbor(1).lower_} | ({mark.nbor(-1).lower_} if mark.i > mark.sent.start else set())
        told = clause.i - mark.i >= _SHORTEST_CONDITION or (clause.tag_ == "VBN" and clause.lower_ not in _FILLERS)
        return told and not around & _NOT_IF
    if clause.dep_ not in {"advcl", "ccomp"}:
        return False
    first = next((c for c in clause.lefts if not c.is_punct), None)
    if first is None and clause.lower_ in {"had", "were"} and clause.dep_ == "advcl":
        return True
    if first is None or first.dep_ not in {"aux", "auxpass"} or first.lower_ not in {"had", "were", "should"}:
        return False
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    return subject is not None and subject.i > first.i


def is_full(token: Token) -> bool:
    """Tell whether a token's sentence ends as sentences do, and headlines do not."""
    last = next((t for t in reversed(token.sent) if not t.is_space), token)
    return last.text in {".", "!", '"', "”", "''"}


def is_command(verb: Token) -> bool:
    """Tell an imperative: a bare verb that opens its sentence, without subject or helper."""
    if verb.tag_ != "VB":
        return False
    first = verb.left_edge
    opened = first.is_quote or (first.i > 0 and first.nbor(-1).is_quote)
    quoted = verb.dep_ == "ccomp" and opened and first.i < verb.head.i
    if not (verb.head.i == verb.i or quoted) or not is_full(verb):
        return False
    return all(c.dep_ in {"intj", "advmod", "punct", "neg"} or c.lower_ == "do" for c in verb.lefts)


def is_subjunctive(verb: Token) -> bool:
    """Tell "that he resign", "that the dam be removed"."""
    helpers = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
    return any(c.lower_ == "be" for c in helpers) if helpers else verb.tag_ in {"VB", "VBP"}


def is_past(verb: Token) -> bool:
    """Tell a verb that tells what was: "urged", "was urged"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return (verb.tag_ == "VBD" and not helpers) or (verb.tag_ == "VBN" and bool(helpers) and helpers <= {"was", "were"})


def is_asked(verb: Token) -> bool:
    """Tell a question that yes or no answers: "Did the dam burst?"."""
    helper = next((c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}), None)
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None) if helper is not None else None
    if subject is None or helper is None or helper.i > subject.i:
        return False
    asked = any(t.text == "?" for t in verb.doc[verb.i : verb.sent.end])
    return asked and not any(t.tag_[0] == "W" for t in verb.doc[verb.left_edge.i : subject.i])


def is_ahead(verb: Token) -> bool:
    """Tell whether a clause speaks of what may come: "must answer", "do not agree", "unless he returned"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & _MODALS:
        return "have" not in helpers
    return (verb.tag_ == "VB" and bool(helpers & {"do", "does"})) or is_condition(verb)


def is_to_come(verb: Token) -> bool:
    """Tell whether a helper puts a clause into the future: "must rule", "may vote"; "could" tells the past as well."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(helpers & {"must", "may", "might", "should"}) and "have" not in helpers
