"""Classifiers with random weights in the shape of well-known encoders: speed does not depend on what was learned."""

import json
from pathlib import Path

SHAPES = {
    "bert-base": dict(hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072),
    "minilm": dict(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536),
}
VOCABULARY = 30522
SPECIAL = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}


def write_checkpoint(shape, folder, labels=5, seed=13):
    """Writes config.json, model.safetensors and a vocabulary of made-up words into `folder`."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(seed)
    config = BertConfig(vocab_size=VOCABULARY, num_labels=labels, **SHAPES[shape])
    BertForSequenceClassification(config).save_pretrained(folder)
    tokens = list(SPECIAL.values()) + [f"word{number}" for number in range(VOCABULARY - len(SPECIAL))]
    Path(folder, "vocab.txt").write_text("\n".join(tokens) + "\n")
    Path(folder, "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": 512, **SPECIAL}))
