package desk

import (
	"fmt"
	"testing"
	"time"
)

// TestS23Codes: RFC 6238's vectors (appendix B, SHA-1), the last six of its eight digits.
func TestS23Codes(t *testing.T) {
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := codeOf([]byte("12345678901234567890"), stepAt(time.Unix(at, 0))); got != want {
			t.Errorf("%d: %s", at, got)
		}
	}
}

// TestS23Window: a code counts in its step and one beside, and once.
func TestS23Window(t *testing.T) {
	key := []byte("12345678901234567890")
	secret, now := secrets.EncodeToString(key), time.Unix(1234567890, 0)
	for off, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		step, ok := acceptCode(secret, codeOf(key, stepAt(now)+off), now, 0)
		if ok != want || ok && step != stepAt(now)+off {
			t.Errorf("%d: %v", off, ok)
		}
		if ok {
			if _, again := acceptCode(secret, codeOf(key, step), now, step); again {
				t.Errorf("%d: taken twice", off)
			}
		}
	}
	for _, code := range []string{"", "28708", "2870820", "５０４７１", fmt.Sprintf("%s ", codeOf(key, stepAt(now)))} {
		if _, ok := acceptCode(secret, code, now, 0); ok {
			t.Errorf("%q is taken", code)
		}
	}
}
