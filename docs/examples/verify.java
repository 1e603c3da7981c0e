import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells whether a request to your webhook comes from Causeway. Java 11 or later, standard library only. */
final class Verify {
    /** Further from your clock, somebody may be sending an old request again. */
    private static final long TOLERANCE_SECONDS = 5 * 60;

    private Verify() {}

    /** The three headers, `null` where one is missing; the raw body; the time of arrival in seconds since 1970. */
    public static boolean isGenuine(
            String secret, String id, String timestamp, String signatures, byte[] body, long now)
            throws GeneralSecurityException {
        if (id == null || id.isEmpty() || timestamp == null || signatures == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        if (Math.abs(now - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return false;
        }
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected = mac.doFinal(body);
        // While the secret is being replaced there are two signatures: one that fits is enough.
        for (String signature : signatures.split(" ")) {
            if (signature.startsWith("v1,") && MessageDigest.isEqual(decoded(signature.substring(3)), expected)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** java Verify.java secret id timestamp signature now, with the body on standard input. */
    public static void main(String[] given) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        System.in.transferTo(body);
        boolean genuine =
                isGenuine(given[0], given[1], given[2], given[3], body.toByteArray(), Long.parseLong(given[4]));
        System.out.println(genuine ? "genuine" : "refused");
    }
}
