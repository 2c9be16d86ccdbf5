"""How far an eventuality may be taken as told: who asserts it, who denies it, and do the articles say it themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Modality, Polarity, SpeechAct, Stance, Standing, Telling, Testimony


def is_narrated(testimony: Testimony) -> bool:
    """Tell whether it is the article itself that speaks."""
    claim = testimony.claim
    return claim.act is SpeechAct.NARRATE and claim.speaker is None and not claim.unnamed_source


def affirms(telling: Telling, testimony: Testimony, polarity: Polarity) -> bool | None:
    """Tell whether a claim speaks for an eventuality of that polarity (True), against it (False) or neither (None).

    To assert that it did not happen is to deny that it did.
    """
    if testimony.claim.stance is Stance.QUESTIONS:
        return None
    return (testimony.claim.stance is Stance.ASSERTS) == (telling.event.polarity is polarity)


def polarity_of(tellings: Sequence[Telling]) -> Polarity:
    """Return the polarity of an eventuality: as the articles themselves have it, else affirmed if anybody does."""
    narrated = [t.event.polarity for t in tellings if any(is_narrated(testimony) for testimony in t.claims)]
    votes = Counter(narrated or [_told_by_others(tellings)])
    return max(votes, key=lambda p: (votes[p], p is Polarity.AFFIRMED))


def _told_by_others(tellings: Iterable[Telling]) -> Polarity:
    told = {telling.event.polarity for telling in tellings}
    return Polarity.AFFIRMED if Polarity.AFFIRMED in told else Polarity.NEGATED


def modality_of(tellings: Sequence[Telling]) -> Modality:
    """Return how real an eventuality is: as the articles' own voice has it where there is one; what happened wins."""
    narrated = [t.event.modality for t in tellings if any(is_narrated(testimony) for testimony in t.claims)]
    votes = Counter(narrated or [t.event.modality for t in tellings])
    return max(votes, key=lambda m: (m is Modality.ACTUAL, votes[m], m.value))


def standing_of(tellings: Sequence[Telling], polarity: Polarity) -> Standing:
    """Say how an eventuality stands: reported, attributed, disputed or denied.

    Without any claim nothing vouches for it, so that it is attributed and no more.
    """
    voices = [
        (affirms(telling, testimony, polarity), is_narrated(testimony))
        for telling in tellings
        for testimony in telling.claims
    ]
    asserted = any(voice is True for voice, _ in voices)
    denied = any(voice is False for voice, _ in voices)
    if asserted and denied:
        return Standing.DISPUTED
    if denied:
        return Standing.DENIED
    if any(voice is True and narrated for voice, narrated in voices):
        return Standing.REPORTED
    return Standing.ATTRIBUTED
