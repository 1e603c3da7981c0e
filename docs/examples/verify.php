<?php
// Tells whether a request to your webhook comes from Causeway. PHP 8 or later, without packages.
declare(strict_types=1);

// Further from your clock, somebody may be sending an old request again.
const TOLERANCE_SECONDS = 5 * 60;

/**
 * The headers are $_SERVER['HTTP_WEBHOOK_ID'] and so on; the raw body is file_get_contents('php://input').
 */
function is_genuine(string $secret, ?string $id, ?string $timestamp, ?string $signatures, string $body, ?int $now = null): bool
{
    if (!$id || !$signatures || !preg_match('/^[0-9]{1,12}$/D', (string) $timestamp)) {
        return false;
    }
    if (abs(($now ?? time()) - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    if ($key === false) {
        return false;
    }
    $expected = hash_hmac('sha256', "$id.$timestamp.$body", $key, true);
    // While the secret is being replaced there are two signatures: one that fits is enough.
    foreach (explode(' ', $signatures) as $signature) {
        if (str_starts_with($signature, 'v1,')) {
            $given = base64_decode(substr($signature, strlen('v1,')), true);
            if ($given !== false && hash_equals($expected, $given)) {
                return true;
            }
        }
    }
    return false;
}

// php verify.php <secret> <id> <timestamp> <signature> <now> < body
if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    [, $secret, $id, $timestamp, $signature, $now] = $argv;
    $body = (string) file_get_contents('php://stdin');
    echo is_genuine($secret, $id, $timestamp, $signature, $body, (int) $now) ? "genuine\n" : "refused\n";
}
