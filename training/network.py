"""The network in torch, as it is trained; graphkit/extract/learned/network.py runs the same layers with numpy.

Two passes over a sentence of n words: `encode` and `tag` say which words are holders; `look` takes holders and says of
each its power (9, the first is none), its state (4 standings, negated, believed) and the slot of every word (6).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from graphkit.extract.learned.words import ENDINGS, SHAPES

VECTOR = 100
WIDTH = 96
FIRST = (1, 2, 4, 8)
SECOND = (1, 2, 4, 8)
NEAR, REACH = 6, 11
NARROW = 48
GATE = (1, 2)


class Block(nn.Module):
    """A residual convolution over three words, `dilation` apart."""

    def __init__(self, dilation: int, drop: float, width: int = WIDTH) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.conv = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        y = (self.norm(x) * mask).transpose(1, 2)
        return x + self.drop(torch.relu(self.conv(y).transpose(1, 2)))


class Gate(nn.Module):
    """Whether a sentence may hold any right: a twelfth of the work of `Network`, so that few sentences need that."""

    def __init__(self, drop: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.shape, self.suf, self.lex = nn.Embedding(SHAPES, 12), nn.Embedding(ENDINGS, 16), nn.Embedding(9, 12)
        self.inp = nn.Linear(VECTOR + 40, NARROW)
        self.b1 = nn.ModuleList(Block(one, drop, NARROW) for one in GATE)
        self.n1 = nn.LayerNorm(NARROW)
        self.out = nn.Linear(NARROW, 1)

    def forward(self, vectors: Tensor, shapes: Tensor, endings: Tensor, powers: Tensor, mask: Tensor) -> Tensor:
        """A logit for each sentence."""
        x = torch.cat([vectors, self.shape(shapes), self.suf(endings), self.lex(powers)], -1)
        x = self.inp(self.drop(x)) * mask
        for block in self.b1:
            x = block(x, mask)
        return self.out(self.n1(x)).masked_fill(mask == 0, -1e9).max(1)[0][:, 0]


class Network(nn.Module):
    def __init__(self, drop: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.shape, self.suf, self.lex = nn.Embedding(SHAPES, 12), nn.Embedding(ENDINGS, 16), nn.Embedding(9, 12)
        self.inp = nn.Linear(VECTOR + 40, WIDTH)
        self.b1 = nn.ModuleList(Block(one, drop) for one in FIRST)
        self.n1 = nn.LayerNorm(WIDTH)
        self.tag = nn.Linear(WIDTH, 3)
        self.multi = nn.Linear(WIDTH, 8)
        self.rel = nn.Embedding(2 * REACH + 2, WIDTH)
        self.wt, self.wh = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.b2 = nn.ModuleList(Block(one, drop) for one in SECOND)
        self.n2 = nn.LayerNorm(WIDTH)
        self.slots, self.ev, self.att = nn.Linear(WIDTH, 6), nn.Linear(WIDTH, 9), nn.Linear(WIDTH, 4)
        self.pw, self.st = nn.Linear(2 * WIDTH, 9), nn.Linear(3 * WIDTH, 6)

    def encode(self, vectors: Tensor, shapes: Tensor, endings: Tensor, powers: Tensor, mask: Tensor) -> Tensor:
        """States [sentences, words, WIDTH]; `mask` [sentences, words, 1]."""
        x = torch.cat([vectors, self.shape(shapes), self.suf(endings), self.lex(powers)], -1)
        x = self.inp(self.drop(x)) * mask
        for block in self.b1:
            x = block(x, mask)
        return self.n1(x) * mask

    def look(
        self, states: Tensor, mask: Tensor, rows: Tensor, starts: Tensor, ends: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of slots [holders, words, 6], powers [holders, 9] and states [holders, 6]."""
        seen, mask = states[rows], mask[rows]
        place = torch.arange(seen.shape[1])[None]
        first, last = starts[:, None], ends[:, None]
        inside = ((place >= first) & (place < last)).float()[..., None]
        holder = (seen * inside).sum(1) / inside.sum(1)
        away = torch.where(place < first, first - place, torch.where(place >= last, place - last + 1, 0))
        far = NEAR + torch.floor(torch.log2(away.clamp(min=1) / NEAR) * 2).long()
        away = torch.where(away > NEAR, far, away).clamp(max=REACH)
        away = torch.where(place < first, -away, away) + REACH + 1
        x = torch.relu(self.wt(seen) + self.wh(holder)[:, None] + self.rel(away)) * mask
        for block in self.b2:
            x = block(x, mask)
        x = self.drop(self.n2(x) * mask)
        weight = torch.softmax(self.att(x).masked_fill(mask == 0, -1e9), 1)
        pool = [(x * weight[..., at : at + 1]).sum(1) for at in range(4)]
        held = (x * inside).sum(1) / inside.sum(1)
        powers = (self.ev(x) * weight[..., :1]).sum(1) + self.pw(torch.cat([held, pool[1]], -1))
        return self.slots(x), powers, self.st(torch.cat([pool[2], pool[3], held], -1))
