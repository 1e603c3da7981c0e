// Tells whether a request to your webhook comes from Causeway. Go 1.18 or later, standard library only.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// Further from your clock, somebody may be sending an old request again.
const tolerance = 5 * time.Minute

// IsGenuine takes the request's headers, its raw body and the time of arrival.
func IsGenuine(secret string, headers http.Header, body []byte, now time.Time) bool {
	id, timestamp := headers.Get("webhook-id"), headers.Get("webhook-timestamp")
	seconds, err := strconv.ParseUint(timestamp, 10, 40)
	if id == "" || err != nil {
		return false
	}
	age := now.Sub(time.Unix(int64(seconds), 0))
	if age > tolerance || age < -tolerance {
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	expected := mac.Sum(nil)
	// While the secret is being replaced there are two signatures: one that fits is enough.
	for _, signature := range strings.Split(headers.Get("webhook-signature"), " ") {
		encoded := strings.TrimPrefix(signature, "v1,")
		given, err := base64.StdEncoding.DecodeString(encoded)
		if encoded != signature && err == nil && hmac.Equal(given, expected) {
			return true
		}
	}
	return false
}

// go run verify.go <secret> <id> <timestamp> <signature> <now> < body
func main() {
	headers := http.Header{}
	headers.Set("webhook-id", os.Args[2])
	headers.Set("webhook-timestamp", os.Args[3])
	headers.Set("webhook-signature", os.Args[4])
	now, _ := strconv.ParseInt(os.Args[5], 10, 64)
	body, _ := io.ReadAll(os.Stdin)
	if IsGenuine(os.Args[1], headers, body, time.Unix(now, 0)) {
		fmt.Println("genuine")
	} else {
		fmt.Println("refused")
	}
}
