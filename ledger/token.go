package ledger

import (
	"database/sql"
	"time"
)

// Token is what a program signs in by: the SHA-256 of what it holds, and until when.
type Token struct {
	Hash, Person string
	Until        time.Time
}

// Token finds one by its hash; false where there is none.
func (v *View) Token(hash string) (Token, bool, error) {
	list, err := v.tokens("SELECT hash, person, until FROM token WHERE hash=?", hash)
	if err != nil || len(list) == 0 {
		return Token{}, false, err
	}
	return list[0], true, nil
}

// Tokens lists all, by account.
func (v *View) Tokens() ([]Token, error) {
	return v.tokens("SELECT hash, person, until FROM token ORDER BY person, hash")
}

func (v *View) tokens(query string, args ...any) ([]Token, error) {
	return listOf(v.q, query, args, func(rows *sql.Rows) (Token, error) {
		var t Token
		var until string
		err := rows.Scan(&t.Hash, &t.Person, &until)
		if err == nil {
			t.Until, err = time.Parse(time.RFC3339, until)
		}
		return t, err
	})
}

// PutToken replaces whatever an account had.
func (t *Tx) PutToken(k Token) error {
	if err := t.DropToken(k.Person); err != nil {
		return err
	}
	return t.exec("INSERT INTO token (hash, person, until) VALUES (?,?,?)", k.Hash, k.Person, k.Until.UTC().Format(time.RFC3339))
}

// DropToken takes an account's away, if there is one.
func (t *Tx) DropToken(person string) error {
	return t.exec("DELETE FROM token WHERE person=?", person)
}
