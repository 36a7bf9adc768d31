package desk

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // what RFC 6238 and every app on a telephone compute
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"time"
)

// Codes are RFC 6238's with its defaults, which are what apps on telephones take: six
// digits, thirty seconds, HMAC-SHA-1 over a secret of 160 bits.
const (
	codeDigits   = 6
	codeModulus  = 1_000_000
	codeStep     = 30 * time.Second
	secretLength = 20
)

var secrets = base32.StdEncoding.WithPadding(base32.NoPadding)

func stepAt(t time.Time) int64 { return t.Unix() / int64(codeStep/time.Second) }

// codeOf is the code of a step (RFC 4226, section 5.3).
func codeOf(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash never fails
	sum := mac.Sum(nil)
	from := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[from:from+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", codeDigits, n%codeModulus)
}

// acceptCode is the step of a code that is of now or of a step beside, and later than
// the last one taken; false otherwise.
func acceptCode(secret, code string, now time.Time, last int64) (int64, bool) {
	key, err := secrets.DecodeString(secret)
	if err != nil {
		return 0, false
	}
	taken, ok := int64(0), false
	for step := stepAt(now) - 1; step <= stepAt(now)+1; step++ {
		if subtle.ConstantTimeCompare([]byte(codeOf(key, step)), []byte(code)) == 1 && step > last {
			taken, ok = step, true
		}
	}
	return taken, ok
}
