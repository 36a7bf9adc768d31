package ledger

import (
	"database/sql"
	"strings"
	"time"

	"huibao/act"
)

// Search narrows what is listed of a chain, the newest first: each word in one of its
// spellings, in any case; from an instant on and until before another, zero for no bound; at
// most so many.
type Search struct {
	Words       [][]string
	From, Until time.Time
	Below       int // lines before the one of this number alone; 0 for all
	Most        int
}

// clause is what follows FROM, where hay is what the words are looked for in: in words that each
// database knows, none of which is a pattern.
func (s Search) clause(hay string) (string, []any) {
	conditions, args := []string{"1=1"}, []any{}
	for _, spellings := range s.Words {
		var any []string
		for _, word := range spellings {
			any, args = append(any, "replace(lower("+hay+"), lower(?), '')<>lower("+hay+")"), append(args, word)
		}
		conditions = append(conditions, "("+strings.Join(any, " OR ")+")")
	}
	if !s.From.IsZero() {
		conditions, args = append(conditions, "at>=?"), append(args, s.From.UTC().Format(time.RFC3339))
	}
	if !s.Until.IsZero() {
		conditions, args = append(conditions, "at<?"), append(args, s.Until.UTC().Format(time.RFC3339))
	}
	if s.Below > 0 {
		conditions, args = append(conditions, "n<?"), append(args, s.Below)
	}
	return " WHERE " + strings.Join(conditions, " AND ") + " ORDER BY n DESC LIMIT ?", append(args, s.Most)
}

// Seen is one line of the chain of what was seen.
type Seen struct {
	N  int
	At time.Time
	Access
}

// SeenBy lists lines of that chain.
func (v *View) SeenBy(s Search) ([]Seen, error) {
	clause, args := s.clause("person||' '||what||' '||object||' '||address")
	return seen(v.q, clause, args)
}

func seen(q queryer, clause string, args []any) ([]Seen, error) {
	return listOf(q, "SELECT n, at, person, what, object, address FROM access"+clause, args, func(rows *sql.Rows) (Seen, error) {
		var s Seen
		var at string
		err := rows.Scan(&s.N, &at, &s.Person, &s.What, &s.Object, &s.Address)
		if err == nil {
			s.At, err = time.Parse(time.RFC3339, at)
		}
		return s, err
	})
}

// SeenOf lists what one person, or a program, did of one or another kind, the newest first.
func (v *View) SeenOf(person string, what [2]string, s Search) ([]Seen, error) {
	clause, args := s.clause("''")
	clause = strings.Replace(clause, " WHERE ", " WHERE person=? AND what IN (?,?) AND ", 1)
	return seen(v.q, clause, append([]any{person, what[0], what[1]}, args...))
}

// ActsBy lists acts of the chain; unless whole, without what was said and of what, but for
// accounts and settings, and nothing of the rest is looked into.
func (v *View) ActsBy(s Search, whole bool) ([]act.Act, error) {
	const hay = "n||' '||who||' '||kind||' '||period||' '||unit||' '||"
	if whole {
		clause, args := s.clause(hay + "object||' '||note||' '||COALESCE(doc,'')")
		return queryActs(v.q, "SELECT n, at, who, kind, object, note, period, unit, COALESCE(doc,'') FROM act"+clause, args...)
	}
	const object = "CASE WHEN kind IN ('" + string(act.Granted) + "','" + string(act.Set) + "') THEN object ELSE '' END"
	clause, args := s.clause(hay + object)
	return queryActs(v.q, "SELECT n, at, who, kind, "+object+", '', period, unit, '' FROM act"+clause, args...)
}
