package ledger

import (
	"database/sql"

	"huibao/internal/regexp"
)

var hashes = regexp.MustCompile(`[0-9a-f]{64}`)

// namesOf are the hashes that an act names, whatever it says by them.
func namesOf(texts ...string) (list []string) {
	for _, s := range texts {
		list = append(list, hashes.FindAllString(s, -1)...)
	}
	return list
}

// named are those of some hashes that must stay: the acts name them, or what was made of them does
// (members of archives stand in rows alone), or the chain of what was seen, where there is one: a plan
// that was sent stands there alone until it is in force. What was read is not read again.
type named struct {
	asked, names map[string]bool
	acts         int             // read, from the first
	rows         map[string]bool // read, by the digests of what they hold
}

func newNamed(shas []string) *named {
	k := &named{asked: map[string]bool{}, names: map[string]bool{}, rows: map[string]bool{}}
	for _, sha := range shas {
		k.asked[sha] = true
	}
	return k
}

func (k *named) note(texts ...string) {
	for _, sha := range namesOf(texts...) {
		if k.asked[sha] {
			k.names[sha] = true
		}
	}
}

// read reads what was added since the last time.
func (k *named) read(v *View) error {
	if v.q == nil {
		return nil
	}
	if err := k.readActs(v.q); err != nil {
		return err
	}
	if err := k.readRows(v.q); err != nil {
		return err
	}
	if ok, err := v.has("access"); err != nil || !ok {
		return err
	}
	list, err := listOf(v.q, "SELECT object FROM access WHERE length(object)=64", nil, func(rows *sql.Rows) (object string, err error) {
		return object, rows.Scan(&object)
	})
	k.note(list...)
	return err
}

func (k *named) readActs(q queryer) error {
	acts, err := q.Query("SELECT n, object, doc FROM act WHERE n>? ORDER BY n", k.acts)
	if err != nil {
		return broken(err)
	}
	defer acts.Close()
	for acts.Next() {
		var object string
		var doc sql.NullString
		if err := acts.Scan(&k.acts, &object, &doc); err != nil {
			return broken(err)
		}
		k.note(object, doc.String)
	}
	return broken(acts.Err())
}

// readRows reads the periods that have rows whose content was not read yet: runs make them anew, most
// of them as they were.
func (k *named) readRows(q queryer) error {
	type row struct{ period, digest string }
	list, err := listOf(q, "SELECT period, digest FROM submission ORDER BY period", nil, func(rows *sql.Rows) (x row, err error) {
		return x, rows.Scan(&x.period, &x.digest)
	})
	if err != nil {
		return err
	}
	for _, x := range list {
		if k.rows[x.digest] {
			continue
		}
		if err := k.readPeriod(q, x.period); err != nil {
			return err
		}
	}
	return nil
}

func (k *named) readPeriod(q queryer, period string) error {
	rows, err := q.Query("SELECT digest, doc FROM submission WHERE period=?", period)
	if err != nil {
		return broken(err)
	}
	defer rows.Close()
	for rows.Next() {
		var digest string
		var doc []byte
		if err := rows.Scan(&digest, &doc); err != nil {
			return broken(err)
		}
		if k.rows[digest] {
			continue
		}
		text, err := inflate(doc)
		if err != nil {
			return err // it may name any of them
		}
		k.note(string(text))
		k.rows[digest] = true
	}
	return broken(rows.Err())
}
