"""The one secret: a weak one is refused with the reason, and what is made from it cannot be guessed or undone."""

import base64
import hashlib

import pytest

from consultations.protection import secret

GOOD = bytes(range(40, 72))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "ONSAVIS_SECRET is not set. Make one: python -m consultations secret"),
        (GOOD[:31].hex(), "ONSAVIS_SECRET is shorter than 32 bytes."),
        (base64.urlsafe_b64encode(GOOD[:30]).decode(), "ONSAVIS_SECRET is shorter than 32 bytes."),
        ("00" * 32, "ONSAVIS_SECRET is not random."),
        ("deadbeef" * 16, "ONSAVIS_SECRET is not random."),
        (bytes(list(range(15)) * 3).hex(), "ONSAVIS_SECRET is not random."),
        ("a" * 64, "ONSAVIS_SECRET is not random."),
        ("geheim!" * 10, "ONSAVIS_SECRET is neither hexadecimal nor URL-safe base64."),
        ("pas très secret, tout ceci, vraiment pas", "ONSAVIS_SECRET is neither hexadecimal nor URL-safe base64."),
    ],
)
def test_a_weak_secret_is_refused_with_its_reason(given, why):
    with pytest.raises(secret.Weak) as refused:
        secret.check(given)

    assert str(refused.value) == why


@pytest.mark.parametrize(
    "given",
    [
        GOOD.hex(),
        GOOD.hex().upper(),
        base64.urlsafe_b64encode(GOOD).decode(),
        base64.urlsafe_b64encode(GOOD).decode().rstrip("="),
    ],
)
def test_thirty_two_random_bytes_are_enough_in_hexadecimal_or_base64(given):
    assert secret.check(given) == GOOD


def test_sixteen_different_bytes_are_enough_and_fifteen_are_not():
    assert secret.check(bytes(list(range(16)) * 2).hex()) == bytes(list(range(16)) * 2)
    with pytest.raises(secret.Weak):
        secret.check(bytes([*range(15), *range(15), 0, 1]).hex())


def test_a_refusal_never_says_the_secret_itself():
    for given in ("hunter2 hunter2 hunter2", "ab" * 20, GOOD[:20].hex()):
        with pytest.raises(secret.Weak) as refused:
            secret.check(given)
        assert given not in str(refused.value)


def test_without_a_secret_in_the_environment_nothing_can_be_derived(monkeypatch):
    monkeypatch.delenv(secret.NAME)

    with pytest.raises(secret.Weak):
        secret.derive("receipt", "somebody")


def test_fresh_secrets_are_strong_and_never_the_same():
    made = {secret.fresh() for _ in range(50)}

    assert len(made) == 50
    assert {len(secret.check(one)) for one in made} == {48}


def test_what_is_derived_depends_on_the_secret_the_purpose_and_every_part(monkeypatch):
    before = secret.keyed("join code", "session", "1")
    others = [
        secret.keyed("join link", "session", "1"),
        secret.keyed("join code", "session", "2"),
        secret.keyed("join code", "session1", ""),
        secret.keyed("join code", "session"),
        secret.keyed("join code", "", "session", "1"),
    ]
    monkeypatch.setenv(secret.NAME, secret.fresh())

    assert len({before, *others, secret.keyed("join code", "session", "1")}) == 7


def test_the_same_is_derived_again():
    assert secret.link_token("join link", "session") == secret.link_token("join link", "session")
    assert len(secret.link_token("join link", "session")) == 22


def test_a_random_token_is_long_and_kept_only_as_its_hash():
    token = secret.random_token()

    assert len(token) == 43
    assert secret.digest(token) == hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "😀", ""])
def test_whatever_a_browser_sends_can_be_hashed(odd):
    assert len(secret.digest(odd)) == len(secret.keyed("caller", odd)) == 64
