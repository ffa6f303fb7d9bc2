"""The network of the package: what it says of a sentence does not depend on its neighbours in a batch."""

from pathlib import Path

import numpy as np

from benchmarks.accuracy import gold
from graphkit.extract.learned.network import network
from graphkit.extract.learned.rights import MAY_STATE
from graphkit.extract.learned.words import words_of

SHORT = words_of("Odalys signs off on freight above two tons.")
LONG = words_of(
    "The rota went round twice before anybody noticed that Thursday was missing, which was put down to the new printer."
)


def test_first_pass_gives_probabilities_for_every_word() -> None:
    net = network()
    features, mask = net.features([SHORT, LONG])
    found = net.holders(net.encode(features, mask))
    assert found.shape == (2, len(LONG), 3)
    assert np.allclose(found.sum(-1), 1, atol=1e-4)
    assert mask[0, len(SHORT) :].sum() == 0


def test_padding_changes_nothing() -> None:
    net = network()
    alone, beside = (net.holders(net.encode(*net.features(batch))) for batch in ([SHORT], [SHORT, LONG]))
    assert np.allclose(alone[0], beside[0, : len(SHORT)], atol=1e-4)
    for batch in ([SHORT], [SHORT, LONG]):
        features, mask = net.features(batch)
        seen = net.look(net.encode(features, mask), mask, np.array([0]), np.array([0]), np.array([1]))
        if len(batch) == 1:
            first = seen
    assert np.allclose(first.powers, seen.powers, atol=1e-4)
    assert np.allclose(first.slots[0], seen.slots[0, : len(SHORT)], atol=1e-4)


def test_second_pass_depends_on_the_holder() -> None:
    net = network()
    words = words_of("Odalys proposes the routes and Bertil decides on them.")
    features, mask = net.features([words])
    seen = net.look(net.encode(features, mask), mask, np.array([0, 0]), np.array([0, 5]), np.array([1, 6]))
    assert seen.powers.shape == (2, 9)
    assert seen.powers[0].argmax() != seen.powers[1].argmax()


def test_the_gate_lets_rights_through_and_keeps_half_of_the_rest_out() -> None:
    net = network()
    passed: dict[bool, list[bool]] = {True: [], False: []}
    for sentence in gold.fictional("dev"):
        if int(Path(sentence.path).name.split("-")[0]) <= 40:  # the others are trained on
            features, mask = net.features([words_of(sentence.text)])
            passed[bool(sentence.rights)].append(bool(net.gate(features, mask)[0] > MAY_STATE))
    assert np.mean(passed[True]) > 0.87
    assert np.mean(passed[False]) < 0.5
