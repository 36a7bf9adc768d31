package desk

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"
)

// TestHashCost holds what a password's hash costs by default to OWASP's least: 19 MiB, twice.
func TestHashCost(t *testing.T) {
	d := sampled(t)
	hash, err := d.hash.of(context.Background(), "plum-Riverbank9")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(hash, "$")
	salt, err := base64.RawStdEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	want := base64.RawStdEncoding.EncodeToString(argon2.IDKey([]byte("plum-Riverbank9"), salt, 2, 19<<10, 1, 32))
	if parts[2] != want {
		t.Errorf("another hash than Argon2id of 19 MiB and two passes makes")
	}
	for password, is := range map[string]bool{"plum-Riverbank9": true, "plum-Riverbank8": false} {
		if ok, err := d.hash.matches(context.Background(), password, hash); err != nil || ok != is {
			t.Errorf("%s: %v, %v", password, ok, err)
		}
	}
}
