"""Tells whether a request to your webhook comes from Causeway. Python 3.8 or later, standard library only."""
import base64, binascii, hashlib, hmac, sys, time

TOLERANCE_SECONDS = 5 * 60  # further from your clock, somebody may be sending an old request again


def is_genuine(secret, headers, body, now=None):
    """`headers` are the request's, by their names in lower case; `body` is the raw body as bytes."""
    webhook_id, timestamp, signatures = (
        headers.get("webhook-" + name) for name in ("id", "timestamp", "signature")
    )
    if not webhook_id or not timestamp or not signatures or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret[len("whsec_"):])
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = hmac.new(key, signed, hashlib.sha256).digest()
    # While the secret is being replaced there are two signatures: one that fits is enough.
    return any(_fits(one, expected) for one in signatures.split(" "))


def _fits(signature, expected):
    version, _, encoded = signature.partition(",")
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return version == "v1" and hmac.compare_digest(given, expected)


if __name__ == "__main__":  # verify.py <secret> <id> <timestamp> <signature> <now> < body
    secret, webhook_id, timestamp, signature, now = sys.argv[1:]
    given = {"webhook-id": webhook_id, "webhook-timestamp": timestamp, "webhook-signature": signature}
    print("genuine" if is_genuine(secret, given, sys.stdin.buffer.read(), int(now)) else "refused")
