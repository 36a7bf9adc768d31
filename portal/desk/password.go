package desk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The cost of a guess (security.md S22): 19 MiB, two passes, one lane.
const (
	argonTime, argonMemory, argonLanes = 2, 19 << 10, 1
	saltBytes, keyBytes                = 16, 32
)

// Bounds of a password, in characters.
const (
	MinPassword = 10
	MaxPassword = 128
)

// Hash makes a key of keyBytes bytes out of a password and a salt.
type Hash func(password string, salt []byte) []byte

// argon is how passwords are hashed unless Open is told otherwise.
func argon(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, keyBytes)
}

// HashedBy has passwords hashed in another way: tests of something else than passwords have no
// time for one that costs what a guess must.
func HashedBy(h Hash) Option { return func(d *Desk) { d.hash = h } }

// hashing bounds how many hashes are computed at once: each takes memory and a core.
var hashing = make(chan struct{}, runtime.NumCPU())

func (h Hash) derive(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-hashing }()
	return h(password, salt), nil
}

// of encodes salt and hash.
func (h Hash) of(ctx context.Context, password string) (string, error) {
	salt := random(saltBytes)
	key, err := h.derive(ctx, password, salt)
	if err != nil {
		return "", err
	}
	enc := base64.RawStdEncoding
	return "argon2id$" + enc.EncodeToString(salt) + "$" + enc.EncodeToString(key), nil
}

// nobody's hash is compared with where an account is unknown, so that it takes as long.
var nobody = "argon2id$" + strings.Repeat("A", 22) + "$" + strings.Repeat("A", 43)

// matches reports whether a password has this hash.
func (h Hash) matches(ctx context.Context, password, hash string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 3 || parts[0] != "argon2id" {
		return false, fmt.Errorf("desk: a credential of an unknown form")
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[1])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[2])
	if err1 != nil || err2 != nil {
		return false, fmt.Errorf("desk: a credential that can't be read")
	}
	key, err := h.derive(ctx, password, salt)
	return err == nil && subtle.ConstantTimeCompare(key, want) == 1, err
}

//go:embed common.txt
var commonText string

// common are the passwords that many have, in small letters: those that are long enough of
// the 30,000 most frequent; shorter ones are refused for their length.
var common = sync.OnceValue(func() map[string]bool {
	list := map[string]bool{}
	for line := range strings.Lines(commonText) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			list[line] = true
		}
	}
	return list
})

// refusePassword says why a password is too easily guessed, or "". own are words that
// are no secret of its owner: account, name, units.
func refusePassword(password string, own []string) string {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return fmt.Sprintf("密码至少要 %d 个字符，现在是 %d 个", MinPassword, n)
	case n > MaxPassword:
		return fmt.Sprintf("密码最多 %d 个字符，现在是 %d 个", MaxPassword, n)
	}
	rest := strings.ToLower(password)
	if common()[rest] {
		return "密码太常用，别人第一个就会试它；请换一个"
	}
	for _, w := range own {
		if utf8.RuneCountInString(w) > 1 {
			rest = strings.ReplaceAll(rest, strings.ToLower(w), "")
		}
	}
	if left := distinct(rest); left < 5 {
		return "密码太好猜：去掉账号、姓名、单位名，再去掉重复和连续的字符后，剩下的不同字符不到 5 个"
	}
	return ""
}

// distinct counts the different characters of a text that do not merely go on from the
// one before (aaaa, 1234, 4321).
func distinct(s string) int {
	seen := map[rune]bool{}
	var last rune
	for _, r := range s {
		if d := r - last; d < -1 || d > 1 {
			seen[r] = true
		}
		last = r
	}
	return len(seen)
}

// oneTime makes a password to be used once: 14 characters that are not mixed up in
// print, in groups (70 bits).
func oneTime() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789z" // 32, so that a byte's remainder is even
	var b strings.Builder
	for i, x := range random(14) {
		if i > 0 && i%5 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(x)%len(letters)])
	}
	return b.String()
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (Go 1.24)
	return b
}
