package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"huibao"
	"huibao/act"
)

// Credential is how a person proves who he is. Hash is an encoded argon2id hash; a
// one-time password ends at Until, which is zero for one of the person's own.
type Credential struct {
	Person, Hash string
	Until        time.Time
}

// Session is one sign-in. Token is the SHA-256 of what the browser holds, so that who
// reads the ledger can take nobody's place.
type Session struct {
	Token, Person string
	Made, Seen    time.Time
	Address       string
}

// PreparePortal makes the portal's tables where there are none.
func (l *Ledger) PreparePortal(ctx context.Context) error {
	return l.locked(ctx, func() error {
		return l.eng.prepare(ctx, l.db, "portal.sql")
	})
}

// Grants are the last 授权 of every person, by account.
func (v *View) Grants() ([]act.Grant, error) {
	return v.grants("SELECT doc FROM act WHERE n IN (SELECT MAX(n) FROM act WHERE kind=? GROUP BY object) ORDER BY object", act.Granted)
}

// GrantOf is the last 授权 of a person; false where there was none.
func (v *View) GrantOf(person string) (act.Grant, bool, error) {
	list, err := v.grants("SELECT doc FROM act WHERE kind=? AND object=? ORDER BY n DESC LIMIT 1", act.Granted, person)
	if err != nil || len(list) == 0 {
		return act.Grant{}, false, err
	}
	return list[0], true, nil
}

func (v *View) grants(query string, args ...any) ([]act.Grant, error) {
	return listOf(v.q, query, args, func(rows *sql.Rows) (act.Grant, error) {
		var doc string
		var g act.Grant
		if err := rows.Scan(&doc); err != nil {
			return g, err
		}
		return g, act.Act{Kind: act.Granted, Doc: json.RawMessage(doc)}.Into(&g)
	})
}

// Credential is a person's; false where there is none.
func (v *View) Credential(person string) (Credential, bool, error) {
	c := Credential{Person: person}
	var until string
	err := v.q.QueryRow("SELECT hash, until FROM credential WHERE person=?", person).Scan(&c.Hash, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return c, false, nil
	}
	if err == nil && until != "" {
		c.Until, err = time.Parse(time.RFC3339, until)
	}
	return c, err == nil, broken(err)
}

// Session finds a session by its token's hash; false where there is none.
func (v *View) Session(token string) (Session, bool, error) {
	list, err := v.sessions("token", token)
	if err != nil || len(list) == 0 {
		return Session{}, false, err
	}
	return list[0], true, nil
}

// SessionsOf lists a person's sessions, the oldest first.
func (v *View) SessionsOf(person string) ([]Session, error) { return v.sessions("person", person) }

func (v *View) sessions(column, value string) ([]Session, error) {
	query := "SELECT token, person, made, seen, address FROM session WHERE token=? ORDER BY made, token"
	if column == "person" {
		query = "SELECT token, person, made, seen, address FROM session WHERE person=? ORDER BY made, token"
	}
	return listOf(v.q, query, []any{value}, func(rows *sql.Rows) (Session, error) {
		var s Session
		var made, seen string
		if err := rows.Scan(&s.Token, &s.Person, &made, &seen, &s.Address); err != nil {
			return s, err
		}
		var err1, err2 error
		s.Made, err1 = time.Parse(time.RFC3339Nano, made)
		s.Seen, err2 = time.Parse(time.RFC3339Nano, seen)
		return s, errors.Join(err1, err2)
	})
}

// Grant appends a 授权; one that says what the last said is not added again.
func (t *Tx) Grant(g act.Grant) error {
	s, err := t.State(huibao.Period{})
	if err == nil {
		err = g.Check(s.OnePerson)
	}
	if err != nil {
		return err
	}
	a := act.New(act.Granted, g.Person, g)
	if old, ok, err := t.GrantOf(g.Person); err != nil {
		return err
	} else if ok && string(act.New(act.Granted, g.Person, old).Doc) == string(a.Doc) {
		return nil
	}
	_, err = t.Append(a)
	return err
}

// SetCredential replaces a person's.
func (t *Tx) SetCredential(c Credential) error {
	until := ""
	if !c.Until.IsZero() {
		until = c.Until.UTC().Format(time.RFC3339)
	}
	return t.exec("INSERT INTO credential (person, hash, until) VALUES (?,?,?) ON CONFLICT (person) DO UPDATE SET hash=excluded.hash, until=excluded.until", c.Person, c.Hash, until)
}

// PutSession begins a session, or says when it was seen last.
func (t *Tx) PutSession(s Session) error {
	return t.exec(`INSERT INTO session (token, person, made, seen, address) VALUES (?,?,?,?,?) ON CONFLICT (token)
		DO UPDATE SET person=excluded.person, made=excluded.made, seen=excluded.seen, address=excluded.address`,
		s.Token, s.Person, s.Made.UTC().Format(time.RFC3339Nano), s.Seen.UTC().Format(time.RFC3339Nano), s.Address)
}

// EndSession ends one session of a person; of another's nothing happens.
func (t *Tx) EndSession(person, token string) error {
	return t.exec("DELETE FROM session WHERE person=? AND token=?", person, token)
}

// EndSessions ends all sessions of a person but one ("" for none).
func (t *Tx) EndSessions(person, but string) error {
	return t.exec("DELETE FROM session WHERE person=? AND token<>?", person, but)
}

func (t *Tx) exec(query string, args ...any) error {
	_, err := t.tx.Exec(query, args...)
	return err
}
