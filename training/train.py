"""Train the network and write it where the package reads it.

    python -m training.train VECTORS [--epochs 20] [--seed 0] [--out FILE]

VECTORS is the file of word vectors of the npm package that README.md names. Needs torch, which nothing else here does.
One core takes about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from graphkit.extract.learned.words import ending, entry, shape
from training.network import FIRST, GATE, SECOND, VECTOR, Gate, Network
from training.sentences import HERE, POWERS, Example, load, of_cases, of_notes, of_vault, surroundings

ROOT = HERE.parent
#: Words of the vectors that are kept, the commonest first, besides those of the sentences.
KEPT = 40_000
_PRONOUNS = frozenset(("he", "she", "they", "we", "i", "you", "board", "team"))


class Features:
    """What a word is to the network: its vector, and the power that the lexicon gives it."""

    def __init__(self, vectors: Path) -> None:
        data = json.loads(vectors.read_text(encoding="utf-8"))["vectors"]
        self.rows = {word: row for row, word in enumerate(data)}
        self.table = np.array([values[:VECTOR] for values in data.values()], np.float32)
        self.powers = lexicon_powers()

    def batch(self, examples: list[Example], drop: random.Random | None) -> tuple[Tensor, ...]:
        """Vectors, shapes, endings, powers and mask; some vectors, mostly of names, are left out in training."""
        longest = max(len(one.words) for one in examples)
        size = (len(examples), longest)
        vectors = np.zeros((*size, VECTOR), np.float32)
        shapes, endings, powers = (np.zeros(size, np.int64) for _ in range(3))
        mask = np.zeros((*size, 1), np.float32)
        for row, one in enumerate(examples):
            mask[row, : len(one.words)] = 1
            for at, (word, _, _) in enumerate(one.words):
                shapes[row, at], endings[row, at] = shape(word, at), ending(word)
                powers[row, at] = self.powers.get(word.lower(), 0)
                known = self.rows.get(entry(word), -1)
                if known >= 0 and (drop is None or drop.random() > (0.42 if shapes[row, at] in (2, 3) else 0.04)):
                    vectors[row, at] = self.table[known]
        return tuple(map(torch.from_numpy, (vectors, shapes, endings, powers, mask)))


def lexicon_powers() -> dict[str, int]:
    """The power (from 1) of each verb of the rights lexicon, and of the nouns of powers.toml."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("rights.toml", "verbs.toml"):
        data = tomllib.loads((ROOT / "graphkit/extract/lexicon" / name).read_text(encoding="utf-8"))
        for verb in data.get("verb", ()):
            for forms in verb.get("verbs", [verb["forms"]] if "forms" in verb else []):
                for form in forms.split()[:5]:
                    if form.isalpha() and verb.get("power") in POWERS:
                        counted[form.lower()][verb["power"]] += 1
    found = {word: POWERS.index(powers.most_common(1)[0][0]) + 1 for word, powers in counted.items()}
    for power, words in tomllib.loads((HERE / "powers.toml").read_text(encoding="utf-8")).items():
        for word in words.split():
            found.setdefault(word, POWERS.index(power) + 1)
    return found


def loss_of(net: Network, features: Features, examples: list[Example], rnd: random.Random, propose: bool) -> Tensor:
    """All that the network has to learn about a batch; `propose`: also of what it takes for holders itself."""
    *inputs, mask = features.batch(examples, rnd)
    states = net.encode(*inputs, mask)
    tags = net.tag(states)
    seen = mask[..., 0] > 0
    wanted = torch.zeros(seen.shape, dtype=torch.long)
    powers_said = torch.zeros(len(examples), 8)
    for row, one in enumerate(examples):
        for holder in one.holders:
            wanted[row, holder.start + 1 : holder.end] = 2
            wanted[row, holder.start] = 1
            powers_said[row, holder.power - 1] = 1
    loss = 2 * F.cross_entropy(tags[seen], wanted[seen], weight=torch.tensor([1.0, 1.5, 1.5]))
    said = net.multi(states).masked_fill(~seen[..., None], -9).max(1)[0]
    loss = loss + F.binary_cross_entropy_with_logits(said, powers_said)
    guesses = torch.softmax(tags, -1).detach().numpy() if propose else None
    spans: list[tuple[int, int, int]] = []
    powers: list[int] = []
    true: list[int] = []
    slots, standing, marks = [], [], []
    length = seen.shape[1]
    for row, one in enumerate(examples):
        for holder in one.holders:
            true.append(len(spans))
            spans.append((row, holder.start, holder.end))
            powers.append(holder.power)
            slots.append(holder.slots + [-100] * (length - len(holder.slots)))
            standing.append(holder.standing)
            marks.append((float(holder.negated), float(holder.believed)))
        for start, end in others(one, rnd, guesses[row, : len(one.words)] if guesses is not None else None):
            spans.append((row, start, end))
            powers.append(0)
    if not spans:
        return loss
    rows, starts, ends = (torch.tensor(column) for column in zip(*spans, strict=True))
    slots_said, powers_of, states_of = net.look(states, mask, rows, starts, ends)
    loss = loss + F.cross_entropy(powers_of, torch.tensor(powers))
    if true:
        at = torch.tensor(true)
        loss = loss + F.cross_entropy(slots_said[at].reshape(-1, 6), torch.tensor(slots).reshape(-1), ignore_index=-100)
        loss = loss + 0.5 * F.cross_entropy(states_of[at, :4], torch.tensor(standing))
        loss = loss + F.binary_cross_entropy_with_logits(states_of[at, 4:], torch.tensor(marks))
    return loss


def others(one: Example, rnd: random.Random, guess: Any) -> set[tuple[int, int]]:
    """Spans that hold no right: names and pronouns, anything, and what the network takes for holders."""
    size = len(one.words)
    found: set[tuple[int, int]] = set(holder_spans(guess)) if guess is not None else set()
    named = []
    at = 0
    while at < size:
        end = at + 1
        if one.words[at][0][0].isupper():
            while end < size and one.words[end][0][0].isupper():
                end += 1
            named.append((at, end))
        elif one.words[at][0].lower() in _PRONOUNS:
            named.append((at, end))
        at = end
    if named:
        found.add(rnd.choice(named))
    if rnd.random() < 0.3:
        start = rnd.randrange(size)
        found.add((start, min(size, start + rnd.randint(1, 3))))
    return {(a, b) for a, b in found if not any(a < h.end and h.start < b for h in one.holders)}


def holder_spans(guess: Any) -> list[tuple[int, int]]:
    """As graphkit/extract/learned/rights.py cuts holders out of probabilities."""
    from graphkit.extract.learned.rights import spans_of

    return list(spans_of(guess))


def train_gate(examples: list[Example], features: Features, epochs: int, seed: int) -> Gate:
    """Missing a right costs more here than a look too many."""
    torch.manual_seed(seed)
    rnd = random.Random(seed)
    gate = Gate()
    size = 64
    steps = epochs * (len(examples) // size + 12)
    optimiser = torch.optim.AdamW(gate.parameters(), lr=5e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        gate.train()
        total, batches = 0.0, batches_of(examples, size, rnd)
        for batch in batches:
            optimiser.zero_grad()
            wanted = torch.tensor([float(bool(one.holders)) for one in batch])
            said = gate(*features.batch(batch, rnd))
            loss = F.binary_cross_entropy_with_logits(said, wanted, pos_weight=torch.tensor(3.0))
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"gate, epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}", flush=True)
    return gate.eval()


def batches_of(examples: list[Example], size: int, rnd: random.Random) -> list[list[Example]]:
    """All examples in batches of sentences of about one length, in random order."""
    order = rnd.sample(examples, len(examples))
    chunks = [
        sorted(order[at : at + 8 * size], key=lambda one: len(one.words)) for at in range(0, len(order), 8 * size)
    ]
    batches = [chunk[at : at + size] for chunk in chunks for at in range(0, len(chunk), size)]
    rnd.shuffle(batches)
    return batches


def train(examples: list[Example], features: Features, epochs: int, seed: int) -> Network:
    torch.manual_seed(seed)
    rnd = random.Random(seed)
    net = Network()
    size = 32
    steps = epochs * (len(examples) // size + 12)
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        net.train()
        batches = batches_of(examples, size, rnd)
        total = 0.0
        for batch in batches:
            optimiser.zero_grad()
            loss = loss_of(net, features, batch, rnd, propose=epoch >= 2)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}", flush=True)
    return net.eval()


def write(net: Network, gate: Gate, features: Features, examples: list[Example], out: Path) -> None:
    """The weights as the package reads them: half floats, vectors in bytes, linear layers turned round."""
    kept = dict.fromkeys(list(features.rows)[:KEPT])
    kept.update(dict.fromkeys(word for one in examples for word, _, _ in map_entries(one) if word in features.rows))
    table = features.table[[features.rows[word] for word in kept]]
    scale = float(np.percentile(np.abs(table), 99.9)) / 127
    stored: dict[str, Any] = {
        "words": np.frombuffer("\n".join(kept).encode(), np.uint8),
        "table": np.clip(np.round(table / scale), -127, 127).astype(np.int8),
        "scale": np.float32(scale),
        "lexicon": np.frombuffer(
            "\n".join(f"{word} {power}" for word, power in sorted(features.powers.items())).encode(), np.uint8
        ),
        "b1.dilations": np.array(FIRST, np.int8),
        "b2.dilations": np.array(SECOND, np.int8),
        "gate.b1.dilations": np.array(GATE, np.int8),
    }
    weights = dict(net.state_dict())
    weights.update({f"gate.{name}": value for name, value in gate.state_dict().items()})
    for name, value in weights.items():
        layer = name.removeprefix("gate.").split(".")[0]
        weight = value.numpy()
        if layer == "multi":
            continue
        if name.endswith(".conv.weight"):
            weight = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
        elif weight.ndim == 2 and layer not in ("shape", "suf", "lex", "rel"):
            weight = weight.T
        stored[name] = np.ascontiguousarray(weight).astype(np.float16)
    np.savez_compressed(out, **stored)


def map_entries(one: Example) -> list[tuple[str, int, int]]:
    return [(entry(word), start, end) for word, start, end in one.words]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=ROOT / "graphkit/extract/learned/rights.npz")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    features = Features(chosen.vectors)
    examples = load((HERE / "rights").glob("*.jsonl")) + surroundings(HERE / "rights")
    examples += of_notes(ROOT / "benchmarks/accuracy/rights") + of_vault(ROOT / "data/demo/vault")
    examples += 2 * of_cases(ROOT / "tests/extract/rights/cases_dev.toml")
    print(f"{len(examples)} sentences, {sum(len(one.holders) for one in examples)} holders")
    gate = train_gate(examples, features, 14, chosen.seed)
    net = train(examples, features, chosen.epochs, chosen.seed)
    write(net, gate, features, examples, chosen.out)


if __name__ == "__main__":
    main()
