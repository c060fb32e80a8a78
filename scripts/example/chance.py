"""Everything random, made so that one customer's records do not depend on how many other customers there are."""

import datetime
import random
from collections import Counter

from calendar2026 import workday
from handwriting import Word

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Chance(random.Random):
    """A seeded source that can also name records and pick sentences that were not used much."""

    used = Counter()
    said = set()
    identities = set()

    def identity(self, prefix, year):
        """An id that no other record of this run has."""
        while True:
            made = f"{prefix}{year}-{''.join(self.choices(CROCKFORD, k=6))}"
            if made not in self.identities:
                self.identities.add(made)
                return Word(made)

    def suffix(self):
        """Four characters for a file name."""
        return "".join(self.choices(CROCKFORD.lower(), k=4))

    def rarely_used(self, sentences):
        """One of the sentences, rather one that was not taken so often."""
        some = self.sample(sentences, min(3, len(sentences)))
        best = min(some, key=lambda text: self.used[text])
        self.used[best] += 1
        return best

    def say(self, sentences, words):
        """A sentence with its braces filled in, one that nobody said yet if that can be had."""
        for _ in range(10):
            text = self.rarely_used(sentences).format(**words)
            if text not in self.said:
                break
        self.said.add(text)
        return text

    def perhaps(self, share):
        return self.random() < share

    def moment(self, day):
        """A time of a working day, with the offset of China."""
        day = workday(day)
        return Word(
            f"{day}T{self.choice((8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 15, 16, 17)):02}:{self.randrange(0, 60, 5):02}:00+08:00"
        )

    def between(self, first, last):
        return first + datetime.timedelta(self.randint(0, max(0, (last - first).days)))
