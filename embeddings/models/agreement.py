"""What an exported model is tried on, and how closely it must agree."""

from __future__ import annotations

from embeddings.models.encoder import Engine

# Lowest cosine seen on the packaged model: int8 0.971 (a one-word question; 0.979 and above on anything longer,
# mean 0.994), fp32 0.999999, with VNNI and without. A broken export (wrong pooling, lost mask) falls far below, as
# does int8 whose sums are cut off at 16 bits, which `runtime` rules out.
MINIMUM_AGREEMENT = {Engine.INT8: 0.95, Engine.FP32: 0.9999}

_PROSE = (
    "The delegates met in a cold hall above a bakery, and the minutes record that the motion was carried by "
    "eleven votes to nine after a debate that lasted until the lamps were put out. "
)

SAMPLE_TEXTS = (
    "Who?",
    "when was the paper first printed",
    "What did the committee decide about the strike fund in the spring of 1913?",
    "The Weekly Herald, Vol. III No. 12, 4 May 1907, p. 2.",
    "PRICE ONE PENNY",
    "“Nothing,” she answered, “is further from my mind than to leave the matter there – and yet …”",
    "1. See the first volume, pp. 102–106; cf. also the note on page 9.",
    "Die Versammlung wurde um acht Uhr eröffnet; anwesend waren etwa dreißig Personen.",
    "Η απεργία κράτησε τρεις εβδομάδες.",
    "大会は三日間続いた。",
    "A list of names: Ada, Bertil, Chidi, Dolores, Emre, Faiza, Gintaras, Hana.",
    "x = 3.14159; if (x > 3) { return [1, 2, 3]; }",
    "The river runs for ninety miles through limestone and enters the sea by two mouths.",
    "Against the proposal it was said that wages had fallen by a fifth.",
    _PROSE,
    _PROSE * 3,
    _PROSE * 12,
)

# Of a cross-encoder's logits. A graph of ours strays by the rounding of its activations only.
MINIMUM_CORRELATION = {Engine.INT8: 0.98, Engine.FP32: 0.9999}

SAMPLE_QUESTIONS = (
    "Who?",
    "What did the committee decide about the strike fund in the spring of 1913?",
    "how did the delegates vote on the motion",
    "where does the river enter the sea",
    "Wann wurde die Versammlung eröffnet?",
)
