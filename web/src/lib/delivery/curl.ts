/**
 * A piece of shell that makes the request again, signed for now: a signature is good for minutes only. The secret
 * is not in it and has to be set before it is run. Needs `openssl` and `curl`. Signed as in Standard Webhooks.
 */
export function curlScript(url: string, deliveryId: string, body: string): string {
  return [
    `SECRET='whsec_…'  # the signing secret, under Manage Source`,
    `ID=${quoted(deliveryId)}`,
    `BODY=${quoted(body)}`,
    `NOW=$(date +%s)`,
    `KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    `SIGNATURE=$(printf '%s.%s.%s' "$ID" "$NOW" "$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)`,
    `curl --include ${quoted(url)} \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --header "webhook-id: $ID" \\`,
    `  --header "webhook-timestamp: $NOW" \\`,
    `  --header "webhook-signature: v1,$SIGNATURE" \\`,
    `  --data-raw "$BODY"`
  ].join('\n');
}

/** Single quotes keep everything but themselves from the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
