import base64

import pytest

from shared.engines.merkle.checkpoints import Checkpoint, Signer, opened
from shared.engines.merkle.tree import empty_root

SIGNER = Signer("ella/demo/T", bytes(range(32)))
CHECKPOINT = Checkpoint("ella/demo/T", 7, empty_root())

# The example of the signed-note package of Go, which the format comes from.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_of_gos_implementation_opens():
    assert opened(GO_NOTE, GO_KEY) == GO_TEXT


def test_a_checkpoint_is_three_lines():
    assert CHECKPOINT.text == "ella/demo/T\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    assert Checkpoint.parse(CHECKPOINT.text) == CHECKPOINT
    assert Checkpoint.parse(CHECKPOINT.text + "an extension\n") == CHECKPOINT


@pytest.mark.parametrize(
    "text",
    ["", "origin\n7\n", "\n7\nAAAA\n", "o\n07\nAAAA\n", "o\n-1\nAAAA\n", "o\n\u0667\nAAAA\n", "o\n7\n?\n"],
)  # fmt: skip
def test_anything_else_is_no_checkpoint(text):
    with pytest.raises(ValueError, match=r"checkpoint|base64"):
        Checkpoint.parse(text)


def test_what_was_signed_opens_with_its_key():
    assert opened(SIGNER.sign(CHECKPOINT.text), SIGNER.verifier_key) == CHECKPOINT.text


def test_a_text_with_empty_lines_opens_whole():
    text = "a receipt\n\n{}\n"
    assert opened(SIGNER.sign(text), SIGNER.verifier_key) == text


def test_another_key_opens_nothing():
    note = SIGNER.sign(CHECKPOINT.text)
    for other in (Signer("ella/demo/T", bytes(32)), Signer("ella/demo/S", SIGNER.seed)):
        with pytest.raises(ValueError, match="not signed by this key"):
            opened(note, other.verifier_key)


def test_a_changed_note_does_not_open():
    note = SIGNER.sign(CHECKPOINT.text)
    for changed in (note.replace("\n7\n", "\n8\n"), note.replace("demo", "prod", 1), note[:-10] + note[-9:], note[:-1]):
        with pytest.raises(ValueError, match=r"."):
            opened(changed, SIGNER.verifier_key)


@pytest.mark.parametrize("key", ["", "name", "name+00000000+AQ==", GO_KEY.replace("c74", "c75"), GO_KEY[:-4]])
def test_a_malformed_key_is_refused(key):
    with pytest.raises(ValueError, match=r"verifier key|base64"):
        opened(GO_NOTE, key)


def test_the_signature_of_a_second_key_does_no_harm():
    note = SIGNER.sign(GO_TEXT) + GO_NOTE.rpartition("\n\n")[2]
    assert opened(note, GO_KEY) == opened(note, SIGNER.verifier_key) == GO_TEXT
    forged = base64.b64encode(b"\xc7\x4f\x20\xa3" + bytes(64)).decode()
    with pytest.raises(ValueError, match="does not hold"):
        opened(f"{GO_TEXT}\n\u2014 PeterNeumann {forged}\n", GO_KEY)
