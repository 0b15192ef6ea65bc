"""“Pass the customer on”: the rules of the human game of the role chain, without any screen.

A game is nothing but a case and the decisions made so far; everything else follows from them, so it can be stopped and
resumed anywhere. Both ways are played by the same rules and differ in four points: the chain digs deeper (facts of
depth 3) and may pair, which shows the next seat everything and gives a second pair of eyes at the end; but it loses
what is not written down, and handing over takes time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kit.exercises.role_chain.cases import Case, Fact, Seat
from kit.messages import _
from kit.models.chain.setting import ROLES

CHAIN, WOLF = "chain", "wolf"
MOST_QUESTIONS, MOST_NOTED, LONGEST_WORDS = 3, 4, 140
SPECIALIST_DEPTH = 3  # facts this deep open up to a specialist only
LISTEN_HOURS, ASK_HOURS, NOTE_HOURS, PAIR_HOURS, AGAIN_HOURS = 1.0, 0.5, 0.5, 1.0, 0.5
MOST_AGAIN = 2  # of the customer's questions: so many times a customer forgives “we have to ask you again”
RULE = _(
    "The rule of this game: a customer feels sold to as soon as one promise breaks, or when we have to ask again about more than {most} of their questions."
)
HUMAN, CAREFUL, HASTY, CHATTY = "human", "careful", "hasty", "chatty"
BOTS = (CAREFUL, HASTY, CHATTY)
RIGHT, AGAIN = "right", "again"
MOODS = CONTENT, DOUBTFUL, ANNOYED = "content", "doubtful", "annoyed"
MEETS = (
    f"customer.{CHAIN}"  # decided at the start: people meet the customer's questions even if a bot has the last seat
)
MEETING = f"{CHAIN}.customer.begun"
OTHERS = (HASTY, CHATTY, CAREFUL)  # beside one person alone, from the first seat to the last


def seats_alone(turn: int) -> dict[str, str]:
    """Who sits where when one person plays alone: with every customer one seat further, bots in the others."""
    mine = ROLES[turn % len(ROLES)]
    bots = iter(OTHERS)
    return {f"seat.{role}": HUMAN if role == mine else next(bots) for role in ROLES}


def chosen_case(cases: Mapping[str, Case], decided: Mapping, way: str) -> Case:
    """The case of a way: the lone wolf plays another one than the chain, so that nobody knows the answers already."""
    keys = list(cases)
    chosen = decided.get(f"case.{way}")
    if chosen in keys:
        return cases[chosen]
    return (
        cases[keys[0]]
        if way == CHAIN
        else cases[keys[(keys.index(chosen_case(cases, decided, CHAIN).key) + 1) % len(keys)]]
    )


@dataclass(frozen=True)
class Handover:
    """One handover of the chain: facts known before it, facts that arrived, and whether the next seat sat in."""

    known: frozenset[int]
    arrived: frozenset[int]
    paired: bool


@dataclass(frozen=True)
class Outcome:
    """What became of the case: answers by kind, hours by role, and whether the customer feels sold to."""

    right: int
    again: int
    broken: tuple[str, ...]
    hours: Mapping[str, float]

    @property
    def felt_sold_to(self) -> bool:
        """The rule: a promise was broken, or more than two of the customer's questions had to be asked again."""
        return is_sold_to(len(self.broken), self.again)


def is_sold_to(broken: int, again: int) -> bool:
    """Whether a customer feels sold to whom so many promises were broken and who was asked again so often."""
    return broken > 0 or again > MOST_AGAIN


@dataclass(frozen=True)
class Game:
    """A case and the decisions made so far (names and values as in the journal). Facts are named by their number."""

    case: Case
    decided: Mapping[str, str]

    # Who sits where, and what they do

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, seat by seat; a fact's number is its place here."""
        return tuple(fact for seat in self.case.seats for fact in seat.facts)

    def seat(self, role: str) -> Seat:
        """The talk that a role has with the customer."""
        return self.case.seats[ROLES.index(role)]

    def player(self, role: str) -> str:
        """Who fills a seat of the chain: a human or a bot with its temperament."""
        player = self.decided.get(f"seat.{role}")
        return player if player in BOTS else HUMAN

    def _is_bot(self, way: str, role: str) -> bool:
        return way == CHAIN and self.player(role) != HUMAN

    def _numbers(self, name: str) -> list[int]:
        return [
            int(number)
            for number in str(self.decided.get(name, "")).split(",")
            if number.isdecimal() and len(number) < 4
        ]

    def asked(self, way: str, role: str) -> list[int]:
        """Which questions of the seat were asked, in their order."""
        if self._is_bot(way, role):
            return self._bot_asks(role)
        questions = range(len(self.seat(role).questions))
        return [number for number in dict.fromkeys(self._numbers(f"{way}.{role}.asked")) if number in questions][
            :MOST_QUESTIONS
        ]

    def _bot_asks(self, role: str) -> list[int]:
        """Careful: what matters. Hasty: one question and on. Chatty: pleasant things first."""
        questions = range(len(self.seat(role).questions))
        useful = [number for number in questions if self._uncovered(role, number)]
        idle = [number for number in questions if number not in useful]
        order = {CAREFUL: useful + idle, HASTY: useful[:1], CHATTY: idle + useful}[self.player(role)]
        return order[:MOST_QUESTIONS]

    def _uncovered(self, role: str, question: int) -> list[Fact]:
        key = self.seat(role).questions[question].uncovers
        return [fact for fact in self.facts if fact.key == key and fact.depth > 1]

    def mood(self, way: str, role: str) -> str:
        """How the customer takes it: annoyed by what annoys, doubtful after it and where a lone wolf hears a hint only."""
        asked, questions = self.asked(way, role), self.seat(role).questions
        annoyed = [questions[number].annoys for number in asked]
        if annoyed and annoyed[-1]:
            return ANNOYED
        evades = bool(asked) and self.reply(way, role, asked[-1]) != questions[asked[-1]].answer
        return DOUBTFUL if any(annoyed) or evades else CONTENT

    # What is known where

    def learnt(self, way: str, role: str) -> frozenset[int]:
        """Facts a seat hears by listening or finds out by asking."""
        here = self.seat(role).facts
        found = {fact.key for question in self.asked(way, role) for fact in self._uncovered(role, question)}
        return frozenset(
            number
            for number, fact in enumerate(self.facts)
            if fact in here and (fact.depth == 1 or (fact.key in found and fact.depth <= self._deepest(way)))
        )

    def _deepest(self, way: str) -> int:
        return SPECIALIST_DEPTH - 1 if way == WOLF else SPECIALIST_DEPTH

    def reply(self, way: str, role: str, question: int) -> str:
        """What the customer answers: a lone wolf hears only a hint where it takes a specialist."""
        hints = [fact.hint for fact in self._uncovered(role, question) if fact.depth > self._deepest(way)]
        return hints[0] if hints else self.seat(role).questions[question].answer

    def known(self, way: str, role: str) -> frozenset[int]:
        """Everything a seat knows: for a lone wolf all so far, in the chain what arrived and what was learnt there."""
        before = ROLES[: ROLES.index(role)]
        if way == WOLF:
            return frozenset().union(*(self.learnt(way, one) for one in (*before, role)))
        return self.learnt(way, role) | (self.received(role) if before else frozenset())

    def received(self, role: str) -> frozenset[int]:
        """What reached a seat of the chain: everything if it sat in, else what was noted."""
        sender = ROLES[ROLES.index(role) - 1]
        return self.known(CHAIN, sender) if self.paired(sender) else self.noted(sender)

    def paired(self, role: str) -> bool:
        """Whether the next seat sits in at the handover of this one; bots are too busy for that."""
        return not self._is_bot(CHAIN, role) and self.decided.get(f"{CHAIN}.{role}.pairing") == "yes"

    def noted(self, role: str) -> frozenset[int]:
        """The facts on the handover note: at most four, and only what is known."""
        known = self.known(CHAIN, role)
        if self._is_bot(CHAIN, role):
            return frozenset(self._bot_notes(role, sorted(known)))
        return frozenset([number for number in self._numbers(f"{CHAIN}.{role}.noted") if number in known][:MOST_NOTED])

    def _bot_notes(self, role: str, known: list[int]) -> list[int]:
        """Careful: what is needed. Hasty: the first two. Chatty: the nice to know first."""
        needed = [number for number in known if not self.facts[number].colour]
        nice = [number for number in known if number not in needed]
        return {CAREFUL: needed[-MOST_NOTED:], HASTY: known[:2], CHATTY: (nice + needed)[:MOST_NOTED]}[
            self.player(role)
        ]

    def words(self, role: str) -> str:
        """The sender's own words, exactly as written."""
        return "" if self._is_bot(CHAIN, role) else str(self.decided.get(f"{CHAIN}.{role}.words", ""))[:LONGEST_WORDS]

    @property
    def handovers(self) -> list[Handover]:
        """The three handovers of the chain."""
        return [
            Handover(self.known(CHAIN, sender), self.received(role), self.paired(sender))
            for sender, role in pairwise(ROLES)
        ]

    @property
    def lost_share(self) -> float:
        """Which share of the facts known before a handover did not arrive, over all three."""
        known = sum(len(one.known) for one in self.handovers)
        return 1 - sum(len(one.arrived) for one in self.handovers) / known if known else 0.0

    # Where the game stands

    def role_now(self, way: str) -> str | None:
        """The first seat that has not handed over yet; None when the customer asks. Bots hand over at once."""
        for role in ROLES:
            if not self._is_bot(way, role) and self.decided.get(f"{way}.{role}.handed") != "yes":
                return role
        return None

    @property
    def sender_now(self) -> str | None:
        """Whoever of the people handed over last in the chain; while it `is_between`, they may take the note back."""
        role = self.role_now(CHAIN)
        before = ROLES[: ROLES.index(role)] if role else ROLES
        senders = [one for one in before if not self._is_bot(CHAIN, one)]
        return senders[-1] if senders else None

    @property
    def _meets_customer(self) -> bool:
        """Whether the customer's questions are on the table: at once, where the person in the last seat goes on."""
        return not self._is_bot(CHAIN, ROLES[-1]) or self.decided.get(MEETING) == "yes" or self.answered(CHAIN)

    def is_between(self, alone: bool) -> bool:
        """Whether the keyboard, or for one person alone only the note, is on its way in the chain."""
        role = self.role_now(CHAIN)
        if role is None:
            return not self._meets_customer
        return not self.begun(CHAIN, role) and (not alone or self.sender_now is not None)

    def begun(self, way: str, role: str) -> bool:
        """Whether the person of this seat has taken the keyboard."""
        return self.decided.get(f"{way}.{role}.begun") == "yes"

    def answered(self, way: str) -> bool:
        """Whether all answers to the customer are given and sent (by a bot at once)."""
        return (self._bot_answers_all(way) and self.role_now(way) is None) or self.decided.get(f"{way}.sent") == "yes"

    def _bot_answers_all(self, way: str) -> bool:
        """A bot in the last seat answered the customer too, in games that began before people met the customer always."""
        return self._is_bot(way, ROLES[-1]) and self.decided.get(MEETS) != HUMAN

    def revealed(self, way: str) -> int:
        """How many of the customer's questions have been gone through since the answers were sent."""
        count = self.decided.get(f"{way}.revealed", len(self.case.end))  # a game of before has no reveal
        return count if type(count) is int and 0 <= count <= len(self.case.end) else len(self.case.end)

    def is_over(self, way: str) -> bool:
        """Whether the customer has the answers, and whoever sat in nods or is overruled."""
        return self.answered(way) and (not self.doubts(way) or self.decided.get(f"{way}.confirmed") == "yes")

    def is_told(self, way: str) -> bool:
        """Whether it is over, and everything has been gone through."""
        return self.is_over(way) and self.revealed(way) == len(self.case.end)

    def answers(self, way: str) -> list[str]:
        """The answer to each of the customer's questions: "right", "again" or "wrong0", "wrong1", ..."""
        if self._bot_answers_all(way):
            return [self._bot_answers(place) for place in range(len(self.case.end))]
        return [self._answer(f"{way}.answer{place}", len(final.wrong)) for place, final in enumerate(self.case.end)]

    def _answer(self, name: str, wrong: int) -> str:
        """An answer that was given; whoever gave none that is possible asks again."""
        answer = self.decided.get(name)
        return answer if answer in (RIGHT, *(f"wrong{number}" for number in range(wrong))) else AGAIN

    def _bot_answers(self, place: int) -> str:
        """Whoever knows answers rightly; else careful asks again, the others promise something."""
        final = self.case.end[place]
        if self._facts_of(final.needs) <= self.known(CHAIN, ROLES[-1]):
            return RIGHT
        return {CAREFUL: AGAIN, HASTY: "wrong0", CHATTY: f"wrong{len(final.wrong) - 1}"}[self.player(ROLES[-1])]

    def needed(self, place: int) -> list[int]:
        """The facts that one of the customer's questions needs."""
        return sorted(self._facts_of(self.case.end[place].needs))

    def lost_at(self, way: str, number: int) -> tuple[str, str] | None:
        """The handover at which a fact fell off, as (sender, receiver); None if it never did."""
        marks = self.trace(way)[number]
        if number in self.known(way, ROLES[-1]) or "lost" not in marks:
            return None
        place = marks.index("lost")
        return ROLES[place - 1], ROLES[place]

    def _facts_of(self, keys) -> frozenset[int]:
        return frozenset(number for number, fact in enumerate(self.facts) if fact.key in keys)

    def doubts(self, way: str) -> list[int]:
        """Answers that the colleague who sat in doubts: promises against facts that this colleague knew."""
        if way == WOLF or not self.paired(ROLES[-2]):
            return []
        witness = self.known(CHAIN, ROLES[-2])
        return [
            place
            for place, answer in enumerate(self.answers(way))
            if answer.startswith("wrong") and self._facts_of(self.case.end[place].needs) & witness
        ]

    def outcome(self, way: str) -> Outcome:
        """What became of the case on one way."""
        answers = self.answers(way)
        broken = [
            final.wrong[int(answer[5:])].breaks
            for final, answer in zip(self.case.end, answers, strict=True)
            if answer.startswith("wrong")
        ]
        again = sum(answer == AGAIN for answer in answers)
        return Outcome(answers.count(RIGHT), again, tuple(broken), self._hours(way, again))

    def _hours(self, way: str, again: int) -> dict[str, float]:
        hours = {role: LISTEN_HOURS + ASK_HOURS * len(self.asked(way, role)) for role in ROLES}
        if way == CHAIN:
            for sender, role in pairwise(ROLES):
                hours[sender] += PAIR_HOURS if self.paired(sender) else NOTE_HOURS
                hours[role] += PAIR_HOURS if self.paired(sender) else 0
        hours[ROLES[-1]] += AGAIN_HOURS * again
        return hours

    def trace(self, way: str) -> list[list[str]]:
        """The film: for each fact, per role, "found", "kept", "lost" (known just before) or "" (nobody knew it)."""
        return [[self._trace(way, number, role) for role in ROLES] for number in range(len(self.facts))]

    def _trace(self, way: str, number: int, role: str) -> str:
        if number in self.learnt(way, role):
            return "found"
        if number in self.known(way, role):
            return "kept"
        before = ROLES[: ROLES.index(role)]
        return "lost" if any(number in self.known(way, one) for one in before) else ""
