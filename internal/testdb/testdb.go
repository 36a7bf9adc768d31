// Package testdb says in which database the tests' ledgers lie: in files in their folders,
// or in spaces of the PostgreSQL that HUIBAO_TEST_DSN names, which is thrown away
// afterwards. The tests are the same; they are run once with each.
package testdb

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"os"
)

// DSN names the tests' PostgreSQL by the environment; "" for none.
func DSN() string { return os.Getenv("HUIBAO_TEST_DSN") }

var run = rand.Text()

// Of is the database of the ledger of a workspace or folder: a space of its own for each, or
// "" for a file.
func Of(dir string) string {
	if DSN() == "" {
		return ""
	}
	u, err := url.Parse(DSN())
	if err != nil {
		panic("testdb: HUIBAO_TEST_DSN is no URL")
	}
	sum := sha256.Sum256([]byte(run + dir))
	q := u.Query()
	q.Set("space", "试-"+hex.EncodeToString(sum[:8]))
	u.RawQuery = q.Encode()
	return u.String()
}
